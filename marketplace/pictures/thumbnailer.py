"""What Oscar's dashboard asks for small pictures: it gets the original, which its pages scale.

Renditions are ours (renditions.py); a thumbnail library would be a second way to make them.
"""

from typing import Any

from oscar.core.thumbnails import AbstractThumbnailer


class OriginalAsThumbnail(AbstractThumbnailer):
    def generate_thumbnail(self, source: Any, **opts: Any) -> Any:
        return source

    def delete_thumbnails(self, source: Any) -> None:
        """There are none."""
