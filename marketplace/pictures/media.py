"""What public media answer with, the same from this machine's disk and from a bucket."""

import posixpath

#: By our own knowledge: the tables of machines differ, and Python 3.11's knows no AVIF.
CONTENT_TYPES = {
    ".avif": "image/avif",
    ".webp": "image/webp",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
    ".png": "image/png",
    ".gif": "image/gif",
    ".mp4": "video/mp4",
    ".webm": "video/webm",
}
#: Folders whose files never change, since their names are random or tell what is in them.
_FOR_EVER = ("pictures/", "images/")
FOR_EVER = "public, max-age=31536000, immutable"
FOR_A_DAY = "public, max-age=86400"


def headers_for(name: str) -> dict[str, str]:
    """Content-Type, Cache-Control, and for all but pictures and films Content-Disposition: a download."""
    kind = CONTENT_TYPES.get(posixpath.splitext(name)[1].lower(), "")
    headers = {
        "Content-Type": kind or "application/octet-stream",
        "Cache-Control": FOR_EVER if name.startswith(_FOR_EVER) else FOR_A_DAY,
    }
    if not kind:
        headers["Content-Disposition"] = "attachment"
    return headers
