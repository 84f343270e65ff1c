"""The periods that are measured, as csx names them, with their days."""
import calendar
import datetime
from dataclasses import dataclass

DAY = datetime.timedelta(days=1)


@dataclass(frozen=True)
class Period:
    name: str
    first: datetime.date
    last: datetime.date

    def months(self):
        """The names of the whole calendar months inside."""
        candidates = [month(year, number) for year in range(self.first.year, self.last.year + 1) for number in range(1, 13)]
        return [each for each in candidates if self.first <= each.first and each.last <= self.last]

    def before(self):
        """First and last day of the period before: as many months where it is whole months, else as many days."""
        whole = self.months()
        if whole and (whole[0].first, whole[-1].last) == (self.first, self.last):
            index = self.first.year * 12 + self.first.month - 1 - len(whole)
            return datetime.date(index // 12, index % 12 + 1, 1), self.first - DAY
        return self.first - (self.last - self.first) - DAY, self.first - DAY


def month(year, number):
    return Period(f"{year}-{number:02}", datetime.date(year, number, 1),
                  datetime.date(year, number, calendar.monthrange(year, number)[1]))


def quarter(year, number):
    return Period(f"{year}-Q{number}", month(year, 3 * number - 2).first, month(year, 3 * number).last)


def year(number):
    return Period(f"{number}", month(number, 1).first, month(number, 12).last)


def days(first, last, name=None):
    return Period(name or f"{first}..{last}", datetime.date.fromisoformat(first), datetime.date.fromisoformat(last))


YEARS = [year(2023), year(2024)]
QUARTERS = [quarter(each, number) for each in (2023, 2024) for number in range(1, 5)]
MONTHS = [month(each, number) for each in (2023, 2024) for number in range(1, 13)]
# Neither months nor quarters: both years at once, a stretch across months, a week, the leap day.
OTHERS = [days("2023-01-01", "2024-12-31"), days("2023-11-16", "2024-02-15"), days("2024-02-26", "2024-03-03", "2024-W09"),
          days("2024-02-29", "2024-02-29", "2024-02-29")]
ROWS = [YEARS, QUARTERS, MONTHS]
ALL = YEARS + QUARTERS + MONTHS + OTHERS
# Seen from the middle of a month, with periods that go on.
UNFINISHED_AS_OF = "2024-05-15"
UNFINISHED = [month(2024, 4), month(2024, 5), quarter(2024, 2), year(2024)]
