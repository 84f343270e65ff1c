"""The metrics of the raw files by SQL; of csx it knows the written definitions alone (docs/reference/metrics.md)."""
import csv
import datetime
import pathlib
import sqlite3
from fractions import Fraction

SQL = [path.read_text(encoding="utf-8") for path in sorted((pathlib.Path(__file__).parent / "sql").glob("*.sql"))]
TABLES = ["accounts", "subscriptions", "support_tickets"]
DIMENSIONS = ["all", "segment", "tier", "lead-source", "product", "segment,lead-source"]
MARGIN = Fraction(80, 100)

# What the agreement of examples/ravenstack promises: event, priority, hours.
PROMISES = [("first-response", "urgent", 2), ("first-response", "high", 3), ("first-response", "normal", 3),
            ("first-response", "low", 3), *(("resolved", priority, 72) for priority in ("urgent", "high", "normal", "low"))]

# How the value of a metric is made of the sums of numerators and denominators.
SHAPES = {
    "money": ["revenue.opening", "revenue.new", "revenue.reactivation", "revenue.expansion", "revenue.contraction",
              "revenue.churn", "revenue.closing", "revenue.revaluation", "revenue.upgrade", "revenue.cross-sell",
              "revenue.downgrade", "revenue.dropped-product", "acquisition.mrr"],
    "count": ["revenue.accounts", "revenue.new-accounts", "revenue.reactivated-accounts", "revenue.lost-accounts",
              "revenue.joined-and-left", "acquisition.accounts", "support.opened", "support.solved", "support.backlog"],
    "share of money": ["revenue.nrr", "revenue.grr", "revenue.gross-churn", "revenue.net-churn", "revenue.quick-ratio"],
    "share": ["revenue.logo-churn", "acquisition.later-churn", "funnel.retained", "funnel.expanded", "funnel.referred",
              "funnel.through", "support.csat", "satisfaction.csat", "support.reopened", "support.articles",
              "support.standard-answers", "support.closure-rate", "support.attainment", "support.attainment-urgent",
              "support.attainment-high", "support.attainment-normal", "support.attainment-low"],
    "mean money": ["revenue.arpa"],
    "months": ["revenue.lifetime"],
    "lifetime value": ["revenue.ltv"],
    "distribution": ["support.first-response", "support.resolution"],
}
SHAPE_OF = {metric: shape for shape, metrics in SHAPES.items() for metric in metrics}
SUMMED = ("money", "count")
QUOTIENTS = ("share", "share of money", "mean money")


def seconds(day, time="00:00"):
    hours, minutes = map(int, time.split(":"))
    midnight = datetime.datetime.combine(day, datetime.time(), datetime.timezone.utc)
    return int(midnight.timestamp()) + hours * 3600 + minutes * 60


