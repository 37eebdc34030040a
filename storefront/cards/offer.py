from django.conf import settings


def is_offered() -> bool:
    """Whether the operator has an account at Stripe and says so in the settings."""
    return bool(settings.STRIPE_SECRET_KEY and settings.STRIPE_PUBLISHABLE_KEY)
