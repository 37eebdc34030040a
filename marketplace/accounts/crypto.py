"""Secrets of authenticator apps at rest: whoever copies the database cannot make the codes."""

import base64
import hashlib

from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings


def _cipher() -> MultiFernet:
    """By SECRET_KEY; SECRET_KEY_FALLBACKS still open what older keys closed."""
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_derived(str(key))) for key in keys])


def _derived(key: str) -> bytes:
    digest = hashlib.blake2b(b"second factor", key=hashlib.sha512(key.encode()).digest())
    return base64.urlsafe_b64encode(digest.digest()[:32])


def encrypt(text: str) -> str:
    return _cipher().encrypt(text.encode()).decode()


def decrypt(text: str) -> str:
    """Raises InvalidToken where neither today's key nor a fallback closed it."""
    return _cipher().decrypt(text.encode()).decode()
