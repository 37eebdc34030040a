"""Settings of processes that are to be killed: as in all tests, mails in files, death on a word."""

from marketplace.settings.test import *  # noqa: F403
from marketplace.settings.test import DATA_DIR, INSTALLED_APPS

INSTALLED_APPS = [*INSTALLED_APPS, "tests.kills.apps.KillsConfig"]
EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
EMAIL_FILE_PATH = DATA_DIR / "mail"
