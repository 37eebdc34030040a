"""What a label or a listing must or may state, by sector; loaded as Oscar's product attributes.

Labels of food, drinks and medicinal materials state ingredients, storage, use and warnings, and
where the goods come from (Decree 43/2017/NĐ-CP, amended by 111/2021/NĐ-CP). Food is self-declared
or its declaration registered, by a facility with a food-safety certificate (Decree 15/2018/NĐ-CP).
Spirits of 5.5° and more need a licence to make them (Decree 105/2017/NĐ-CP, amended by
17/2020/NĐ-CP) and a warning (Law 44/2019/QH14). Functional food and cosmetics carry the number of
their declaration.
"""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class AttributeDefinition:
    """``name_vi`` is what the database keeps; pages show ``label`` in the reader's language."""

    code: str
    label: str | Promise
    name_vi: str
    sectors: frozenset[str]
    type: str = "text"


def _in(codes: str) -> frozenset[str]:
    return frozenset(codes.split())


_GOODS = _in("S1 S2 S3 S4 S5")
_EATEN = _in("S1 S2 S3")

ATTRIBUTES: tuple[AttributeDefinition, ...] = (
    AttributeDefinition("ingredients", _("Ingredients"), "Thành phần", _EATEN),
    AttributeDefinition(
        "ingredients_en", _("Ingredients in English"), "Thành phần (tiếng Anh)", _EATEN
    ),
    AttributeDefinition(
        "shelf_life", _("Shelf life in days"), "Hạn sử dụng (ngày)", _EATEN, type="integer"
    ),
    AttributeDefinition("storage", _("Storage"), "Bảo quản", _in("S1 S2 S3 S5")),
    AttributeDefinition("storage_en", _("Storage in English"), "Bảo quản (tiếng Anh)", _EATEN),
    AttributeDefinition("usage", _("How to use"), "Hướng dẫn sử dụng", _in("S1 S2 S3 S4")),
    AttributeDefinition(
        "usage_en", _("How to use, in English"), "Hướng dẫn sử dụng (tiếng Anh)", _EATEN
    ),
    AttributeDefinition("warnings", _("Warnings"), "Cảnh báo", _EATEN),
    AttributeDefinition("origin", _("Origin of the materials"), "Xuất xứ nguyên liệu", _GOODS),
    AttributeDefinition(
        "food_safety_licence",
        _("Food-safety certificate number"),
        "Số giấy chứng nhận cơ sở đủ điều kiện an toàn thực phẩm",
        _EATEN,
    ),
    AttributeDefinition(
        "product_declaration",
        _("Product declaration number"),
        "Số công bố sản phẩm",
        _EATEN,
    ),
    AttributeDefinition(
        "production_licence",
        _("Production licence number"),
        "Số giấy phép sản xuất",
        _in("S2 S3"),
    ),
    AttributeDefinition(
        "alcohol_content", _("Alcohol by volume, %"), "Độ cồn (% vol)", _in("S2"), type="float"
    ),
    AttributeDefinition("materials", _("Materials"), "Chất liệu", _in("S4")),
    AttributeDefinition("dimensions", _("Dimensions"), "Kích thước", _in("S4 S5")),
    AttributeDefinition("technique", _("Technique"), "Kỹ thuật chế tác", _in("S4")),
    AttributeDefinition("species", _("Species and variety"), "Loài, giống", _in("S1 S5")),
    AttributeDefinition("care", _("Care"), "Cách chăm sóc", _in("S4 S5")),
    AttributeDefinition("meeting_place", _("Meeting place"), "Nơi đón khách", _in("S6")),
    AttributeDefinition("duration", _("Duration"), "Thời lượng", _in("S6")),
    AttributeDefinition(
        "group_size", _("Largest group"), "Số khách tối đa", _in("S6"), type="integer"
    ),
    AttributeDefinition("languages", _("Languages spoken"), "Ngôn ngữ phục vụ", _in("S6")),
    AttributeDefinition(
        "tourism_licence", _("Tourism licence number"), "Số giấy phép du lịch", _in("S6")
    ),
)


def attributes_of(sector: str) -> list[AttributeDefinition]:
    """The attributes of a sector's products, in the order in which a page shows them."""
    return [attribute for attribute in ATTRIBUTES if sector in attribute.sectors]


def label_of(code: str) -> str | Promise:
    """The translatable label of an attribute. Raises KeyError for a code that is none of ours."""
    return _LABELS[code]


_LABELS = {attribute.code: attribute.label for attribute in ATTRIBUTES}
