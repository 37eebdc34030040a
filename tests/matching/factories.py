"""Demands made by the real services."""

from typing import Any

from marketplace.accounts.models import Organisation
from search.matching.criteria import Criteria
from search.matching.demands.services import create_demand, open_demand
from search.matching.models import Demand
from tests.factories import province

#: Two tonnes of rice a month for Ha Noi, from January to March 2027.
WANTED: dict[str, Any] = {
    "lines": [
        {
            "keywords": ["gạo st25"],
            "groups": ["B03"],
            "quantity": {"min": 2000, "max": None, "unit": "kg", "period": "month"},
            "pack": {"size": 5, "unit": "kg"},
        }
    ],
    "min_star": 4,
    "price": {"max": 32000, "per": "kg"},
    "standards": {"required": [["vietgap", "organic"]], "preferred": []},
    "delivery": {"places": ["ha-noi"], "start": "2027-01-01", "end": "2027-03-31"},
}


def make_buyer(name: str = "Chuỗi cửa hàng Đồng Xanh") -> Organisation:
    return Organisation.objects.create(name=name, legal_form="company", province=province("ha-noi"))


def make_demand(
    *,
    buyer: Organisation | None = None,
    wanted: dict[str, Any] | None = None,
    is_open: bool = True,
    **values: Any,
) -> Demand:
    demand = create_demand(
        buyer=buyer or make_buyer(),
        criteria=Criteria.from_json(WANTED if wanted is None else wanted),
        acting_user=None,
        **values,
    )
    return open_demand(demand, acting_user=None) if is_open else demand
