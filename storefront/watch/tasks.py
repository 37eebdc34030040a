"""What the queue does about digests."""

from django_tasks import task

from storefront.letters import send_or_retry

from .mail import compose
from .models import Digest


@task()
def send_digest(digest_id: int, attempt: int = 1) -> str:
    """Send it unless it was sent; where the server refuses, come back later."""
    digest = Digest.objects.select_related("reader__user").filter(pk=digest_id).first()
    if digest is None or digest.state != Digest.State.WAITING:
        return "over"
    message = compose(digest)
    state = Digest.State.SENT if message else Digest.State.DROPPED
    mine = Digest.objects.filter(pk=digest.pk, state=Digest.State.WAITING).update(state=state)
    if not mine or message is None:
        return "over" if not mine else "dropped"
    outcome = send_or_retry(message, send_digest, digest_id, attempt)
    if outcome != "sent":
        Digest.objects.filter(pk=digest.pk).update(state=Digest.State.WAITING)
    return outcome
