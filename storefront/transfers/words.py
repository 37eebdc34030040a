"""Time that is left, in words that a page can show without a running clock."""

import datetime

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

_MINUTE = datetime.timedelta(minutes=1)
_HOUR = datetime.timedelta(hours=1)


def time_left(left: datetime.timedelta) -> str:
    """ "23 hours and 5 minutes", "5 minutes", "less than a minute"."""
    hours, rest = divmod(left, _HOUR)
    minutes = rest // _MINUTE
    hour_words = ngettext("%(count)s hour", "%(count)s hours", hours) % {"count": hours}
    minute_words = ngettext("%(count)s minute", "%(count)s minutes", minutes) % {"count": minutes}
    if hours and minutes:
        return _("%(hours)s and %(minutes)s") % {"hours": hour_words, "minutes": minute_words}
    if hours:
        return hour_words
    return minute_words if minutes else _("less than a minute")
