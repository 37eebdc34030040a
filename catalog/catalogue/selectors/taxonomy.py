"""The official taxonomy as menus and pages show it."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from types import MappingProxyType

from django.utils.translation import get_language, gettext_noop
from django.utils.translation import gettext as _

from catalog.catalogue.models import Category
from marketplace.caching import stamps
from marketplace.kernel.language import Words, words

_SHORT_NAMES = {
    "S1": gettext_noop("Food"),
    "S2": gettext_noop("Drinks"),
    "S3": gettext_noop("Herbs and remedies"),
    "S4": gettext_noop("Crafts"),
    "S5": gettext_noop("Plants and pets"),
    "S6": gettext_noop("Rural tourism"),
}


def short_name(code: str) -> str:
    """A sector in one or two words, for a menu; empty for what is no sector."""
    name = _SHORT_NAMES.get(code)
    return _(name) if name else ""


@dataclass(frozen=True)
class Branch:
    """A sector, group or criteria set; ``sets`` are all criteria sets under it, itself included."""

    pk: int
    code: str
    level: str
    path: str
    name: Words
    sets: tuple["Branch", ...] = ()

    @property
    def short_name(self) -> str:
        """One or two words for a menu; the official name where there are none."""
        return short_name(self.code) or str(self.name)


def category_tree() -> Mapping[str, Branch]:
    """The 49 branches by code, in the order of the decision, in the page's language.

    Held until reference data changes.
    """
    return _tree(get_language() == "en", *stamps.held_for())


def forget() -> None:
    """Read again at the next call; called when reference data is loaded."""
    _tree.cache_clear()
    _line.cache_clear()


@lru_cache(maxsize=4)
def _tree(_in_english: bool, _database: str, _version: int) -> Mapping[str, Branch]:
    rows = Category.objects.exclude(code=None).order_by("path")
    flat = [
        Branch(pk=pk, code=code, level=level, path=path, name=words(name, name_en))
        for pk, code, level, path, name, name_en in rows.values_list(
            "pk", "code", "level", "path", "name", "name_en"
        )
    ]
    sets = [branch for branch in flat if branch.level == Category.Level.SET]
    return MappingProxyType(
        {
            branch.code: replace(
                branch, sets=tuple(one for one in sets if one.path.startswith(branch.path))
            )
            for branch in flat
        }
    )


def ancestors(tree: Mapping[str, Branch], branch: Branch) -> list[Branch]:
    """Sector and group above a branch, outermost first."""
    begins = range(Category.steplen, len(branch.path), Category.steplen)
    paths = {branch.path[:end] for end in begins}
    return [other for other in tree.values() if other.path in paths]


@dataclass(frozen=True, slots=True)
class Line:
    """Sector, group and set; a group of one set says the same and is left out.

    ``above``: sector and group, whatever they hold. ``trail``: code and short name of the branches.
    """

    above: tuple[Branch, ...] = ()
    branches: tuple[Branch, ...] = ()
    trail: tuple[tuple[str, str], ...] = ()


def line_of(code: str) -> Line:
    """The line of a criteria set, in the page's language; an empty one for an unknown code."""
    return _line(code, get_language() or "", *stamps.held_for())


@lru_cache(maxsize=256)
def _line(code: str, _language: str, _database: str, _version: int) -> Line:
    tree = category_tree()
    own = tree.get(code)
    if own is None:
        return Line()
    above = ancestors(tree, own)
    branches = (*(one for one in above if len(one.sets) > 1), own)
    return Line(tuple(above), branches, tuple((one.code, one.short_name) for one in branches))


def children(tree: Mapping[str, Branch], branch: Branch) -> list[Branch]:
    """Groups of a sector, sets of a group; none where there is only one, which says the same."""
    step = len(branch.path) + Category.steplen
    found = [
        other
        for other in tree.values()
        if other.path.startswith(branch.path) and len(other.path) == step
    ]
    return found if len(found) > 1 else []
