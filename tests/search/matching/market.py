"""A market made by a seed: supplies and needs as columns, spread over the 26 criteria sets as the
products of real decisions are, so that figures and the oracle see what a real market looks like."""

import numpy as np

from search.matching.columns import (
    MONTHS,
    NATIONWIDE,
    NO_TIER,
    PROVINCES,
    UNKNOWN,
    Matrix,
    Needs,
    Supplies,
    Terms,
)

#: How many products of each set a sample of recognition decisions of 2019–2026 names.
_COUNTED = {
    "B01": 40,
    "B02": 9,
    "B03": 17,
    "B04": 16,
    "B05": 0,
    "B06": 31,
    "B07": 76,
    "B08": 60,
    "B09": 26,
    "B10": 9,
    "B11": 18,
    "B12": 26,
    "B13": 12,
    "B14": 14,
    "B15": 17,
    "B16": 3,
    "B17": 5,
    "B18": 13,
    "B19": 3,
    "B20": 24,
    "B21": 30,
    "B22": 7,
    "B23": 1,
    "B24": 2,
    "B25": 0,
    "B26": 8,
}
_LEAST_SHARE = 0.002
TODAY = 739_946  # 26 November 2026
_FORMER = 63
#: Names of one set are made of so many different tokens.
_VOCABULARY = 80
_HELD_CODES = 36


def shares() -> np.ndarray:
    """Of each set, at least 0.2 %; together 1."""
    counted = np.array([_COUNTED[code] for code in sorted(_COUNTED)], dtype=float)
    counted = np.maximum(counted / counted.sum(), _LEAST_SHARE)
    return counted / counted.sum()


def _groups(random: np.random.Generator, size: int) -> np.ndarray:
    """At least one of each set where there is room."""
    groups = random.choice(len(_COUNTED), size=size, p=shares())
    if size >= len(_COUNTED):
        groups[: len(_COUNTED)] = np.arange(len(_COUNTED))
        random.shuffle(groups)
    return groups


