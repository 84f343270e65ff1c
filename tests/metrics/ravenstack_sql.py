#!/usr/bin/env python3
"""Metrics of imported files agree with SQL over the raw files, to the cent and to the record: ravenstack_sql.py CSX [FOLDER]

Measured are the sample of examples/ravenstack, files made up in the same columns, and the whole of RavenStack where it is
found as by tests/import/ravenstack.py (FOLDER or CSX_RAVENSTACK names it). Each is imported into a repository of its own;
the same files are read into SQLite, where sql/*.sql computes the metrics from their written definitions. Then
- every value of every period, by every grouping, is compared: sums, counts, both parts of shares, distributions;
- what each record adds is compared with --explain;
- the laws that bind values to one another are held against what csx says alone;
- a raw cell is changed for SQL alone, and the comparison must notice (so it does compare).
"""
import collections
import math
import pathlib
import sys
import time
from dataclasses import dataclass
from fractions import Fraction

HERE = pathlib.Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent / "import"))

import laws  # noqa: E402
import made_up  # noqa: E402
import periods  # noqa: E402
from answers import Answers, records_of, values_of  # noqa: E402
from folder import ROOT, Folder, expect  # noqa: E402
from ravenstack import import_at_once, whole_folder  # noqa: E402
from reference import DIMENSIONS, SHAPE_OF, SHAPES, Reference, nothing  # noqa: E402

AS_OF = "2025-01-31"
PRODUCT_LINE = "product: {constant: RavenStack}"
SHOWN = 10
MADE_UP = "files made up, a product for each plan"
# Of what no file can tell: all sums are in one currency.
NEVER = {"revenue.revaluation"}


@dataclass(frozen=True)
class Hours:
    """When the help desk works; the file of its calendar says the same."""
    windows: list
    holidays: dict

    def text(self):
        days = zip(("mon", "tue", "wed", "thu", "fri", "sat", "sun"), self.windows)
        hours = [f"  {day}: [{', '.join('-'.join(window) for window in windows)}]\n" for day, windows in days if windows]
        holidays = [f"  - {{date: {day}, name: {name}}}\n" for day, name in self.holidays.items()]
        return "".join(["kind: calendar\nid: help-desk\nname: Help desk\ntimezone: UTC\nhours:\n", *hours,
                        *(["holidays:\n", *holidays] if holidays else [])])


AROUND_THE_CLOCK = Hours([[("00:00", "24:00")]] * 7, {})
OFFICE = Hours([[("00:30", "06:00"), ("13:00", "18:00")]] * 4 + [[("09:00", "12:30")], [], []],
               {"2023-12-25": "Christmas", "2024-01-01": "New year", "2024-02-29": "Leap day"})

# A cell of the raw files that SQL alone sees changed, and metrics that must then differ.
PRICE = ("WHERE rowid = (SELECT min(rowid) FROM subscriptions "
         "WHERE is_trial = 'FALSE' AND mrr_amount + 0 > 0 AND end_date = '' AND start_date < '2024-12-31')")
TICKET = ("WHERE rowid = (SELECT min(rowid) FROM support_tickets "
          "WHERE first_response_time_minutes + 0 < 60 * resolution_time_hours)")
SCORE = "WHERE rowid = (SELECT min(rowid) FROM support_tickets WHERE satisfaction_score <> '')"
OF_TICKET = "WHERE account_id = (SELECT account_id FROM support_tickets WHERE rowid = 1)"
MUTATIONS = [
    ("a cent of a price", "UPDATE subscriptions SET mrr_amount = mrr_amount + 0.01 " + PRICE,
     ["revenue.closing", "revenue.nrr", "revenue.arpa"]),
    ("an end", "UPDATE subscriptions SET end_date = '2024-12-31' " + PRICE, ["revenue.closing"]),
    ("a mark of a trial", "UPDATE subscriptions SET is_trial = 'TRUE' " + PRICE, ["revenue.closing"]),
    ("an industry", "UPDATE accounts SET industry = 'Mining' " + OF_TICKET, ["support.opened", "support.first-response"]),
    ("a minute of a first response",
     "UPDATE support_tickets SET first_response_time_minutes = first_response_time_minutes + 1 " + TICKET,
     ["support.first-response"]),
    ("the time of a closing", "UPDATE support_tickets SET closed_at = substr(closed_at, 1, 10) || ' 0:30' " + TICKET,
     ["support.resolution"]),
    ("a satisfaction score", "UPDATE support_tickets SET satisfaction_score = CASE WHEN satisfaction_score IN ('4', '5') "
     "THEN '3' ELSE '5' END " + SCORE, ["support.csat", "satisfaction.csat"]),
    ("a ticket", "DELETE FROM support_tickets WHERE rowid = 1", ["support.opened", "support.solved", "support.attainment"]),
]


