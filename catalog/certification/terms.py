"""How long a certificate runs, and the days around its end that the rules count.

36 months from the date of issue (26/2026/QĐ-TTg, Art. 4.3; the same under 148 and 1048). A term in
months ends at the close of the corresponding day of its last month, or of that month's last day
where there is none (Civil Code 91/2015/QH13, Art. 147.2 and 148.3): issued on 24 March 2025, the
last day is 24 March 2028; issued on 29 February 2024, it is 28 February 2027.
"""

import calendar
import datetime

VALIDITY_MONTHS = 36
#: Renewal is asked for between 180 and 120 days before the end (26/2026/QĐ-TTg, Art. 7.6).
RENEWAL_OPENS_DAYS = 180
RENEWAL_LATE_DAYS = 120
#: Transitional: it may run on until the result, this long past its end (Art. 12.3).
EXTENSION_DAYS = 180
#: A paper may state its last day; what lies further away than this was mistyped.
LONGEST_PRINTED_MONTHS = 48
#: Decisions are recorded before they take effect, but not further ahead than this.
AHEAD_DAYS = 366


def months_after(day: datetime.date, months: int) -> datetime.date:
    """The corresponding day ``months`` later, or that month's last day where there is none."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return datetime.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def last_day_of(issued_on: datetime.date) -> datetime.date:
    """The last day on which a certificate issued then is valid, unless the paper states another."""
    return months_after(issued_on, VALIDITY_MONTHS)


def longest_extension(last_day: datetime.date) -> datetime.date:
    """The furthest day to which an authority may let it run on."""
    return last_day + datetime.timedelta(days=EXTENSION_DAYS)
