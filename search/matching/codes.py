"""The order of codes in bits of columns. Appending is safe, anything else needs a new rules version."""

from collections.abc import Iterable

STANDARDS = (
    *("ocop", "ocop_3", "ocop_4", "ocop_5", "vietgap", "globalgap", "organic", "eu_organic"),
    *("usda_organic", "haccp", "iso22000", "fssc22000", "brc", "ifs", "gmp", "halal", "attp"),
    *("qr_trace", "barcode", "growing_area_code", "packing_facility_code", "gacc", "fda", "reach"),
    *("phytosanitary", "quarantine", "test_report", "antibiotic_test", "cosmetic_notification"),
    *("functional_food_declaration", "alcohol_licence", "excise_stamp", "gi", "co"),
    *("english_label", "vat_invoice"),
)
#: A certificate answers these itself: the code's place in the list → the least star.
OF_THE_STAR = {0: 0, 1: 3, 2: 4, 3: 5}
FORMS = ("cooperative", "cooperative_group", "company", "household", "farm")
TRAITS = ("women_led", "youth_led", "ethnic_minority")
GROUPS = tuple(f"B{number:02}" for number in range(1, 27))
UNITS = (
    *("kg", "litre", "piece", "bag", "box", "carton", "bottle", "jar", "can", "set", "basket"),
    *("gift", "plant", "stem", "bunch", "animal", "metre", "pair", "person", "sku"),
    *("container_20", "container_40"),
)


def bits(codes: Iterable[str], order: tuple[str, ...]) -> int:
    """Codes that the order does not know count as nothing."""
    return sum(1 << order.index(code) for code in {*codes} if code in order)


def named(value: int, order: tuple[str, ...]) -> list[str]:
    return [code for place, code in enumerate(order) if value >> place & 1]
