"""Words for those who do not see a picture."""

import re

from django.utils.translation import gettext_lazy as _

FILE_NAME = _("This is the name of a file. Please say what the picture shows.")
_ENDING = re.compile(r"\.(?:avif|gif|heic|jpe?g|png|svg|tiff?|webp)\s*$", re.IGNORECASE)


def names_a_file(words: str) -> bool:
    """Whether a camera or a program has written them, such as IMG_0042.jpg."""
    return _ENDING.search(words) is not None
