"""How SEARCH_URL names a cluster."""

import pytest
from django.core.exceptions import ImproperlyConfigured

from search.engine.choosing import current_engine, engine_named
from search.engine.elastic.address import Address, read_address


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("http://127.0.0.1:9200", Address(("http://127.0.0.1:9200",), "ocop")),
        ("https://search.example/shop/", Address(("https://search.example:9200",), "shop")),
        (
            "https://me:p%40ss%2F@one:9201,two/shop",
            Address(
                ("https://one:9201", "https://two:9200"), "shop", (("basic_auth", ("me", "p@ss/")),)
            ),
        ),
        (
            "https://one/shop?api_key=a1%3D%3D&ca_certs=/etc/ca.pem",
            Address(
                ("https://one:9200",),
                "shop",
                (("api_key", "a1=="), ("ca_certs", "/etc/ca.pem")),
            ),
        ),
    ],
)
def test_an_address_says_hosts_prefix_and_who_we_are(url, address):
    assert read_address(url) == address


@pytest.mark.parametrize(
    "url", ["http://", "https://me:secret@one/Shop", "https://one/a/b", "https://one?verify=no"]
)
def test_what_it_cannot_mean_is_refused_without_telling_the_secret(url):
    with pytest.raises(ImproperlyConfigured) as refused:
        read_address(url)

    assert "secret" not in str(refused.value)


def test_the_setting_chooses_the_engine_and_commands_may_name_the_other(settings):
    settings.SEARCH_URL = "http://127.0.0.1:1/nobody"
    assert (current_engine().name, engine_named("").name) == ("elasticsearch", "elasticsearch")
    assert engine_named("embedded").name == "embedded"
    assert current_engine().health().state == "unreachable"
    assert current_engine().version() == ""

    settings.SEARCH_URL = "embedded://"
    with pytest.raises(ImproperlyConfigured, match="no cluster"):
        engine_named("elasticsearch")
