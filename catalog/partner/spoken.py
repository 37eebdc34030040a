"""Languages that hosts speak with their guests, by code (ISO 639): of the country and of travellers."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

SPOKEN: dict[str, str | Promise] = {
    "vi": _("Vietnamese"),
    "en": _("English"),
    "fr": _("French"),
    "de": _("German"),
    "es": _("Spanish"),
    "ru": _("Russian"),
    "zh": _("Chinese"),
    "ja": _("Japanese"),
    "ko": _("Korean"),
    "th": pgettext_lazy("language", "Thai"),
    "lo": pgettext_lazy("language", "Lao"),
    "km": pgettext_lazy("language", "Khmer"),
    "tyz": pgettext_lazy("language", "Tày"),
    "nut": pgettext_lazy("language", "Nùng"),
    "blt": pgettext_lazy("language", "Thái (Tai Dam)"),
    "mtq": pgettext_lazy("language", "Mường"),
    "hmn": pgettext_lazy("language", "Hmông"),
    "ium": pgettext_lazy("language", "Dao"),
    "rad": pgettext_lazy("language", "Ê Đê"),
    "jra": pgettext_lazy("language", "Jrai"),
    "bdq": pgettext_lazy("language", "Ba Na"),
    "cjm": pgettext_lazy("language", "Chăm"),
}
