from tests.concurrency.conftest import on_sqlite  # noqa: F401
