"""Illustrative terms of tourism services, for illustrative producers alone: none of a real one."""

from collections.abc import Iterable

from catalog.catalogue.goods import SERVICES
from catalog.catalogue.models import Product
from catalog.partner.models import Vendor, VisitTerms
from catalog.partner.visits import state_visit_terms

from .words import draw

_WORDS = {
    "getting_there": "Minh hoạ: từ trung tâm xã đi xe máy 20 phút; chủ nhà đón ở nhà văn hoá.",
    "getting_there_en": "Illustrative: 20 minutes by motorbike from the commune's centre; the host waits"
    " at the community house.",
    "accessibility": "Minh hoạ: đường bê tông đến cổng, nhà sàn có chín bậc thang, nhà vệ sinh ở tầng trệt.",
    "accessibility_en": "Illustrative: paved to the gate, nine steps up to the stilt house, toilet on the"
    " ground floor.",
    "safety": "Minh hoạ: mùa mưa đường dốc trơn, nên đi giày có gai.",
    "safety_en": "Illustrative: steep paths are slippery in the rains; wear shoes with a tread.",
}


def make_visits(products: Iterable[Product], vendors: dict[int, Vendor]) -> None:
    """Terms of the services that have none yet."""
    stated = set(VisitTerms.objects.values_list("product_id", flat=True))
    for service in dict.fromkeys(products):
        producer, criteria_set = service.producer, service.criteria_set
        if producer is None or not producer.is_illustrative or service.pk in stated:
            continue
        if criteria_set is None or criteria_set.code not in SERVICES:
            continue
        dice = draw("visit", str(service.title))
        state_visit_terms(
            product=service,
            vendor=vendors[producer.organisation_id],
            hours=[None, *(["07:00", "21:00"] for _day in range(6))],
            languages=["vi", "en"],
            capacity=dice.choice([8, 12, 20]),
            price_from=dice.choice([250_000, 350_000, 450_000]),
            price_per=VisitTerms.PricePer.PERSON,
            minimum_notice=dice.choice([1, 2, 3]),
            acting_user=None,
            **_WORDS,
        )
