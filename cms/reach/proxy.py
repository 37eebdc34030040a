"""A proxy in front of the web processes, told by PURGE to forget pages."""

import logging
from http.client import HTTPConnection, HTTPException, HTTPSConnection
from typing import Any
from urllib.parse import urlsplit

from wagtail.contrib.frontend_cache.backends import BaseBackend

logger = logging.getLogger(__name__)

#: Wagtail's own backend waits without an end; the queue has other work.
_SECONDS = 5


class Proxy(BaseBackend):
    """Varnish, Squid or nginx with a purge module at ``LOCATION``."""

    def __init__(self, params: dict[str, Any]) -> None:
        self._at = urlsplit(params.pop("LOCATION"))
        super().__init__(params)

    def purge_batch(self, urls: list[str]) -> None:
        """One connection for all; a proxy that does not answer is left to forget by itself."""
        opened = HTTPSConnection if self._at.scheme == "https" else HTTPConnection
        connection = opened(self._at.netloc, timeout=_SECONDS)
        try:
            for url in urls:
                parts = urlsplit(url)
                connection.request("PURGE", parts.path, headers={"Host": parts.netloc})
                answer = connection.getresponse()
                answer.read()
                if answer.status >= 400 and answer.status != 404:  # noqa: PLR2004
                    logger.warning("a proxy answers a purge with %s", answer.status)
        except (OSError, HTTPException) as error:
            logger.warning("a proxy does not answer (%s)", type(error).__name__)
        finally:
            connection.close()
