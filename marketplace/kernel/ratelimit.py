"""A fixed-window counter on Django's cache, for public pages that invite enumeration.

Ours rather than django-ratelimit, which has had no release since 4.1 (2023).
"""

import hashlib
import time

from django.core.cache import cache


def allow(scope: str, key: str, *, limit: int, seconds: int) -> bool:
    """Whether ``key`` (an address, a user) may do ``scope`` once more in this window of ``seconds``.

    The key is stored as a digest. Where the cache fails the answer is yes: a page must not fall
    with its limiter. With the local-memory cache each process counts for itself.
    """
    window = int(time.time() // seconds)
    digest = hashlib.sha256(f"{scope}:{key}".encode()).hexdigest()[:32]
    name = f"allow:{scope}:{window}:{digest}"
    try:
        cache.add(name, 0, timeout=seconds + 1)
        return cache.incr(name) <= limit
    except Exception:
        return True
