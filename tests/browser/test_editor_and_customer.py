"""What the editor publishes is what the customer reads next."""

from __future__ import annotations

import uuid
from io import BytesIO

import pytest
from PIL import Image
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


async def test_a_reviewed_draft_with_a_picture_reaches_the_help_page(
    editor: Editor, desk: str, language: str, picture: Picture
) -> None:
    file = BytesIO()
    Image.new("RGB", (320, 200), "teal").save(file, "PNG")
    news = NEWS[language].format(uuid.uuid4().hex[:6])
    await editor.sign_in(f"{desk}/editor", EWA)
    await editor.open_article(TITLE[language])
    before = await editor.body.input_value()
    await editor.ask_for_review(news, "The paper is new.")
    await expect(editor.page.get_by_text("The paper is new.")).to_be_visible()
    await picture(editor.page, "review")
    await editor.put_in_picture({"name": "paper.png", "mimeType": "image/png", "buffer": file.getvalue()}, "The paper")
    await editor.publish(await editor.body.input_value())
    address = editor.page.url.split("#/articles/")[1].split("/")[0]
    reader = await editor.page.context.new_page()
    await reader.goto(f"{desk}/help/{language}/{address}")
    shown = reader.get_by_role("img", name="The paper")
    await expect(shown).to_be_visible()
    assert await shown.evaluate("picture => picture.naturalWidth") == 320
    await reader.close()
    await editor.publish(before)
