"""Former province names, by which people still know where something comes from (truth 8)."""

from collections import defaultdict
from collections.abc import Iterable

from marketplace.geography.models import Succession


def former_provinces(commune_ids: Iterable[int | None]) -> dict[int, str]:
    """By commune, the one province before 1 July 2025 that it lay in; one query.

    Communes made of two provinces' wards are absent: nobody would know which name to use.
    """
    wanted = {commune_id for commune_id in commune_ids if commune_id is not None}
    names: dict[int, set[str]] = defaultdict(set)
    rows = (
        Succession.objects.filter(commune__in=wanted)
        .values_list("commune_id", "district__former_province__name_vi")
        .distinct()
    )
    for commune_id, name in rows:
        names[commune_id].add(name)
    return {commune_id: found.pop() for commune_id, found in names.items() if len(found) == 1}
