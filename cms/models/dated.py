"""Pages that hold for some days: what begins and ends, by the calendar of Viet Nam."""

import datetime

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext_lazy as _

from marketplace.kernel.clock import today

from .provincial import ProvincialPage


class DatedPage(ProvincialPage):
    starts_on = models.DateField(_("first day"))
    ends_on = models.DateField(_("last day"), help_text=_("The same as the first for one day."))

    class Meta:
        abstract = True

    def clean(self) -> None:
        super().clean()
        if self.starts_on and self.ends_on and self.ends_on < self.starts_on:
            raise ValidationError({"ends_on": _("The last day lies before the first.")})

    def is_over(self, *, on: datetime.date | None = None) -> bool:
        """Whether the last day is past."""
        return self.ends_on < (on or today())