def _terms(random: np.random.Generator, groups: np.ndarray, least: int, most: int) -> Terms:
    """For each row of ``groups`` some tokens of the vocabulary of that set."""
    sizes = random.integers(least, most + 1, len(groups))
    row = np.repeat(np.arange(len(groups)), sizes)
    # The first tokens of a vocabulary come often, as "mật", "ong" do.
    token = (random.random(len(row)) ** 2 * _VOCABULARY).astype(np.int64)
    pairs = np.unique(row * 10_000 + np.repeat(groups, sizes) * _VOCABULARY + token)
    found = np.bincount(pairs // 10_000, minlength=len(groups))
    return Terms(np.append(0, np.cumsum(found)), pairs % 10_000)


def _some(random: np.random.Generator, size: int, share: float) -> np.ndarray:
    return random.random(size) < share


def _places(random: np.random.Generator, size: int) -> tuple[np.ndarray, np.ndarray]:
    province = random.integers(0, PROVINCES, size)
    former = (province * 2 + random.integers(0, 2, size)) % _FORMER
    return province, former


def make_supplies(seed: int, size: int) -> Supplies:
    random = np.random.default_rng(seed)
    groups = np.sort(_groups(random, size))  # as loading.py orders them
    province, former = _places(random, size)
    points = random.random((2, PROVINCES)) * 1200
    km = np.hypot(*(points[:, :, None] - points[:, province][:, None, :])).astype(np.int64)
    first = TODAY - random.integers(0, 1000, size)
    last = first + 1095
    renewed = _some(random, size, 0.2)
    gap = _some(random, size, 0.3)
    star = random.choice([3, 4, 5], size=size, p=[0.72, 0.26, 0.02])
    unit = random.choice([0, 0, 0, 1, 2, 3, 4, 6], size=size)
    mass = np.where(unit == 0, 1000, 0) + np.where(
        (unit > 2) & _some(random, size, 0.7), random.choice([250, 333, 500, 5000], size=size), 0
    )
    price = random.integers(20, 400, size) * 1000
    minimum = random.choice([1, 10, 50, 200, 1000], size=size)
    left = random.integers(0, 4000, (MONTHS, size)) * _some(random, size, 0.9)
    left = left * (random.random((MONTHS, size)) < 0.8)
    held_until = np.where(
        random.random((_HELD_CODES, size)) < 0.12,
        TODAY + random.integers(0, 900, (_HELD_CODES, size)),
        0,
    )
    promised = random.integers(0, 40, size)
    return Supplies(
        key=np.arange(1, size + 1) * 3,
        group=np.int64(1) << groups,
        province=np.int64(1) << province,
        former=np.where(_some(random, size, 0.8), np.int64(1) << former, 0),
        form=np.int64(1) << random.integers(0, 5, size),
        traits=random.integers(0, 8, size) * _some(random, size, 0.2),
        star=Matrix(np.stack([star, np.where(renewed, np.minimum(star + 1, 5), 0)])),
        live_from=Matrix(np.stack([first, last + np.where(gap, 20, 1)])),
        live_until=Matrix(np.stack([last, last + 1095])),
        held=((held_until > 0) * (np.int64(1) << np.arange(_HELD_CODES))[:, None]).sum(axis=0),
        held_until=Matrix(held_until),
        season=random.integers(1, 4096, size) * _some(random, size, 0.5),
        unit=unit,
        mass=mass,
        volume=np.where(unit == 1, 1000, np.where((unit == 6) & (mass == 0), 700, 0)),
        pieces=np.where(unit == 2, 1, np.where((unit == 4) & (mass == 0), 10, 0)),
        minimum=minimum,
        tier_from=Matrix(np.stack([minimum, minimum * 5, np.full(size, NO_TIER)])),
        tier_price=Matrix(np.stack([price, price * 9 // 10, np.zeros(size, dtype=np.int64)])),
        left=Matrix(left),
        lead_days=random.integers(0, 15, size),
        reach=np.where(_some(random, size, 0.3), random.integers(50, 1000, size), NATIONWIDE),
        km=Matrix(km),
        promised=promised,
        kept=random.integers(0, promised + 1),
        words=_terms(random, groups, 3, 9),
    )


def make_needs(seed: int, size: int) -> Needs:
    random = np.random.default_rng(seed)
    groups = _groups(random, size)
    province, former = _places(random, size)
    start = TODAY + random.integers(0, 60, size)
    end = start + random.choice([0, 6, 29, 89, 180], size=size)
    first_month = (start - TODAY) // 30
    months = (end - TODAY) // 30 - first_month + 1
    number = np.arange(MONTHS)[:, None]
    inside = (number >= first_month) & (number < first_month + months)
    amount = random.choice([20, 100, 500, 2000, 10_000], size=size) * 1000
    is_known = _some(random, size, 0.85)
    is_once = _some(random, size, 0.6)
    total = np.where(is_once, amount, amount * months)
    unit = np.where(is_known, random.choice([0, 0, 0, 0, 1, 2, 3, 4], size=size), UNKNOWN)
    priced = _some(random, size, 0.5)
    narrowed = _some(random, size, 0.3)
    asked = _some(random, size, 0.35)
    any_group = _some(random, size, 0.03)
    second = np.where(_some(random, size, 0.2), np.int64(1) << random.integers(0, 26, size), 0)
    phrases_each = random.integers(0, 4, size)
    owners = np.repeat(groups, phrases_each)
    return Needs(
        key=np.arange(1, size + 1) * 2,
        demand=np.arange(1, size + 1),
        groups=np.where(any_group, 0, np.int64(1) << groups | second),
        provinces=np.where(
            asked & ~narrowed, (np.int64(1) << province) | random.integers(0, 2**34, size), 0
        ),
        former=np.where(asked & narrowed, np.int64(1) << former, 0),
        preferred_provinces=np.where(_some(random, size, 0.2), random.integers(0, 2**34, size), 0),
        preferred_former=np.zeros(size, dtype=np.int64),
        min_star=random.choice([0, 3, 4, 5], size=size, p=[0.4, 0.3, 0.25, 0.05]),
        start=start,
        end=end,
        certified_until=np.where(_some(random, size, 0.1), end + 200, end),
        season=random.integers(1, 4096, size),
        required=Matrix(
            np.stack(
                [
                    _clauses(random, size, 0.25, 2),
                    _clauses(random, size, 0.08, 1),
                    np.zeros(size, dtype=np.int64),
                ]
            )
        ),
        preferred=Matrix(
            np.stack([_clauses(random, size, 0.2, 1), _clauses(random, size, 0.1, 2)])
        ),
        forms=np.where(_some(random, size, 0.1), random.integers(1, 32, size), 0),
        traits=np.where(_some(random, size, 0.03), random.integers(1, 8, size), 0),
        monthly=Matrix(np.where(inside, np.where(is_known, amount, 10**11), 0)),
        total=np.where(is_known, total, 0),
        most=np.where(is_known, total * random.integers(1, 3, size), 0),
        orders=np.where(is_once, 1, months),
        unit=unit,
        mass=np.where(unit == 0, 1000, np.where(unit == 3, random.choice([0, 500, 5000]), 0)),
        volume=np.where(unit == 1, 1000, 0),
        pieces=np.where(unit == 2, 1, 0),
        ceiling=np.where(priced, random.integers(60, 600, size) * 1000, 0),
        price_unit=np.where(priced, np.where(unit == 0, 0, UNKNOWN), UNKNOWN),
        price_mass=np.where(unit == 0, 1000, 0),
        price_volume=np.zeros(size, dtype=np.int64),
        price_pieces=np.zeros(size, dtype=np.int64),
        places=np.where(
            _some(random, size, 0.8),
            (np.int64(1) << province) | (np.int64(1) << random.integers(0, 34, size)),
            0,
        ),
        abroad=_some(random, size, 0.05).astype(np.int64),
        centre=np.where(_some(random, size, 0.1), province, UNKNOWN),
        radius=random.integers(50, 500, size),
        phrase_from=np.append(0, np.cumsum(phrases_each)),
        phrases=_terms(random, owners, 1, 4),
        preferred_forms=np.where(_some(random, size, 0.1), random.integers(1, 32, size), 0),
        preferred_traits=np.where(_some(random, size, 0.05), random.integers(1, 8, size), 0),
    )


def _clauses(random: np.random.Generator, size: int, share: float, codes: int) -> np.ndarray:
    clause = np.zeros(size, dtype=np.int64)
    for _code in range(codes):
        clause |= np.int64(1) << random.integers(0, 20, size)
    return np.where(_some(random, size, share), clause, 0)
