"""What the queue does about photographs."""

from django_tasks import task

from . import making


@task()
def make_photograph_renditions(image_id: int) -> None:
    """Written in the transaction of the upload or of the new focal point."""
    unused = making.make_renditions(image_id)
    if unused:
        clear_photograph_folder.using(run_after=making.kept_until()).enqueue(image_id, unused)


@task()
def clear_photograph_folder(image_id: int, folder: str) -> bool:
    """Files out of use, once no page that is held anywhere asks for them."""
    return making.clear_folder(image_id, folder)
