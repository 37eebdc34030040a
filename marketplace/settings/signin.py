"""Who may sign in and how: one page for all (allauth), e-mail confirmed, second factor, lock-out."""

from .env import env

AUTH_USER_MODEL = "accounts.User"
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "customer:summary"
LOGOUT_REDIRECT_URL = "/"

AUTHENTICATION_BACKENDS = [
    "axes.backends.AxesStandaloneBackend",
    "allauth.account.auth_backends.AuthenticationBackend",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 10},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]

ACCOUNT_ADAPTER = "marketplace.accounts.adapters.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*", "password2*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_USER_DISPLAY = "marketplace.accounts.selectors.name_of"
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_SUBJECT_PREFIX = "[Chợ OCOP] "
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = False
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900  # seconds
#: Sign-ups, resets and the rest keep allauth's own limits. Failed sign-ins are counted by axes, in
#: the database and per person and address; these two bound what many addresses or names can try.
ACCOUNT_RATE_LIMITS = {"login_failed": "30/m/ip,50/h/key"}

MFA_ADAPTER = "marketplace.accounts.adapters.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Chợ OCOP"
MFA_TOTP_TOLERANCE = 1  # a phone may be half a minute off

#: Staff get no session on a password alone; the demo says otherwise.
STAFF_SECOND_FACTOR_REQUIRED = True

#: How many reverse proxies of ours stand in front (each appends to X-Forwarded-For).
TRUSTED_PROXIES = env.int("TRUSTED_PROXIES", default=0)

AXES_FAILURE_LIMIT = env.int("AXES_FAILURE_LIMIT", default=10)
AXES_COOLOFF_TIME = 1  # hours
AXES_LOCKOUT_PARAMETERS = [["username", "ip_address"]]
AXES_RESET_ON_SUCCESS = True
#: A wrong try during the lock-out does not prolong it, so the wait on the page is the truth.
AXES_RESET_COOL_OFF_ON_FAILURE_DURING_LOCKOUT = False
AXES_DISABLE_ACCESS_LOG = True
AXES_VERBOSE = False
AXES_USERNAME_CALLABLE = "marketplace.accounts.lockout.tried_email"
AXES_CLIENT_IP_CALLABLE = "marketplace.kernel.client.client_ip"
AXES_LOCKOUT_CALLABLE = "marketplace.accounts.lockout.locked_out"
