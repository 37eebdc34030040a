"""Illustrative demands of one illustrative buyer; their months follow the day they are made."""

import calendar
import datetime
from dataclasses import dataclass, field
from typing import Any

from catalog.supply.models import month_of
from marketplace.accounts.models import Organisation
from search.matching.criteria import Criteria
from search.matching.demands.services import create_demand, open_demand
from search.matching.models import Demand


@dataclass(frozen=True)
class Wanted:
    """``months``: from and to, counted from the month of today. ``is_open``: else it stays a draft."""

    title: str
    lines: list[dict[str, Any]]
    months: tuple[int, int] | None
    more: dict[str, Any] = field(default_factory=dict)
    places: tuple[str, ...] = ()
    is_open: bool = True


def _line(
    keywords: str,
    groups: str,
    amount: int | None = None,
    unit: str | None = None,
    period: str | None = None,
) -> dict[str, Any]:
    return {
        "keywords": keywords.split(", "),
        "groups": groups.split(),
        "quantity": {"min": amount, "max": None, "unit": unit, "period": period},
        "pack": None,
    }


def _price(amount: int, per: str) -> dict[str, Any]:
    return {"price": {"min": None, "max": amount, "per": per, "currency": "VND"}}


def _from(*provinces: str, regions: tuple[str, ...] = ()) -> dict[str, Any]:
    required = {"provinces": list(provinces), "regions": list(regions)}
    return {"origin": {"required": required, "preferred": {}, "former": []}}


_MEKONG = "dong-bang-song-cuu-long"

DEMANDS = (
    Wanted(
        "Gạo thơm cho chuỗi cửa hàng",
        [_line("gạo thơm st25", "B03", 1_500, "kg", "month")],
        (1, 3),
        {"min_star": 4, **_price(45_000, "kg")},
        ("ha-noi",),
    ),
    Wanted(
        "Mật ong rừng vùng cao",
        [_line("mật ong rừng", "B04", 300, "kg", "once")],
        (1, 2),
        {"min_star": 3, **_price(420_000, "kg"), **_from("lai-chau", "cao-bang", "phu-tho")},
        ("ha-noi",),
    ),
    Wanted(
        "Rượu ngô bán Tết",
        [_line("rượu ngô", "B14", 600, "bottle", "once")],
        (1, 2),
        {"min_star": 3, "standards": {"required": [["alcohol_licence"]], "preferred": []}},
        ("ha-noi", "hai-phong"),
    ),
    Wanted(
        "Bún khô, miến dong cho bếp ăn trường học",
        [
            _line("bún khô, phở khô", "B06", 400, "kg", "month"),
            _line("miến dong", "B06", 150, "kg", "month"),
        ],
        (1, 6),
        {"min_star": 3, "standards": {"required": [["attp"]], "preferred": [["haccp"]]}},
        ("hai-phong",),
    ),
    Wanted(
        "Nước mắm chai cho siêu thị",
        [_line("nước mắm", "B09", 1_200, "bottle", "month")],
        (1, 4),
        {"min_star": 3, "standards": {"required": [["barcode"], ["vat_invoice"]], "preferred": []}},
        ("ho-chi-minh",),
    ),
    Wanted(
        "Giò chả, lạp xưởng dịp Tết",
        [_line("giò lụa, lạp xưởng", "B08", 500, "kg", "once")],
        (1, 2),
        {"min_star": 3, **_price(330_000, "kg")},
        ("da-nang",),
    ),
    # Takes three suppliers.
    Wanted(
        "Chả cá, chả lụa, nem cho quầy đặc sản",
        [_line("chả cá, chả lụa, nem", "B08", 10_000, "kg", "month")],
        (1, 3),
        {"min_star": 4, **_price(350_000, "kg")},
        ("ho-chi-minh",),
    ),
    Wanted(
        "Trái cây tươi miền Tây",
        [_line("bưởi, cam sành, xoài", "B01", 2_000, "kg", "week")],
        (0, 2),
        {
            "min_star": 3,
            **_from(regions=(_MEKONG,)),
            "standards": {"required": [["vietgap", "globalgap"]], "preferred": []},
        },
        ("ho-chi-minh",),
    ),
    Wanted(
        "Bánh tráng, cơm cháy làm quà",
        [_line("bánh tráng, cơm cháy", "B06", 200, "kg", "month")],
        (1, 3),
        {"min_star": 4},
        ("da-nang",),
    ),
    Wanted(
        "Đồ thủ công trang trí khách sạn",
        [_line("gốm, đồ mây tre", "B21", 120, "piece", "once")],
        (2, 4),
        {"min_star": 3, "producer_types": {"required": [], "preferred": ["women_led"]}},
        ("hue",),
    ),
    Wanted(
        "Trà và thảo dược cho khu nghỉ dưỡng",
        [_line("trà", "B11 B12", 40, "kg", "month")],
        (1, 12),
        {"min_star": 3, "standards": {"required": [], "preferred": [["organic"], ["ocop_5"]]}},
        ("khanh-hoa",),
    ),
    Wanted(
        "Gạo 5 sao, giá thấp hơn thị trường",
        [_line("gạo thơm", "B03", 20_000, "kg", "month")],
        (1, 6),
        {"min_star": 5, **_price(18_000, "kg")},
        ("can-tho",),
    ),
    Wanted(
        "Quà Tết, đang soạn",
        [_line("giỏ quà tết", "B04 B07 B11")],
        None,
        is_open=False,
    ),
)


def make_demands(buyer: Organisation, *, today: datetime.date) -> None:
    """Those that the buyer has not yet, by their titles."""
    known = set(Demand.objects.filter(buyer=buyer).values_list("title", flat=True))
    for wanted in DEMANDS:
        if wanted.title in known:
            continue
        demand = create_demand(
            buyer=buyer, criteria=_criteria(wanted, today), title=wanted.title, acting_user=None
        )
        if wanted.is_open:
            open_demand(demand, acting_user=None)


def _criteria(wanted: Wanted, today: datetime.date) -> Criteria:
    delivery: dict[str, Any] = {"places": list(wanted.places)}
    if wanted.months is not None:
        first, last = (_month(today, number) for number in wanted.months)
        delivery["start"] = max(first, today).isoformat()
        end = last.replace(day=calendar.monthrange(last.year, last.month)[1])
        delivery["end"] = end.isoformat()
    return Criteria.from_json({"lines": wanted.lines, "delivery": delivery, **wanted.more})


def _month(today: datetime.date, number: int) -> datetime.date:
    years, month = divmod(today.month - 1 + number, 12)
    return month_of(today).replace(year=today.year + years, month=month + 1)
