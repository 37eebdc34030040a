"""The Vietnamese lunar calendar: the days of its months, seen at 105° East (UTC+7).

Astronomical: a month begins on the day of a new moon; month 11 holds the winter solstice; in a
year of thirteen months the first one without a principal term is the leap month. After J. Meeus,
Astronomical Algorithms (new moon: chapter 49, the sun's longitude: chapter 25, low accuracy), which
is exact to minutes and so to the day but for new moons within minutes of midnight.
"""

import datetime
import functools
import itertools
import math

_ZONE = 7 / 24
_EPOCH = 2415021.076998695
_SYNODIC = 29.530588853
_JULIAN_OF_ORDINAL = 1721425
_NOVEMBER, _MONTHS = 11, 12


def first_of_month(month: int, *, year: int) -> datetime.date:
    """The first day of a (not leap) month of the lunar year that begins in ``year``."""
    before = month >= _NOVEMBER
    starts = _months(year if before else year - 1)
    return datetime.date.fromordinal(starts[month])


def new_year(year: int) -> datetime.date:
    """Tết: the first day of the lunar year."""
    return first_of_month(1, year=year)


@functools.lru_cache(maxsize=64)
def _months(year: int) -> dict[int, int]:
    """Month number → ordinal of its first day, from month 11 of lunar ``year`` to 10 of the next."""
    start = _month_eleven(year)
    following = _month_eleven(year + 1)
    count = round((following - start) / _SYNODIC)
    first = round((start + _JULIAN_OF_ORDINAL - _EPOCH) / _SYNODIC)
    begins = [_new_moon(first + number) for number in range(-1, count + 3)]
    begins = [day for day in begins if start <= day <= following]
    leap = _leap(begins) if len(begins) > _MONTHS + 1 else None
    found: dict[int, int] = {}
    month = _NOVEMBER
    for number, day in enumerate(begins[:-1]):
        if number == leap:
            continue
        found[month] = day
        month = month % _MONTHS + 1
    return found


def _leap(begins: list[int]) -> int | None:
    for number, (day, following) in enumerate(itertools.pairwise(begins)):
        if number and _term(day) == _term(following):
            return number
    return None


def _month_eleven(year: int) -> int:
    """The ordinal of the first day of the month that holds the winter solstice of ``year``."""
    last = datetime.date(year, 12, 31).toordinal()
    number = int((last + _JULIAN_OF_ORDINAL - _EPOCH) / _SYNODIC)
    day = _new_moon(number)
    if day > last:
        day = _new_moon(number - 1)
    return _new_moon(number - 1) if _term(day) >= 9 else day


def _new_moon(number: int) -> int:
    """The ordinal of the day of a new moon, counted from that of 1 January 1900."""
    century = number / 1236.85
    square, cube = century**2, century**3
    turn = math.pi / 180
    mean = 2415020.75933 + 29.53058868 * number + 0.0001178 * square - 0.000000155 * cube
    mean += 0.00033 * math.sin((166.56 + 132.87 * century - 0.009173 * square) * turn)
    sun = (359.2242 + 29.10535608 * number - 0.0000333 * square - 0.00000347 * cube) * turn
    moon = (306.0253 + 385.81691806 * number + 0.0107306 * square + 0.00001236 * cube) * turn
    node = (21.2964 + 390.67050646 * number - 0.0016528 * square - 0.00000239 * cube) * turn
    shift = (0.1734 - 0.000393 * century) * math.sin(sun) + 0.0021 * math.sin(2 * sun)
    shift += -0.4068 * math.sin(moon) + 0.0161 * math.sin(2 * moon) - 0.0004 * math.sin(3 * moon)
    shift += 0.0104 * math.sin(2 * node) - 0.0051 * math.sin(sun + moon)
    shift += -0.0074 * math.sin(sun - moon) + 0.0004 * math.sin(2 * node + sun)
    shift += -0.0004 * math.sin(2 * node - sun) - 0.0006 * math.sin(2 * node + moon)
    shift += 0.0010 * math.sin(2 * node - moon) + 0.0005 * math.sin(2 * moon + sun)
    drift = -0.000278 + 0.000265 * century + 0.000262 * square
    return math.floor(mean + shift - drift + 0.5 + _ZONE) - _JULIAN_OF_ORDINAL


def _term(day: int) -> int:
    """Twelfths of the sun's way at the beginning of a day: 0 from the spring equinox, 9 from solstice."""
    julian = day + _JULIAN_OF_ORDINAL - 0.5 - _ZONE
    century = (julian - 2451545.0) / 36525
    turn = math.pi / 180
    anomaly = (357.52910 + 35999.05030 * century - 0.0001559 * century**2) * turn
    mean = 280.46645 + 36000.76983 * century + 0.0003032 * century**2
    way = mean + (1.914600 - 0.004817 * century) * math.sin(anomaly)
    way += 0.019993 * math.sin(2 * anomaly) + 0.000290 * math.sin(3 * anomaly)
    return int(way % 360 / 30)
