"""When two names are one: forms in which names of producers and products meet.

Truth 3 compares folded names. On top of it, abbreviations of legal forms are written out, and
two names whose letters agree while their marks contradict each other ("Trà dâu", "Trà đậu") are
not taken for one.
"""

import re
from functools import lru_cache
from itertools import takewhile

from marketplace.geography.spelling import is_marked, sounds
from marketplace.kernel.text import key

#: Written short → written out, on folded words. Longer ones first.
_SHORT = (
    ("cong ty tnhh mtv", "cong ty trach nhiem huu han mot thanh vien"),
    ("cty", "cong ty"),
    ("c ty", "cong ty"),
    ("ct tnhh", "cong ty trach nhiem huu han"),
    ("tnhh", "trach nhiem huu han"),
    ("mtv", "mot thanh vien"),
    ("1 thanh vien", "mot thanh vien"),
    ("1 tv", "mot thanh vien"),
    ("ctcp", "cong ty co phan"),
    ("cong ty cp", "cong ty co phan"),
    ("dntn", "doanh nghiep tu nhan"),
    ("dn tu nhan", "doanh nghiep tu nhan"),
    ("lh htx", "lien hiep hop tac xa"),
    ("htx", "hop tac xa"),
    ("tht", "to hop tac"),
    ("hkd", "ho kinh doanh"),
    ("ho kd", "ho kinh doanh"),
    ("cssx", "co so san xuat"),
    ("cs sx", "co so san xuat"),
    ("co so sx", "co so san xuat"),
    ("sxkd", "san xuat kinh doanh"),
    ("sx", "san xuat"),
    ("kd", "kinh doanh"),
    ("tmdv", "thuong mai dich vu"),
    ("tm", "thuong mai"),
    ("dv", "dich vu"),
    ("xnk", "xuat nhap khau"),
    ("nn", "nong nghiep"),
    ("cnc", "cong nghe cao"),
)
_LONG = dict(_SHORT)
_SHORT_PATTERN = re.compile(r"\b(?:" + "|".join(short for short, _ in _SHORT) + r")\b")
#: Words of the legal form at a name's beginning → marketplace.accounts LegalForm.
_FORMS = (
    (r"lien hiep hop tac xa|hop tac xa", "cooperative"),
    (r"to hop tac|nhom ho", "cooperative_group"),
    (r"(?:chi nhanh )?cong ty(?: co phan| trach nhiem huu han(?: mot thanh vien)?)?", "company"),
    (r"doanh nghiep tu nhan|doanh nghiep", "company"),
    (r"trang trai", "farm"),
    (r"ho kinh doanh|ho san xuat kinh doanh|ho san xuat|ho gia dinh|ho ong|ho ba", "household"),
    (r"co so san xuat kinh doanh|co so san xuat|co so che bien|co so", "household"),
    (r"hiep hoi|hoi", "association"),
)
_FORM_PATTERNS = tuple((re.compile(rf"(?:{words})\b ?"), form) for words, form in _FORMS)
_AND = re.compile(r"\b(?:va|and)\b")


@lru_cache(maxsize=65536)
def producer_key(name: str) -> str:
    """The folded name with its abbreviations written out: ``"HTX NN Tân Tiến"`` and
    ``"Hợp tác xã Nông nghiệp Tân Tiến"`` give the same."""
    written = key(name)
    while (longer := _SHORT_PATTERN.sub(lambda m: _LONG[m[0]], written)) != written:
        written = longer
    return " ".join(_AND.sub(" ", written).split())


@lru_cache(maxsize=65536)
def legal_form(name: str) -> str:
    """What the words at a name's beginning say; "unknown" where they say nothing."""
    return _form_and_core(producer_key(name))[0]


def core(name: str) -> str:
    """A producer's key without the words of its legal form: what near-identical names share."""
    return _form_and_core(producer_key(name))[1]


@lru_cache(maxsize=65536)
def _form_and_core(written: str) -> tuple[str, str]:
    for pattern, form in _FORM_PATTERNS:
        match = pattern.match(written)
        if match and match.end() < len(written):
            return form, written[match.end() :]
    return "unknown", written


@lru_cache(maxsize=65536)
def product_key(title: str) -> str:
    """The folded title without the words that only say that it is a product of the programme."""
    written = key(title)
    return (
        re.sub(r"^san pham (?=\S)", "", re.sub(r"\s*\bocop\b\s*", " ", written)).strip() or written
    )


def contradict(one: str, other: str) -> bool:
    """Whether marks that both names bear differ: "Trà dâu" and "Trà đậu" do, "Hoà Bình",
    "HÒA BÌNH" and "Hoa Binh" do not. Names without any mark contradict nothing."""
    first, second = sounds(one), sounds(other)
    if not (any(map(is_marked, first)) and any(map(is_marked, second))):
        return False
    pairs = zip(reversed(first), reversed(second), strict=False)
    alike = takewhile(lambda pair: pair[0][0] == pair[1][0], pairs)
    return any(typed != written for typed, written in alike)
