"""The pages in front of the staff's applications: a link from a letter, and a forgotten password."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent
from tests.browser.test_accessibility import violations

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]


@pytest.mark.parametrize("page_of", ["agent", "editor"])
async def test_a_link_that_is_over_says_so_and_leads_to_the_door(
    new_page: NewPage, desk: str, language: str, page_of: str, picture: Picture
) -> None:
    agent = Agent(await new_page(), language)
    page, words = agent.page, agent.staff_words
    await page.goto(f"{desk}/{page_of}#/password/unknown-token")
    await expect(page.get_by_role("alert").filter(has_text=words("choose_password_over"))).to_be_visible()
    assert "unknown-token" not in page.url
    assert await violations(page) == []
    await picture(page, f"link-over-{page_of}")
    await page.get_by_role("link", name=words("sign_in")).press("Enter")
    await page.get_by_label(words("email")).fill("nobody@podlipa.example")
    await page.get_by_role("button", name=words("forgot_password")).press("Enter")
    await expect(page.get_by_text(words("forgot_password_off"))).to_be_visible()
    assert await violations(page) == []
