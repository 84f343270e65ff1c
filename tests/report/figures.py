#!/usr/bin/env python3
"""Every figure of every report is that of the metrics and clocks of the same period: figures.py CSX FOLDER. What a report
says is read from its document, what it must say from `csx metrics` and `csx clock list`."""
import collections
import json
import re
import sys
import tempfile

from documents import Folder, facts_of, heads, of_kind, rows_of

MONTH, QUARTER = "2026-10", "2026-Q3"
failed = []
compared = collections.Counter()


def same(report, what, found, wanted):
    compared[report] += 1
    if found != wanted:
        failed.append(f"{report}: {what}: says {found!r}, csx computes {wanted!r}")


def without_margin(text):
    """A score without what `csx metrics` says beside it of its certainty."""
    return re.sub(r" \N{PLUS-MINUS SIGN}[\d.]+$", "", text)


class Truth:
    """What csx computes, asked for once."""

    def __init__(self, folder):
        self.folder = folder
        self.titles = {}
        for metric in folder.data("metrics", "list", "--lang", "en")["metrics"]:
            self.titles[metric["title"]] = metric["metric"]
        self.clocks = folder.data("clock", "list")["clocks"]
        self.known = {}

    def shown(self, period, *more):
        """By metric: its value, its n, as people read them."""
        key = (period, more)
        if key not in self.known:
            text = self.folder.text("metrics", "--period", period, "--lang", "en", "--format", "markdown", *more)
            cells = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("| ")]
            self.known[key] = {row[0]: (without_margin(row[1].replace("\\", "")), row[2]) for row in cells if row[0] != "metric"}
        return self.known[key]

    def kept(self, first, last, **fields):
        """`(kept, due)` of the clocks with a deadline from one day to another."""
        kept = due = 0
        for clock in self.clocks:
            day = (clock["deadline"] or "")[:10]
            if first <= day <= last and all(clock[name] == value for name, value in fields.items()):
                kept += clock["state"] == "met"
                due += clock["state"] in ("met", "missed", "breached")
        return kept, due


def parts(text):
    """`82.2% (157/191)` -> (157, 191)."""
    found = re.search(r"\((\d+)/(\d+)\)", text.replace(",", ""))
    return (int(found[1]), int(found[2])) if found else None


def figures(truth, report, blocks, columns):
    """Rows that name a metric: each column against the period that it is of."""
    for table in of_kind(blocks, "table"):
        names = heads(table)
        for row in table["rows"]:
            metric = truth.titles.get(row[0])
            if names[0] != "Figure" or metric is None:
                continue
            for column, period in columns.items():
                if column in names:
                    same(report, f"{row[0]}, {column}", row[names.index(column)], truth.shown(period)[metric][0])
            if "Cases" in names:
                wanted = " \N{RIGHTWARDS ARROW} ".join(truth.shown(period)[metric][1] for period in reversed(columns.values()))
                last = truth.shown(next(iter(columns.values())))[metric][1]
                same(report, f"{row[0]}, cases", row[names.index("Cases")], wanted if "\N{RIGHTWARDS ARROW}" in row[names.index("Cases")] else last)


def check_support_cs(folder, truth):
    figures(truth, "support-cs", folder.blocks("report", "support-cs", "--period", MONTH), {"Value": MONTH, "Before": "2026-09"})


def check_before_after(folder, truth):
    blocks = folder.blocks("report", "before-after", "--agreement", "cs-support@2")
    spans = {}
    for side in ("Before", "After"):
        first, last = re.match(r"(\S+) to (\S+)", facts_of(blocks)[side]).groups()
        spans[side] = f"{first}..{last}"
    figures(truth, "before-after", blocks, {"After": spans["After"], "Before": spans["Before"]})
    for row in rows_of(blocks, "Commitment", "Before", "After"):
        if "metric" in row["Commitment"] or row["Target"].startswith("at least"):
            continue
        for side in ("Before", "After"):
            kept, due = truth.kept(*spans[side].split(".."), commitment=f"cs-support/{row['Commitment']}")
            if due:
                same("before-after", f"{row['Commitment']}, {side}", row[side], f"{100 * kept / due:.1f}%")