class Tally:
    """Counts what agrees and keeps what differs."""

    def __init__(self):
        self.agreed = collections.Counter()
        self.differences = []

    def compare(self, comparison, where, said, expected):
        if agrees(said, expected):
            self.agreed[comparison] += 1
        else:
            self.differences.append((comparison, where, said, expected))


def agrees(said, expected):
    """Exact, except that a fraction stands in JSON as the nearest double, or one beside it."""
    if isinstance(expected, Fraction) and isinstance(said, (int, float)):
        return math.isclose(said, expected, rel_tol=1e-14)
    return said == expected


def compare_values(tally, comparison, said, expected):
    """Every field of every value that either of them knows; what one does not mention is the value of no records."""
    for key in said.keys() | expected.keys():
        empty = nothing(key[3])
        ours, theirs = said.get(key, empty), expected.get(key, empty)
        for field in ours.keys() | theirs.keys():
            if field != "n" or "n" in empty:
                absent = 0 if field.startswith("aside") else None
                tally.compare(comparison, (*key, field), ours.get(field, absent), theirs.get(field, absent))


def compare_records(tally, said, expected):
    """What each record adds to each metric of a period."""
    for key, records in said.items():
        theirs = expected.get(key, {})
        for record in records.keys() | theirs.keys():
            tally.compare("records", (key[0], "record", record, key[1]), records.get(record), theirs.get(record))


def only(values, wanted_periods, dimensions):
    names = {each.name for each in wanted_periods}
    return {key: value for key, value in values.items() if key[0] in names and key[1] in dimensions}


def make_folder(csx, source, product):
    """The files, imported by the mappings of the example."""
    folder = Folder(csx, "ravenstack")
    if product == "":
        replace(folder.path / "imports/subscriptions.yaml", PRODUCT_LINE, "product: {column: plan_tier}")
    replace(folder.path / "csx.yaml", "definitions:", "definitions:\n  margin: 80%")
    folder.commit("margin and products")
    started = time.perf_counter()
    import_at_once(folder, source)
    print(f"  imported in {time.perf_counter() - started:.1f} s")
    folder.check()
    return folder


def replace(path, old, new):
    text = path.read_text(encoding="utf-8")
    expect(old in text, f"{path.name} says {old}")
    path.write_text(text.replace(old, new), encoding="utf-8")


