"""The criteria sets of a product by its name (rule 11)."""

from .lexicon import Lexicon

_DRIED = (
    "sấy",
    "cấp đông",
    "đông lạnh",
    "đóng hộp",
    "muối chua",
    "ngâm",
    "rim",
    "chiên",
    "ướp",
    "khô",
    "rang",
    "dẻo",
)
_COOKED = (
    "khô",
    "một nắng",
    "sấy",
    "gác bếp",
    "hun khói",
    "kho",
    "nướng",
    "chiên",
    "quay",
    "muối",
    "tẩm",
    "rim",
    "hấp",
    "đóng hộp",
    "xông khói",
    "chà bông",
)
_ROASTED = ("rang", "sấy", "tẩm", "chiên", "rang muối")
_BY_HEAD = {
    "mứt": "B07",
    "ô mai": "B07",
    "tinh dầu": "B20",
    "cao": "B18",
    "viên": "B18",
    "kẹo": "B07",
    "nước ép": "B17",
    "nước cốt": "B17",
    "siro": "B17",
    "mật ong": "B04",
    "bột": "B07",
    "tinh bột": "B07",
    "giấm": "B09",
    "nước mắm": "B09",
    "mắm": "B09",
    "muối": "B10",
    "bánh": "B06",
    "chả": "B08",
    "nem": "B08",
    "giò": "B08",
    "ruốc": "B08",
    "chà bông": "B08",
    "lạp xưởng": "B08",
    "khô": "B08",
    "xà phòng": "B19",
    "dầu gội": "B19",
    "tranh": "B21",
    "khăn": "B22",
    "túi": "B21",
    "giỏ": "B21",
    "đèn": "B21",
    "vải": "B22",
    "thạch": "B07",
    "hoa": "B23",
    "nấm": "B01",
    "sữa": "B17",
    "vang": "B15",
}
_TRUE_TEA = (
    "sen",
    "nhài",
    "lài",
    "ô long",
    "oolong",
    "shan",
    "xanh",
    "đinh",
    "nõn",
    "búp",
    "móc câu",
    "cổ thụ",
    "đen",
    "phổ nhĩ",
    "ướp",
    "tôm nõn",
    "thái nguyên",
    "khô",
    "tươi",
    "bạch",
    "hồng",
)
_WHITE_SPIRIT = ("ngô", "nếp", "gạo", "men lá", "sắn", "đế", "trắng", "thóc")


def sets_of(lexicon: Lexicon, name: str, base: str) -> tuple[str, ...]:
    """The codes of ``name``; by its longest known beginning and what follows it."""
    known = _known(lexicon, name)
    if known is not None:
        return known
    words = name.split()
    for count in range(len(words) - 1, 0, -1):
        head = " ".join(words[:count])
        sets = _known(lexicon, head)
        if not sets and head in _BY_HEAD:
            sets = (_BY_HEAD[head],)
        if sets is not None:
            return _of_head(head, words[count:], sets)
    return _known(lexicon, base) or ()


def _known(lexicon: Lexicon, name: str) -> tuple[str, ...] | None:
    return lexicon.sets.get(name)


def _of_head(head: str, rest: list[str], sets: tuple[str, ...]) -> tuple[str, ...]:
    tail = " ".join(rest)
    if head in ("trà", "chè"):
        return ("B11",) if any(word in tail for word in _TRUE_TEA) else ("B12",)
    if head == "rượu":
        return ("B14",) if tail.startswith(_WHITE_SPIRIT) else ("B15",)
    if len(sets) == 1:
        moved = {"B01": ("B07", _DRIED), "B02": ("B08", _COOKED), "B03": ("B07", _ROASTED)}.get(
            sets[0]
        )
        if moved and any(f" {word} " in f" {tail} " for word in moved[1]):
            frozen_meat = sets[0] == "B02" and ("cấp đông" in tail or "đông lạnh" in tail)
            return sets if frozen_meat else (moved[0],)
    return sets
