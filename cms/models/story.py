from django.utils.translation import gettext_lazy as _

from .provincial import ProvincialPage


class StoryPage(ProvincialPage):
    """A product, a craft or a landscape told at length, with what of it can be bought today."""

    class Meta:
        verbose_name = _("story")
