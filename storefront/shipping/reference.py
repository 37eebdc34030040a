"""The tariff that every installation begins with: one manual carrier, illustrative figures."""

from pathlib import Path

from .importing import import_rates
from .models import Carrier

_FILE = Path(__file__).parent / "data" / "rates.csv"


def load() -> None:
    """Only where there is no carrier yet; what an operator has imported stays alone."""
    if not Carrier.objects.exists():
        import_rates(_FILE)
