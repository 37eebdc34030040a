"""Units as forms and pages need them. Public facts: nobody's view differs."""

from functools import lru_cache

from django.db import connection
from django.db.models import QuerySet

from marketplace.kernel.text import fold

from .models import Commune, Province


def provinces() -> QuerySet[Province]:
    """The 34 provinces with their regions, in the order of their codes; one query."""
    return Province.objects.select_related("region")


def province_list() -> tuple[Province, ...]:
    """The same by name, read once per process (reference data changes with a release only)."""
    return _province_list(str(connection.settings_dict["NAME"]))


def forget() -> None:
    """Read again at the next call; called when reference data is loaded."""
    _province_list.cache_clear()


@lru_cache(maxsize=2)
def _province_list(_database: str) -> tuple[Province, ...]:
    return tuple(sorted(provinces(), key=lambda one: fold(one.name_vi)))


def province_by_slug(slug: str) -> Province | None:
    """The province of that slug, or the present one of a former province's; None else. One query."""
    found = provinces().filter(slug=slug) | provinces().filter(former_provinces__slug=slug)
    return found.distinct().first()


def communes_of(province: Province) -> QuerySet[Commune]:
    """A province's communes in alphabetical order, for choosing one in a form; one query."""
    return province.communes.order_by("folded_name", "code")
