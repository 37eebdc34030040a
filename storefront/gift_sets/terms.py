"""What the maker of a gift set says of it: its words, and what is given on it."""

import datetime
from dataclasses import dataclass

from marketplace.kernel import text


@dataclass(frozen=True)
class SetTerms:
    """``discount`` đồng off each set, of ``budget`` đồng in all, until ``last_day``; 0: none.

    ``reference`` is the paper that grants public money.
    """

    title: str
    title_en: str = ""
    description: str = ""
    description_en: str = ""
    discount: int = 0
    budget: int = 0
    last_day: datetime.date | None = None
    reference: str = ""

    @property
    def words(self) -> dict[str, str]:
        """As the set keeps them."""
        names = ("title", "title_en", "description", "description_en")
        return {name: text.clean(getattr(self, name)) for name in names}
