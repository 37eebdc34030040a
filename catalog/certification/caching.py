"""Pictures of codes are the same for everybody."""

from django.http import HttpRequest


def forget_the_reader(request: HttpRequest) -> None:
    """Middleware looked whose request it is; the answer does not depend on it, so no ``Vary: Cookie``."""
    request.session.accessed = False
