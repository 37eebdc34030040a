"""What nobody needs any more: rows of sessions that are over and of tasks that are done."""

from django.core.management import call_command


def clear_sessions() -> str:
    call_command("clearsessions", verbosity=0)
    return "cleared"


def clear_task_results() -> str:
    """Those that ended two weeks ago; failures stay for an operator to see."""
    call_command("prune_db_task_results", min_age_days=14, failed_min_age_days=90, verbosity=0)
    return "cleared"
