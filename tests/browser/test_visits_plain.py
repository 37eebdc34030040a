"""A visit to a host, from the first question to the last word, with JavaScript off on both sides."""

import json
import re
import uuid
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import PHONE
from tests.browser.test_axe import sign_in
from tests.journeys.offers import VENDORS
from tests.servers.application import Application

pytestmark = pytest.mark.browser

_SERVICE = """
import json
from catalog.partner.models import VisitTerms
of = "vendor__organisation__memberships__user__email"
terms = VisitTerms.objects.filter(**{of + "__in": %s}).select_related("product", "vendor")
one = terms.values_list("product__public_id", "vendor__public_id", of).first()
print("SERVICE", json.dumps(one))
"""


@pytest.fixture
def host(browser: Browser, application: Application) -> Iterator[Page]:
    context = browser.new_context(
        base_url=application.url, locale="vi-VN", viewport=PHONE, java_script_enabled=False
    )
    context.set_default_timeout(30_000)
    yield context.new_page()
    context.close()


def test_ask_answer_and_read(plain_phone: Page, host: Page, application: Application):
    done = application.manage("shell", "--no-imports", "-c", _SERVICE % (VENDORS,))
    assert done.returncode == 0, done.stderr
    service, vendor, owner = json.loads(done.stdout.split("SERVICE", 1)[1])
    name = f"Khách {uuid.uuid4().hex[:6]}"

    plain_phone.goto(f"/visit/{service}/")
    plain_phone.locator("main [name=name]").fill(name)
    plain_phone.locator("main [name=email]").fill("khach@demo.example")
    plain_phone.locator("main [name=people]").fill("2")
    plain_phone.locator("main [name=message]").fill("Chúng tôi ăn chay.")
    plain_phone.locator("main form").last.get_by_role("button").last.click()
    expect(plain_phone).to_have_url(re.compile("/enquiry/"))
    expect(plain_phone.locator("main")).to_contain_text("Chúng tôi ăn chay.")

    sign_in(host, owner)
    host.goto(f"/vendor/{vendor}/visits/")
    host.get_by_role("row", name=name).get_by_role("link").click()
    expect(host.locator("main")).to_contain_text("Chúng tôi ăn chay.")
    host.locator("main [name=message]").fill("Có món chay. Hẹn bạn tám giờ.")
    host.get_by_role("button", name="Đồng ý đón khách").click()
    expect(host.locator("main")).to_contain_text("Hẹn bạn tám giờ.")

    plain_phone.reload()
    expect(plain_phone.locator("main")).to_contain_text("Có món chay. Hẹn bạn tám giờ.")
    plain_phone.locator("main [name=message]").fill("Cảm ơn chủ nhà.")
    plain_phone.locator("main form", has=plain_phone.locator("[name=message]")).get_by_role(
        "button"
    ).click()
    host.reload()
    expect(host.locator("main")).to_contain_text("Cảm ơn chủ nhà.")