def check_funnel(folder, truth):
    blocks = folder.blocks("report", "funnel", "--period", QUARTER)
    shown = truth.shown(QUARTER)
    stages = {row["Stage"]: row for row in rows_of(blocks, "Stage", "Of the stage before")}
    for stage, metric in (("Retained", "funnel.retained"), ("Expanded", "funnel.expanded"), ("Referred", "funnel.referred")):
        found = next(row for name, row in stages.items() if name.startswith(stage))
        same("funnel", stage, found["Of the stage before"], shown[metric][0])
    same("funnel", "through", facts_of(blocks)["From opening to referral"], shown["funnel.through"][0])
    same("funnel", "opening", stages["Paid at opening"]["Accounts"], shown["funnel.retained"][1])


def check_benchmark(folder, truth):
    blocks = folder.blocks("report", "benchmark", "padaria-imperial", "--period", QUARTER)
    own = truth.shown(QUARTER, "--where", "account=padaria-imperial")
    figures_found = [row for row in rows_of(blocks, "Figure", "Account") if row["Figure"] in truth.titles]
    for row in figures_found:
        same("benchmark", row["Figure"], row["Account"], own[truth.titles[row["Figure"]]][0])


def check_scorecard(folder, truth):
    data = folder.data("scorecard", "--period", MONTH, "--trend", "0", "--lang", "en")
    for area in data["areas"]:
        for score in area["commitments"]:
            if score.get("clocks"):
                kept, due = truth.kept("2026-10-01", "2026-10-31", commitment=score["commitment"])
                clocks = score["clocks"]
                same("scorecard", score["commitment"], (clocks["met"], clocks["met"] + clocks["missed"] + clocks["breached"]), (kept, due))
    rows = {row["Commitment"]: row for row in rows_of(data["blocks"], "Commitment", "Value")}
    for commitment, metric in (("csat", "satisfaction.csat"), ("first-contact-resolution", "support.first-contact-resolution")):
        same("scorecard", commitment, rows[f"cs-support/{commitment}"]["Value"], truth.shown(MONTH)[metric][0])


def check_bottlenecks(folder, truth):
    data = folder.data("bottlenecks", "--period", QUARTER)
    for stage in data["stages"]:
        same("bottlenecks", stage["what"], str(stage["cases"]), truth.shown(QUARTER)[stage["what"]][1])
    for kind, field in (("commitments", "commitment"), ("owners", "owner")):
        for loss in data[kind]:
            value = loss["what"] if loss["what"] != "unknown" else None
            kept, due = truth.kept("2026-07-01", "2026-09-30", **{field: value})
            same("bottlenecks", loss["what"], (loss["cases"], loss["of"]), (due - kept, due))
    returns = sum(loss["cases"] for loss in data["reasons"])
    same("bottlenecks", "returns", str(returns), truth.shown(QUARTER)["handoff.returns"][0])


def check_audit(folder, truth):
    folder.text("audit", "run", "--period", MONTH, "--quiet")
    blocks = folder.blocks("audit", "show", MONTH)
    for row in rows_of(blocks, "Metric", "Result"):
        value, n = truth.shown(MONTH)[row["Metric"]]
        same("audit", row["Metric"], (row["Result"], row["Cases"]), (value, n))
    record = folder.data("audit", "show", MONTH)["record"]
    for result in record["commitments"]:
        kept, due = truth.kept("2026-10-01", "2026-10-31", commitment=result["id"])
        if due and re.fullmatch(r"\d+/\d+", result.get("value", "")) and any(each["commitment"] == result["id"] for each in truth.clocks):
            same("audit", result["id"], result["value"], f"{kept}/{due}")
    bottlenecks = folder.data("bottlenecks", "--period", MONTH)
    written = {each["id"]: (each["value"], each["cases"]) for each in record["bottlenecks"]}
    for kind in ("stages", "commitments", "owners", "reasons", "fields"):
        for loss in bottlenecks[kind]:
            amount = loss["seconds"] if kind == "stages" else loss["count"]
            same("audit", loss["what"], written[f"{kind}/{loss['what']}"], (str(amount), loss["of"]))


