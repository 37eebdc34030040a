"""Rates, remote communes and free deliveries from CSV and XLSX tables."""

from .services import Imported, import_rates
from .tables import Problem, RatesRefused

__all__ = ["Imported", "Problem", "RatesRefused", "import_rates"]
