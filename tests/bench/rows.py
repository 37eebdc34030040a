"""A row of the bench: what was measured, against which budget."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    """``most`` is the budget; None where a figure is only told."""

    name: str
    value: float
    unit: str
    most: float | None = None
    note: str = ""

    @property
    def verdict(self) -> str:
        if self.most is None:
            return ""
        return "ok" if self.value <= self.most else "OVER"


def table(rows: list[Row]) -> str:
    """Name, figure, budget, verdict, in columns."""
    lines = [f"{'':<44}{'measured':>12} {'':<8}{'budget':>9}  "]
    for row in rows:
        most = "" if row.most is None else f"{row.most:g}"
        line = (
            f"{row.name:<44}{row.value:>12.2f} {row.unit:<8}{most:>9}  {row.verdict:<5}{row.note}"
        )
        lines.append(line.rstrip())
    return "\n".join(lines)
