from types import SimpleNamespace


class AsTheyAre:
    """Stands in for sorl: every picture is its own thumbnail."""

    def generate_thumbnail(self, source, **_wanted):
        return SimpleNamespace(url=getattr(source, "url", "") or str(source))

    def delete_thumbnails(self, source):
        """None is made."""
