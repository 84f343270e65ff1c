"""What must hold between values, whatever the records are; held against what csx says alone."""
import itertools

import periods
from reference import QUOTIENTS, SHAPE_OF, SUMMED, nothing

# What is added up, less what is taken off, is the third; values unless another field is named. Whether it holds by product,
# too, is said last: there prices are split by product, movements by all products of the account.
SUMS = [
    ("movements are the difference", "opening new reactivation expansion", "contraction churn", "closing", False),
    ("components are the movements of those who stayed", "upgrade cross-sell contraction", "downgrade dropped-product",
     "expansion", False),
    ("accounts gained and lost", "opening/n new-accounts reactivated-accounts", "lost-accounts", "accounts", False),
    ("NRR is opening and movements", "opening expansion", "contraction churn", "nrr/numerator", False),
    ("GRR is opening without losses", "opening", "contraction churn", "grr/numerator", False),
    ("gross churn is what GRR lacks", "grr/denominator", "grr/numerator", "gross-churn/numerator", True),
    ("net churn is what NRR lacks", "nrr/denominator", "nrr/numerator", "net-churn/numerator", True),
]
# A closing is the opening that follows.
CHAINS = [(before.name, after.name) for row in periods.ROWS for before, after in zip(row, row[1:])]
# Metrics placed by a day: what parts of a period have makes up the period.
ADDITIVE = ["acquisition.accounts", "acquisition.mrr", "acquisition.later-churn", "support.opened", "support.solved",
            "support.closure-rate", "support.csat", "satisfaction.csat", "support.reopened", "support.articles",
            "support.standard-answers", "support.first-response", "support.resolution", "support.attainment",
            "support.attainment-urgent", "support.attainment-high", "support.attainment-normal", "support.attainment-low"]
# Of these a record stands in several groups or parts, so that n does not add up.
SHARED = ["revenue.ltv", "support.closure-rate", *(each for each in ADDITIVE if each.startswith("support.attainment"))]


def field(said, key, name):
    return said.get(key, nothing(key[3])).get(name)


def hold(said, tally):
    groups = {key[:3] for key in said}
    for period, dimension, group in groups:
        sums(said, tally, period, dimension, group)
    chains(said, tally, {each[1:] for each in groups})
    groups_make_the_whole(said, tally)
    parts_make_the_period(said, tally, {each[1:] for each in groups})


def sums(said, tally, period, dimension, group):
    def total(terms):
        named = [f"revenue.{term}/value".split("/")[:2] for term in terms.split()]
        return sum(field(said, (period, dimension, group, metric), name) for metric, name in named)

    for law, added, taken, result, by_product in SUMS:
        if by_product or dimension != "product":
            tally.compare(f"law: {law}", (period, dimension, group), total(added) - total(taken), total(result))


def chains(said, tally, groups):
    known = {key[:3] for key in said}
    for before, after in CHAINS:
        for dimension, group in groups:
            if (before, dimension, group) in known and (after, dimension, group) in known:
                closing = field(said, (before, dimension, group, "revenue.closing"), "value")
                opening = field(said, (after, dimension, group, "revenue.opening"), "value")
                tally.compare("law: a closing is the next opening", (before, after, dimension, group), closing, opening)


def summable(metric):
    """The fields of a metric that may be added up; never shares, means or medians."""
    shape = SHAPE_OF[metric]
    names = ["value"] if shape in SUMMED else ["numerator", "denominator"] if shape in QUOTIENTS else []
    return names + ([] if metric in SHARED else ["n"])


def groups_make_the_whole(said, tally):
    members = {}
    for period, dimension, group, metric in said:
        if dimension != "all":
            members.setdefault((period, dimension, metric), []).append((period, dimension, group, metric))
    for (period, dimension, metric), keys in members.items():
        whole = said[period, "all", "all", metric]
        for name in summable(metric):
            if name != "n" or dimension != "product":
                total = sum(field(said, key, name) or 0 for key in keys)
                tally.compare("law: groups make the whole", (period, dimension, metric, name), total, whole[name] or 0)
        if SHAPE_OF[metric] == "distribution" and whole["n"]:
            for name, pick in (("min", min), ("max", max)):
                extreme = pick(said[key][name] for key in keys if said[key]["n"])
                tally.compare("law: groups make the whole", (period, dimension, metric, name), extreme, whole[name])


def parts_make_the_period(said, tally, groups):
    parts = [(whole, [each for each in row if whole.first <= each.first and each.last <= whole.last])
             for wholes, row in itertools.combinations(periods.ROWS, 2)
             for whole in wholes]
    for whole, inside in parts:
        for dimension, group in groups:
            for metric in ADDITIVE:
                for name in summable(metric):
                    total = sum(field(said, (each.name, dimension, group, metric), name) or 0 for each in inside)
                    value = field(said, (whole.name, dimension, group, metric), name) or 0
                    tally.compare("law: parts make the period", (whole.name, dimension, group, metric, name), total, value)
