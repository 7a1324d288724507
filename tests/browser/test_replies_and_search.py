"""An agent's ready words and old conversations: `/` in the answer, a draft that outlives its page, and search."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Picture
from tests.browser.people import Agent, Shopper
from tests.browser.test_accessibility import violations
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA = STAFF[0]
ASKED = {"pl": "Proszę podać numer zamówienia", "en": "Please tell me the order number"}
SORRY = {"pl": "Przepraszam za opóźnienie", "en": "I am sorry that order"}
SAID = {"pl": "gdzie jest moja żółta łódź", "en": "where is my yellow boat"}
TYPED = {"pl": "ZOLTA lodz", "en": "YELLOW bo"}
FOUND = {"pl": "łódź", "en": "boat"}


async def test_a_slash_brings_a_canned_reply_and_the_draft_outlives_its_page(
    shopper: Shopper, agent: Agent, desk: str, language: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    await shopper.ask_for_a_person()
    await shopper.say(mark)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.waiting(mark).click()
    await agent.claim()
    keyboard, field = agent.page.keyboard, agent.page.get_by_label(agent.words("your_answer"))
    options = agent.page.get_by_role("listbox", name=agent.words("replies")).get_by_role("option")

    await keyboard.type("/")
    await expect(options.first).to_have_attribute("aria-selected", "true")
    await expect(field).to_have_role("combobox")
    await keyboard.press("ArrowDown")
    await expect(options.nth(1)).to_have_attribute("aria-selected", "true")
    await expect(field).to_have_attribute("aria-activedescendant", "option-1")
    assert await violations(agent.page) == []
    await picture(agent.page, "canned-replies")
    await keyboard.press("Escape")
    await expect(options).to_have_count(0)
    await expect(agent.answer).to_be_focused()
    await keyboard.press("Backspace")

    await keyboard.type("/opoz")
    await expect(options).to_have_count(1)
    await keyboard.press("Enter")
    await expect(agent.answer).to_have_value(re.compile(SORRY[language]))
    await expect(agent.button("send")).to_be_disabled()  # nobody has named an order
    await expect(agent.page.get_by_text(agent.words("reply_fill_in"))).to_be_visible()
    await agent.answer.fill("")

    await keyboard.type("/numer")
    await expect(options.first).to_be_visible()
    await keyboard.press("Enter")
    await expect(agent.answer).to_be_focused()
    await keyboard.type(f" {mark}!")
    await agent.page.reload()
    await expect(agent.answer).to_have_value(re.compile(rf"{ASKED[language]}.* {mark}!"))
    await agent.button("send").click()
    await expect(shopper.messages.filter(has_text=ASKED[language])).to_contain_text(f"{mark}!")


async def test_a_conversation_is_found_by_its_words_and_read(
    shopper: Shopper, agent: Agent, desk: str, language: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    await shopper.say(f"{SAID[language]} {mark}")
    await agent.sign_in(f"{desk}/agent", ANNA)
    await agent.page.keyboard.press("s")
    words = agent.page.get_by_role("searchbox", name=agent.words("search_words"))
    await expect(words).to_be_focused()
    await agent.page.keyboard.type(f"{TYPED[language]} {mark}")
    await agent.page.keyboard.press("Enter")
    results = agent.page.get_by_role("list", name=agent.words("search_results")).get_by_role("link")
    await expect(results).to_have_count(1)
    await expect(results.get_by_text(FOUND[language], exact=True)).to_have_role("mark")
    assert await violations(agent.page) == []
    await picture(agent.page, "search")

    await agent.page.get_by_text(agent.words("search_keep"), exact=True).click()
    await agent.page.get_by_role("textbox", name=agent.words("search_name")).fill(mark)
    await agent.button("reply_save").click()
    saved = agent.page.get_by_role("list", name=agent.words("searches_saved")).get_by_role("link", name=mark)
    await expect(saved).to_be_visible()
    await agent.page.goto(f"{desk}/agent#/search")
    await saved.click()
    await expect(results).to_have_count(1)

    await results.click()
    await expect(agent.transcript.get_by_role("article").filter(has_text=mark).first).to_be_visible()
    await expect(agent.answer).to_have_count(0)
