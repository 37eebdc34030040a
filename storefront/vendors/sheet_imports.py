"""What every spreadsheet of a vendor has in common, from the look at it to its taking."""

from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.clock import now
from marketplace.kernel.ids import new_public_id

from .sheets import read_header


class SheetImport(models.Model):
    """``rows`` keeps the input, as (number of the row, cells), whatever became of it."""

    class State(models.TextChoices):
        TRIED = "tried", _("looked at, not taken")
        TAKEN = "taken", _("taken")

    public_id = models.CharField(max_length=16, unique=True, editable=False, default=new_public_id)
    filename = models.CharField(max_length=255)
    rows = models.JSONField(default=list)
    state = models.CharField(max_length=8, choices=State, default=State.TRIED)
    actor = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, blank=True, on_delete=models.SET_NULL, related_name="+"
    )
    at = models.DateTimeField(auto_now_add=True)
    taken_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        abstract = True
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.filename

    @property
    def is_open(self) -> bool:
        """Looked at, and neither taken nor dropped."""
        return self.state == self.State.TRIED

    def cells_by_code(self) -> Iterator[tuple[int, dict[str, Any]]]:
        """(number, {column's code: cell}) of each row below the header."""
        header = read_header(self.rows[0][1])
        for number, cells in self.rows[1:]:
            yield (
                number,
                {
                    code: cells[place] if place < len(cells) else None
                    for code, place in header.items()
                },
            )

    def claim(self) -> bool:
        """Mark it taken, in the caller's transaction; False where somebody was faster."""
        open_one = type(self)._default_manager.filter(pk=self.pk, state=self.State.TRIED)
        return bool(open_one.update(state=self.State.TAKEN, taken_at=now()))
