"""Units as forms and pages need them. Public facts: nobody's view differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from django.db.models import QuerySet

from marketplace.caching import stamps
from marketplace.kernel.text import fold

from .models import Commune, Province, Succession
from .names import bare_name


def provinces() -> QuerySet[Province]:
    """The 34 provinces with their regions, in the order of their codes; one query."""
    return Province.objects.select_related("region")


def province_list() -> tuple[Province, ...]:
    """The same by name with their former provinces, held until reference data changes."""
    return _province_list(*stamps.held_for())


def provinces_by_id() -> Mapping[int, Province]:
    """The same by their numbers, for rows that name only these."""
    return _by_id(*stamps.held_for())


def forget() -> None:
    """Read again at the next call; called when reference data is loaded."""
    _province_list.cache_clear()
    _by_id.cache_clear()


@lru_cache(maxsize=2)
def _by_id(database: str, version: int) -> Mapping[int, Province]:
    return {one.pk: one for one in _province_list(database, version)}


@lru_cache(maxsize=2)
def _province_list(_database: str, _version: int) -> tuple[Province, ...]:
    return tuple(
        sorted(provinces().prefetch_related("former_provinces"), key=lambda one: fold(one.name_vi))
    )


def province_by_slug(slug: str) -> Province | None:
    """The province of that slug, or the present one of a former province's; None else."""
    found = province_list()
    by_name = (one for one in found if one.slug == slug)
    by_former = (
        one for one in found if any(old.slug == slug for old in one.former_provinces.all())
    )
    return next(by_name, None) or next(by_former, None)


def communes_of(province: Province) -> QuerySet[Commune]:
    """A province's communes in alphabetical order, for choosing one in a form; one query."""
    return province.communes.order_by("folded_name", "code")


@dataclass(frozen=True)
class Suggestion:
    """What may be written for a commune, and what it is called today where that differs."""

    written: str
    today: str


def suggest_communes(province: Province, typed: str, *, limit: int = 8) -> list[Suggestion]:
    """Communes of ``province`` whose name of today, or a former ward's, holds what was typed.

    Names that begin with it come first, today's before former ones; three queries at most.
    """
    wanted = bare_name(typed)
    if not wanted:
        return []
    communes = list(province.communes.filter(folded_name__contains=wanted)[: limit * 4])
    communes.sort(key=lambda one: (not one.folded_name.startswith(wanted), one.folded_name))
    found = [Suggestion(one.full_name, "") for one in communes[:limit]]
    if len(found) < limit:
        successions = (
            Succession.objects.filter(
                commune__province=province, ward__folded_name__contains=wanted
            )
            .select_related("ward", "district", "commune")
            .order_by("ward__folded_name", "pk")
        )
        for row in successions[: limit - len(found)]:
            written = f"{row.ward.name_vi}, {row.district.name_vi}" if row.ward else ""
            found.append(Suggestion(written, row.commune.full_name))
    return found
