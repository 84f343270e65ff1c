"""What csx says, in the same terms as the reference: money in cents, shares as fractions, times in seconds."""
import json
from decimal import Decimal

from reference import QUOTIENTS, SHAPE_OF

ASIDES = ("reactivated", "opened", "opened in the period before")


def number(text):
    """A sum of money in cents, any other number as it is."""
    if not isinstance(text, str):
        return text
    amount, currency = text.split(" ")
    if currency != "USD":
        raise ValueError(text)
    cents = Decimal(amount) * 100
    if cents != int(cents):
        raise ValueError(text)
    return int(cents)


def fields_of(metric, answer):
    """The fields of a value as the reference has them."""
    shape = SHAPE_OF[metric]
    fields = {"value": number(answer["value"])}
    if shape != "lifetime value":
        fields["n"] = answer["n"]
    if shape == "distribution":
        spread = answer["distribution"] or dict.fromkeys(("median", "p90", "min", "max"))
        fields.update({name: spread[name] for name in ("median", "p90", "min", "max")})
    elif shape in QUOTIENTS:
        fields.update(numerator=number(answer["numerator"]), denominator=number(answer["denominator"]))
    fields.update({f"aside: {name}": count for name, count in answer["aside"].items() if name in ASIDES})
    return fields


def group_of(answer, by):
    return ",".join(answer["by"][each] for each in by.split(","))


def values_of(period, by, measured):
    """The total and the groups of one period: (key, fields)."""
    for metric in measured:
        name = metric["metric"]
        yield (period, "all", "all", name), fields_of(name, metric)
        for group in metric.get("groups", []):
            yield (period, by, group_of(group, by), name), fields_of(name, group)


def records_of(measured):
    """What each record adds: {metric: {record: (numerator, denominator)}}; parts of a record are added up."""
    found = {}
    for metric in measured:
        if SHAPE_OF[metric["metric"]] in ("months", "lifetime value"):
            continue
        sums = found.setdefault(metric["metric"], {})
        for each in metric["records"]:
            if each["as"] == "counted":
                record = each["record"].split("/")[1].split("#")[0]
                over, under = sums.get(record, (0, None))
                over += number(each["numerator"] if "numerator" in each else each["value"])
                if "denominator" in each:
                    under = (under or 0) + number(each["denominator"])
                sums[record] = (over, under)
    return found


class Answers:
    def __init__(self, folder, as_of):
        self._folder = folder
        self._as_of = as_of

    def measure(self, period, *words, metrics=SHAPE_OF):
        """The metrics of a period in JSON."""
        done = self._folder.run("metrics", *metrics, "--period", period, "--format", "json", *words, as_of=self._as_of)
        return json.loads(done.stdout)["data"]["metrics"]

    def trend(self, last, count, by, metrics=SHAPE_OF):
        """The values of a period and of those before it."""
        measured = self.measure(last, "--by", by, "--trend", count - 1, metrics=metrics)
        yield from values_of(last, by, measured)
        for metric in measured:
            for each in metric["trend"]:
                yield from values_of(each["period"], by, [{**each, "metric": metric["metric"]}])
