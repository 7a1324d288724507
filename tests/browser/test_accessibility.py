"""No violation of WCAG 2.2 A and AA that axe-core can find, in light and dark."""

from __future__ import annotations

import pytest
from axe_playwright_python.async_playwright import Axe
from playwright.async_api import Frame, Page, expect

from tests.browser.conftest import NewPage
from tests.browser.people import Agent, Editor, Shopper
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA, _, EWA = STAFF[:3]
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
QUESTION = {"pl": "ile kosztuje wysyłka paczkomatem?", "en": "how much is delivery to a parcel locker?"}


@pytest.fixture(params=["light", "dark"])
def colors(request: pytest.FixtureRequest) -> str:
    return str(request.param)


async def violations(place: Page | Frame) -> list[str]:
    """What axe finds, with the elements it means."""
    found = await Axe().run(place, options=RULES)
    assert found.response["passes"]
    return [
        f"{rule['id']}: {', '.join(str(node['target']) for node in rule['nodes'])}"
        for rule in found.response["violations"]
    ]


async def test_widget_and_shop(new_page: NewPage, desk: str, language: str, colors: str) -> None:
    page = await new_page(color_scheme=colors)
    shopper = Shopper(page, language)
    await shopper.visit(desk)
    await shopper.open_chat()
    await shopper.say(QUESTION[language])
    await expect(shopper.articles).to_be_visible()
    await shopper.say("LP-104217")
    await expect(shopper.messages.last).not_to_contain_text("LP-104217")
    await shopper.say("anna.nowak@example.com")
    await expect(shopper.log.get_by_role("heading", name="LP-104217")).to_be_visible()
    [frame] = page.frames[1:]
    assert await violations(frame) == []
    await shopper.chat.get_by_role("button", name=shopper.words("menu")).click()
    await shopper.ask_for_a_person()
    await expect(shopper.chat.get_by_role("heading", name=shopper.words("queue_title"))).to_be_visible()
    assert await violations(frame) == []
    assert await violations(page) == []


async def test_console(new_page: NewPage, shopper: Shopper, desk: str, language: str, colors: str) -> None:
    await shopper.say(QUESTION[language])
    await expect(shopper.articles).to_be_visible()
    await shopper.ask_for_a_person()
    await expect(shopper.chat.get_by_role("heading", name=shopper.words("queue_title"))).to_be_visible()
    page = await new_page(color_scheme=colors)
    agent = Agent(page, language)
    await page.goto(f"{desk}/agent")
    await expect(page.get_by_role("button", name=agent.staff_words("sign_in"), exact=True)).to_be_visible()
    assert await violations(page) == []
    await agent.sign_in(f"{desk}/agent", ANNA)
    await page.get_by_role("region", name=agent.words("queue")).get_by_role("link").last.click()
    await agent.claim()
    assert await violations(page) == []
    await agent.button("give_back").click()
    await expect(page.get_by_role("dialog", name=agent.words("give_back_heading"))).to_be_visible()
    assert await violations(page) == []


async def test_editor(new_page: NewPage, desk: str, language: str, colors: str) -> None:
    page = await new_page(color_scheme=colors)
    editor = Editor(page, language)
    await editor.sign_in(f"{desk}/editor", EWA)
    await expect(page.get_by_role("table")).to_be_visible()
    assert await violations(page) == []
    await page.get_by_role("table").get_by_role("link").first.click()
    await expect(editor.body).not_to_be_empty()
    assert await violations(page) == []
