"""What a browser may run on which page."""

import pytest

pytestmark = pytest.mark.django_db


def policy(response) -> dict[str, str]:
    parts = (part.strip().partition(" ") for part in response["Content-Security-Policy"].split(";"))
    return {name: sources for name, _, sources in parts}


@pytest.mark.parametrize(
    "path", ["/account/login/", "/en/account/login/", "/products/", "/no-such-page/", "/healthz"]
)
def test_shop_pages_run_nothing_inline_and_nothing_foreign(client, path):
    assert policy(client.get(path)) == {
        "default-src": "'self'",
        "script-src": "'self'",
        "style-src": "'self'",
        "img-src": "'self' data:",
        "connect-src": "'self'",
        "media-src": "'self'",
        "object-src": "'none'",
        "base-uri": "'self'",
        "form-action": "'self'",
        "frame-ancestors": "'none'",
    }


@pytest.mark.parametrize("path", ["/cms/", "/django-admin/", "/dashboard/", "/en/dashboard/"])
def test_administrations_have_a_policy_of_their_own(client, path):
    rules = policy(client.get(path))

    assert "'unsafe-inline'" in rules["script-src"]
    assert rules["default-src"] == "'self'"
    assert rules["frame-ancestors"] == "'self'"
    assert rules["object-src"] == "'none'"
    assert rules["img-src"] == "'self' data: blob:"


@pytest.mark.parametrize("path", ["/cmsx/", "/products/cms/", "/dashboards/", "/xx/cms/"])
def test_only_the_administrations_own_addresses_get_it(client, path):
    assert "'unsafe-inline'" not in client.get(path)["Content-Security-Policy"]


def test_pictures_may_come_from_the_bucket_that_the_settings_name(client, settings):
    settings.MEDIA_ORIGINS = ["https://media.example.vn"]

    answer = client.get("/account/login/")

    assert policy(answer)["img-src"] == "'self' data: https://media.example.vn"


def test_every_answer_forbids_guessing_types_and_foreign_frames(client):
    answer = client.get("/account/login/")

    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "strict-origin-when-cross-origin"


def test_what_an_editor_uploaded_is_shown_only_as_a_picture(client, settings):
    settings.MEDIA_ROOT.mkdir()
    (settings.MEDIA_ROOT / "page.html").write_text("<script>alert(1)</script>")
    (settings.MEDIA_ROOT / "x.svg").write_text("<svg onload='alert(1)'/>")
    (settings.MEDIA_ROOT / "x.png").write_bytes(b"\x89PNG")
    (settings.MEDIA_ROOT / "documents").mkdir()
    (settings.MEDIA_ROOT / "documents" / "x.png").write_bytes(b"\x89PNG")

    page, drawing, picture = (client.get(f"/media/{n}") for n in ("page.html", "x.svg", "x.png"))

    assert page["Content-Disposition"] == drawing["Content-Disposition"] == "attachment"
    assert picture["Content-Disposition"].startswith("inline")
    for answer in (page, drawing, picture):
        assert answer["Content-Security-Policy"] == "default-src 'none'; sandbox"
    assert client.get("/media/documents/x.png").status_code == 404
    assert client.get("/media/./documents/x.png").status_code == 404
    assert client.get("/media/x/../documents/x.png").status_code == 404
    assert client.get("/media/../db.sqlite3").status_code in {400, 404}