def check_bulletin(folder, truth):
    blocks = folder.blocks("report", "bulletin", "--period", MONTH)
    same("bulletin", "kept", parts(facts_of(blocks)["Kept in time"]), truth.kept("2026-10-01", "2026-10-31"))
    areas = {"Customer Success": "cs", "Finance": "finance", "Support": "support", "Sales": "sales"}
    for row in rows_of(blocks, "Area", "Kept in time"):
        if row["Area"] in areas:
            wanted = truth.kept("2026-10-01", "2026-10-31", area=areas[row["Area"]])
            same("bulletin", row["Area"], parts(row["Kept in time"]) or (0, 0), wanted)


def check_account(folder, truth):
    account = "padaria-estrela"
    blocks = folder.blocks("report", "account", account)
    facts = facts_of(blocks)
    own = truth.shown("2025-11-21..2026-11-20", "--where", f"account={account}")
    same("account", "tickets", facts["Tickets of the last twelve months"], own["support.opened"][0])
    same("account", "MRR", facts["MRR"], own["revenue.closing"][0])
    kept = [parts(row["Kept in time"]) for row in rows_of(blocks, "Owed by", "Kept in time")]
    total = tuple(sum(pair[i] for pair in kept if pair) for i in (0, 1))
    same("account", "commitments", total, truth.kept("2025-11-21", "2026-11-20", account=account))


def check_review(folder, truth):
    blocks = folder.blocks("report", "review")
    first, last = re.findall(r"\d{4}-\d\d-\d\d", facts_of(blocks)["Period looked at"])
    kept = [parts(row["Kept"]) for row in rows_of(blocks, "Owed by", "Kept")]
    statements = sum(pair[1] for pair in kept if pair)
    wanted = [truth.kept(first, last, commitment=name) for name in sorted({clock["commitment"] for clock in truth.clocks})
              if name.startswith("sales-cs/")]
    same("review", "clocks that were due", statements, sum(due for _, due in wanted))
    same("review", "clocks that were kept", sum(pair[0] for pair in kept if pair), sum(kept for kept, _ in wanted))


def check_success_profile(folder, truth):
    found = parts(facts_of(folder.blocks("report", "success-profile"))["Healthy (highest band)"])
    health = folder.data("health")
    known = [each for each in health["accounts"] if each.get("score") is not None]
    top = [each for each in known if each["band"] == "verde" or each["band"] == "green"]
    same("success-profile", "healthy", found, (len(top), len(known)))


def check_coverage(folder, truth):
    period = "2026-Q3"
    contacts = int(facts_of(folder.blocks("report", "coverage", "--period", period))["Contacts in the period"].replace(",", ""))
    same("coverage", "contacts", str(contacts), truth.shown(period)["relationship.proactive"][1])


def check_expectations(folder, truth):
    facts = facts_of(folder.blocks("report", "expectations", "--period", QUARTER))
    same("expectations", "customers", facts["Customers"], truth.shown(QUARTER)["revenue.closing"][1])


def main():
    with tempfile.TemporaryDirectory(prefix="csx-figures-") as top:
        folder = Folder(sys.argv[1], sys.argv[2], top)
        truth = Truth(folder)
        checks = {name[6:]: check for name, check in globals().items() if name.startswith("check_")}
        for check in checks.values():
            check(folder, truth)
        for name in checks:
            if compared[name.replace("_", "-")] == 0:
                failed.append(f"{name}: nothing was compared")
        # A report that comes new is compared, too. The X-ray has no figures.
        known = {name.replace("_", "-") for name in checks} | {"raio-x"}
        reports = set(re.findall(r"^  report (\S+)", folder.text("help"), re.MULTILINE))
        failed.extend(f"report {name}: its figures are not compared" for name in sorted(reports - known))
        if not reports:
            failed.append("csx help names no report")
    print("\n".join(failed) or f"the same: {json.dumps(compared)}")
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
