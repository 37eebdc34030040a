"""Public media in a bucket: the same headers as from disk, and no name ever written over."""

from typing import Any

from storages.backends.s3 import S3Storage

from .media import headers_for


class PublicBucket(S3Storage):
    def get_default_settings(self) -> dict[str, Any]:
        """A second file of the same name gets another, as on disk."""
        return super().get_default_settings() | {"file_overwrite": False}

    def get_object_parameters(self, name: str) -> dict[str, Any]:
        return super().get_object_parameters(name) | {
            header.replace("-", ""): value for header, value in headers_for(name).items()
        }