class Reference:
    """Fills a database with the files as they stand and computes all metrics of the periods in it."""

    def __init__(self, source, periods, as_of, product, hours):
        self.base = sqlite3.connect(":memory:", isolation_level=None)
        self._as_of = as_of
        for table in TABLES:
            self._load(table, source / f"{table}.csv")
        self._set_periods(periods)
        self._fill("setting", ["product"], [[product]])
        promises = [[event, priority, 3600 * hours] for event, priority, hours in PROMISES]
        self._fill("promise", ["event", "priority", "within"], promises)
        self.set_hours(hours)

    def _fill(self, table, columns, rows):
        names = ", ".join(f'"{column}"' for column in columns)
        self.base.execute(f"CREATE TABLE {table} ({names})")
        self.base.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(columns))})", rows)

    def _load(self, table, path):
        with open(path, newline="", encoding="utf-8") as file:
            header, *rows = csv.reader(file)
        self._fill(table, header, rows)

    def _set_periods(self, periods):
        """The periods, and the months that lifetime needs beside them."""
        months = {each.name: each for period in periods for each in period.months()}
        known = {each.name: each for each in periods} | months
        columns = ["period", "first_day", "last_day", "before_first_day", "before_last_day", "opening_day", "closing_day",
                   "as_of"]
        rows = []
        for each in known.values():
            before = each.before()
            opening = each.first - datetime.timedelta(days=1)
            closing = min(str(each.last), self._as_of)
            rows.append([each.name, *map(str, (each.first, each.last, *before, opening, closing, self._as_of))])
        self._fill("period", columns, rows)
        whole = [[period.name, each.name] for period in periods for each in period.months() if str(each.last) <= self._as_of]
        self._fill("whole_month", ["period", "month"], whole)
        self._asked = {each.name for each in periods}

    def set_hours(self, hours):
        """When the help desk works: windows by weekday (Monday is 0), and its holidays."""
        self.base.execute("DROP TABLE IF EXISTS working_window")
        first = datetime.date(2022, 12, 1)
        rows = [[seconds(day, opens), seconds(day, closes)]
                for day in (first + datetime.timedelta(days=each) for each in range(900)) if str(day) not in hours.holidays
                for opens, closes in hours.windows[day.weekday()]]
        self._fill("working_window", ["opens", "closes"], rows)
        self.base.execute("CREATE INDEX working_window_opens ON working_window (opens)")

    def ask(self, question, *values):
        return self.base.execute(question, values).fetchall()

    def values(self, mutation=""):
        """Every metric of every period and group: {(period, dimension, group, metric): {field: value}}.

        A mutation of the raw tables holds for this answer alone.
        """
        self.base.execute("BEGIN")
        self.base.execute(mutation)
        for script in SQL:
            self._run(script)
        found = dict(self._sums())
        found.update(self._distributions())
        found.update(dict(self._lifetime_values(found)))
        for metric, period, dimension, group, name, n in self.ask("SELECT * FROM aside_total"):
            found.setdefault((period, dimension, group, metric), nothing(metric))[f"aside: {name}"] = n
        self._read_records()
        self.base.execute("ROLLBACK")
        return {key: value for key, value in found.items() if key[0] in self._asked}

    def _run(self, script):
        statement = ""
        for line in script.splitlines(keepends=True):
            statement += line
            if sqlite3.complete_statement(statement):
                self.base.execute(statement)
                statement = ""

    def _read_records(self):
        """What each record adds, and of tickets the duration that the file itself states."""
        self.records = {}
        for metric, period, record, numerator, denominator in self.ask(
                "SELECT metric, period, record, sum(numerator), sum(denominator) FROM contribution GROUP BY 1, 2, 3"):
            self.records.setdefault((period, metric), {})[record] = (numerator, denominator)
        self.stated = dict(self.ask("SELECT ticket, stated_resolution FROM ticket"))

    def _sums(self):
        for metric, period, dimension, group, n, over, under in self.ask("SELECT * FROM total"):
            if SHAPE_OF[metric] != "distribution":
                yield (period, dimension, group, metric), value_of(SHAPE_OF[metric], n, over, under)

    def _distributions(self):
        for metric, period, dimension, group, n, least, most, median, p90 in self.ask("SELECT * FROM distribution"):
            spread = {"median": median, "p90": p90, "min": least, "max": most}
            yield (period, dimension, group, metric), {"n": n, "value": median, **spread}

    def _lifetime_values(self, found):
        """ARPA x margin x lifetime."""
        for (period, dimension, group, metric), arpa in found.items():
            lifetime = found.get((period, dimension, group, "revenue.lifetime"))
            if metric == "revenue.arpa" and lifetime and lifetime["value"] is not None:
                yield ((period, dimension, group, "revenue.ltv"),
                       {"value": rounded(Fraction(arpa["numerator"], arpa["denominator"]) * MARGIN * lifetime["value"])})


def rounded(value):
    """To the nearest whole number, halves away from zero."""
    return int(abs(value) + Fraction(1, 2)) * (1 if value >= 0 else -1)


def value_of(shape, n, over, under):
    """The fields of a value, from the sums of its records."""
    share = Fraction(over, under) if under else None
    if shape in SUMMED:
        return {"value": over, "n": n}
    if shape == "months":
        return {"value": share, "n": n}
    if shape == "mean money":
        share = rounded(share) if share is not None else None
    return {"value": share, "numerator": over, "denominator": under, "n": n}


def nothing(metric):
    """The value of a metric without records."""
    shape = SHAPE_OF[metric]
    if shape == "distribution":
        return {"n": 0, "value": None, "median": None, "p90": None, "min": None, "max": None}
    return {"value": None} if shape == "lifetime value" else value_of(shape, 0, 0, 0)