class Reconciliation:
    def __init__(self, csx, source, product):
        self._source = source
        self._product = product
        self._folder = make_folder(csx, source, product)
        self.tally = Tally()
        self.said = {}
        self.records = {}

    def run(self):
        reference = Reference(self._source, periods.ALL, AS_OF, self._product, AROUND_THE_CLOCK)
        expected = reference.values()
        self._one_by_one(reference, expected)
        self._in_rows(expected)
        self._stated_durations(reference)
        laws.hold(self.said, self.tally)
        self._filters()
        self._unfinished()
        self._office_hours()
        self._mutations()

    def without_records(self):
        """The metrics to which no record ever added anything."""
        reached = {key[3] for key, fields in self.said.items() if fields.get("n", fields["value"])}
        return SHAPE_OF.keys() - reached

    def _one_by_one(self, reference, expected):
        """Each period asked for alone, with the records behind every value."""
        answers = Answers(self._folder, AS_OF)
        for period in periods.ALL:
            measured = answers.measure(period.name, "--by", "segment", "--explain")
            said = dict(values_of(period.name, "segment", measured))
            self.said.update(said)
            compare_values(self.tally, "values by segment", said, only(expected, [period], ["all", "segment"]))
            self.records.update({(period.name, metric): each for metric, each in records_of(measured).items()})
        compare_records(self.tally, self.records, reference.records)

    def _in_rows(self, expected):
        """Months, quarters and years as trends, by every other grouping."""
        answers = Answers(self._folder, AS_OF)
        for row in periods.ROWS:
            for by in DIMENSIONS[2:]:
                said = dict(answers.trend(row[-1].name, len(row), by))
                self.said.update(said)
                compare_values(self.tally, f"values by {by}", said, only(expected, row, ["all", by]))

    def _stated_durations(self, reference):
        """Around the clock a resolution takes the hours that the file itself states."""
        for period in periods.YEARS:
            for ticket, (duration, _) in reference.records.get((period.name, "support.resolution"), {}).items():
                self.tally.compare("stated durations", (period.name, ticket), duration, reference.stated[ticket])

    def _filters(self):
        """A filter gives what the group has, and --by month what each month has."""
        answers = Answers(self._folder, AS_OF)
        for segment in ("fintech", "edtech"):
            for key, fields in values_of("2024-Q3", "segment", answers.measure("2024-Q3", "--where", f"segment={segment}")):
                theirs = self.said.get(("2024-Q3", "segment", segment, key[3]), nothing(key[3]))
                compare_values(self.tally, "filters", {key: fields}, {key: theirs})
        for key, fields in values_of("2024", "month", answers.measure("2024", "--by", "month")):
            if key[1] == "month":
                theirs = self.said[key[2], "all", "all", key[3]]
                compare_values(self.tally, "months by --by month", {key: fields}, {key: theirs})

    def _unfinished(self):
        """Seen from within a month: what came later has not happened."""
        as_of = periods.UNFINISHED_AS_OF
        expected = Reference(self._source, periods.UNFINISHED, as_of, self._product, AROUND_THE_CLOCK).values()
        answers = Answers(self._folder, as_of)
        for period in periods.UNFINISHED:
            said = dict(values_of(period.name, "segment", answers.measure(period.name, "--by", "segment")))
            compare_values(self.tally, f"values as of {as_of}", said, only(expected, [period], ["all", "segment"]))

    def _office_hours(self):
        """Distributions again in business time that does not run around the clock."""
        (self._folder.path / "calendars/help-desk.yaml").write_text(OFFICE.text(), encoding="utf-8")
        expected = Reference(self._source, periods.ALL, AS_OF, self._product, OFFICE).values()
        answers = Answers(self._folder, AS_OF)
        distributions = {key: each for key, each in expected.items() if SHAPE_OF[key[3]] == "distribution"}
        for row in periods.ROWS:
            said = dict(answers.trend(row[-1].name, len(row), "tier", SHAPES["distribution"]))
            theirs = only(distributions, row, ["all", "tier"])
            compare_values(self.tally, "distributions in office hours", said, theirs)

    def _mutations(self):
        """The comparison notices each change of a raw cell that csx did not see; asked of the years."""
        reference = Reference(self._source, periods.YEARS, AS_OF, self._product, AROUND_THE_CLOCK)
        expected = reference.values()
        said = only(self.said, periods.YEARS, ["all", "segment"])
        names = {each.name for each in periods.YEARS}
        records = {key: each for key, each in self.records.items() if key[0] in names}
        for what, statement, metrics in MUTATIONS:
            other = Tally()
            compare_values(other, what, said, only(reference.values(statement), periods.YEARS, ["all", "segment"]))
            compare_records(other, records, reference.records)
            noticed = {where[3] for _, where, _, _ in other.differences}
            for metric in metrics:
                self.tally.compare("changes noticed", (what, metric), metric in noticed, True)
        self.tally.compare("changes noticed", "nothing is left of them", reference.values() == expected, True)


def reconcile(csx, name, source, product):
    print(f"{name}:")
    started = time.perf_counter()
    reconciliation = Reconciliation(csx, source, product)
    reconciliation.run()
    tally = reconciliation.tally
    for comparison, count in tally.agreed.items():
        print(f"  {count:8} agree: {comparison}")
    for comparison, where, said, expected in sorted(tally.differences, key=str)[:SHOWN]:
        print(f"  DIFFERENT, {comparison}: {where}: csx says {said}, SQL {expected}")
    print(f"  {len(tally.differences)} differences, {time.perf_counter() - started:.1f} s")
    return reconciliation


def main():
    csx = sys.argv[1]
    sample = Folder(csx, "ravenstack")
    made_up.write(sample.path.parent / "made-up", seed=1)
    runs = [("the sample", ROOT / "examples/ravenstack/sample", "RavenStack"),
            (MADE_UP, sample.path.parent / "made-up", "")]
    whole = whole_folder()
    if whole is None:
        print("the whole of RavenStack is not here (CSX_RAVENSTACK names its folder)")
    else:
        runs.append(("the whole of RavenStack", whole, "RavenStack"))
    done = {name: reconcile(csx, name, *run) for name, *run in runs}
    expect(not any(each.tally.differences for each in done.values()), "csx and SQL agree")
    silent = done[MADE_UP].without_records()
    expect(silent == NEVER, f"the files made up reach every metric, but {silent}")
    print("ok")


if __name__ == "__main__":
    main()
