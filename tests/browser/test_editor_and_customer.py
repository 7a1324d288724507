"""What the editor publishes is what the customer reads next."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import Picture
from tests.browser.people import Editor, Shopper
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

EWA = STAFF[2]
TITLE = {"pl": "Czy pakujecie zamówienia na prezent?", "en": "Can you gift-wrap my order?"}
QUESTION = {"pl": "czy pakujecie na prezent?", "en": "do you offer gift wrapping?"}
NEWS = {
    "pl": "Tak, pakujemy zamówienia na prezent, w papier numer {}.",
    "en": "Yes, we can gift-wrap your order, in paper number {}.",
}


async def test_a_published_change_is_the_next_answer(
    editor: Editor, shopper: Shopper, desk: str, language: str, picture: Picture
) -> None:
    news = NEWS[language].format(uuid.uuid4().hex[:6])
    await editor.sign_in(f"{desk}/editor", EWA)
    await picture(editor.page, "library")
    await editor.open_article(TITLE[language])
    before = await editor.body.input_value()
    await editor.publish(news)
    await picture(editor.page, "editor")
    await shopper.say(QUESTION[language])
    await expect(shopper.articles).to_contain_text(news)
    await editor.publish(before)
    await shopper.say(QUESTION[language])
    await expect(shopper.articles).to_have_count(2)
    await expect(shopper.articles.last).not_to_contain_text(news)
