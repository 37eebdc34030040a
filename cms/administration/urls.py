"""Stand before Wagtail's at the same addresses; Wagtail's names lead here."""

from django.urls import path
from wagtail.admin.auth import require_admin_access

from .javascript import javascript_words
from .links import EmailLink, ExternalLink, PhoneLink
from .sessions import session

urlpatterns = [
    path("session/", session, name="editing_session"),
    path("jsi18n/", javascript_words),
    path("choose-external-link/", require_admin_access(ExternalLink.as_view())),
    path("choose-email-link/", require_admin_access(EmailLink.as_view())),
    path("choose-phone-link/", require_admin_access(PhoneLink.as_view())),
]
