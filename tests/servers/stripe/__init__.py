"""A double of Stripe for the tests: keeps state, signs events, and can misbehave on demand.

Not Stripe itself: what it accepts is checked against the official description by stripe-mock, what
it answers is what the documentation says. docs/cards.md tells what stays unproven.
"""

from .double import StripeDouble, running_double

__all__ = ["StripeDouble", "running_double"]
