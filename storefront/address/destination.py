"""Where an order goes, as the buyer's words were understood."""

from dataclasses import dataclass

from marketplace.geography.models import Commune, Province


@dataclass(frozen=True, kw_only=True)
class Destination:
    """``former_ward`` and ``former_district`` are kept because carriers still sort by them."""

    name: str
    street: str
    commune: Commune
    note: str = ""
    former_ward: str = ""
    former_district: str = ""

    @property
    def province(self) -> Province:
        return self.commune.province
