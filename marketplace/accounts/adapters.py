"""Where allauth asks us: who may go on, in which language, from which address."""

import logging
from typing import Any, cast

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.stagekit import clear_login
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.contrib import messages
from django.contrib.auth.base_user import AbstractBaseUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import translation
from django.utils.translation import gettext as _

from marketplace.kernel.client import client_ip

from .crypto import decrypt, encrypt
from .models import User
from .second_factor import has_enrolled, needs_second_factor

logger = logging.getLogger(__name__)


class AccountAdapter(DefaultAccountAdapter):
    """Signing in and up."""

    def pre_login(
        self, request: HttpRequest, user: AbstractBaseUser, **kwargs: Any
    ) -> HttpResponse | None:
        """Before any session: staff without a second factor are told how to get one, and no more."""
        answer = super().pre_login(request, user, **kwargs)
        person = cast("User", user)
        if answer is None and needs_second_factor(person) and not has_enrolled(person):
            clear_login(request)
            return redirect("accounts:second_factor_missing")
        return answer

    def save_user(self, request: HttpRequest, user: Any, form: Any, commit: bool = True) -> User:
        """A new user's language is the one that the sign-up page was read in."""
        user.language = (translation.get_language() or "vi")[:2]
        return super().save_user(request, user, form, commit)

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """To the user's own pages, in the user's language."""
        with translation.override(cast("User", request.user).language):
            return super().get_login_redirect_url(request)

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Where the mail server is away the page says so; whether there is an account it does not."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError:  # SMTPException is one
            logger.exception("a mail about an account could not be sent")
            messages.error(
                self.request,
                _("Our mail could not be sent. Please try again in some minutes."),
            )

    def get_client_ip(self, request: HttpRequest) -> str:
        return client_ip(request)


class SecondFactorAdapter(DefaultMFAAdapter):
    """The authenticator app: its secret is encrypted at rest, and staff cannot take it off."""

    def encrypt(self, text: str) -> str:
        return encrypt(text)

    def decrypt(self, encrypted_text: str) -> str:
        return decrypt(encrypted_text)

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        return not needs_second_factor(authenticator.user)
