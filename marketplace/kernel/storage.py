from django.core.files.storage import FileSystemStorage


class PrivateFiles(FileSystemStorage):
    """Files on this machine that have no address: only views that check who asks open them.

    Django would give them one under MEDIA_URL.
    """

    def url(self, name: str | None) -> str:
        raise ValueError("A private file has no address.")
