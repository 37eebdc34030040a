from collections.abc import Iterator

import pytest

from storefront.shipping import tariffs


@pytest.fixture(autouse=True)
def _tariffs_of_this_test() -> Iterator[None]:
    """What a test imported is rolled back after it; memory must not keep it."""
    tariffs.forget()
    yield
    tariffs.forget()
