"""The customer in the widget: asks, proves an order, is told the truth, and can always leave for a person."""

from __future__ import annotations

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Shopper
from tests.browser.wording import wording

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

DELIVERY = {"pl": "ile kosztuje wysyłka paczkomatem?", "en": "how much is delivery to a parcel locker?"}
DELIVERY_TITLE = {"pl": "Ile kosztuje dostawa w Polsce?", "en": "How much does delivery in Poland cost?"}
ORDER = {"pl": "gdzie jest moja paczka LP-104217?", "en": "where is my parcel LP-104217?"}
UNKNOWN = {
    "pl": "jaka jest stolica Mongolii i kto wygrał tam wybory?",
    "en": "what is the capital of Mongolia and who won the election there?",
}


async def test_a_question_and_an_order_get_their_cards(shopper: Shopper, language: str, picture: Picture) -> None:
    await shopper.speaks_with_the_assistant()
    await shopper.say(DELIVERY[language])
    article = shopper.articles.filter(has_text=DELIVERY_TITLE[language])
    await expect(article).to_be_visible()
    await expect(article.get_by_role("link", name=shopper.words("article_open"))).to_be_visible()

    await shopper.say(ORDER[language])
    await expect(shopper.messages.last).not_to_contain_text("LP-104217?")
    card = shopper.messages.filter(has_text=shopper.words("order", number="LP-104217"))
    await expect(card).to_have_count(0)
    await shopper.say("anna.nowak@example.com")
    await expect(card).to_contain_text(shopper.words("state_shipped"))
    await expect(card.get_by_role("link", name=shopper.words("order_track_with", carrier="InPost"))).to_be_visible()
    await shopper.speaks_with_the_assistant()
    await picture(shopper.page, "cards")


async def test_the_chat_speaks_as_the_customer_writes(shopper: Shopper, language: str) -> None:
    other = {"pl": "en", "en": "pl"}[language]
    await shopper.say(DELIVERY[other])
    shopper.words = wording("widget", other)
    await expect(shopper.articles.filter(has_text=DELIVERY_TITLE[other])).to_be_visible()
    await expect(shopper.field).to_be_visible()


async def test_what_nobody_knows_is_admitted_with_choices(shopper: Shopper, language: str, picture: Picture) -> None:
    await shopper.say(UNKNOWN[language])
    await expect(shopper.choices.get_by_role("button").first).to_be_visible()
    await expect(shopper.articles).to_have_count(0)
    await picture(shopper.page, "abstains")


async def test_one_tap_asks_for_a_person_and_says_the_place_in_the_queue(shopper: Shopper, picture: Picture) -> None:
    await shopper.ask_for_a_person()
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    told = shopper.log.get_by_text(shopper.words("notice_queued_request"))
    nobody = shopper.log.get_by_text(shopper.words("notice_no_agents"))
    await expect(told.or_(nobody).first).to_be_visible()
    place = shopper.chat.get_by_role("status").filter(has_text=shopper.words.until("queue_place", "place"))
    away = shopper.chat.get_by_role("status").filter(has_text=shopper.words("queue_away"))
    await expect(place.or_(away)).to_be_visible()
    await expect(shopper.chat.get_by_role("button", name=shopper.words("person"))).to_have_count(0)
    await picture(shopper.page, "queued")


async def test_whoever_waits_still_gets_answers_and_may_go_back(
    shopper: Shopper, language: str, picture: Picture
) -> None:
    await shopper.ask_for_a_person()
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    await shopper.say(DELIVERY[language])
    await expect(shopper.articles).to_have_count(1)
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    await picture(shopper.page, "waiting")
    await shopper.chat.get_by_role("button", name=shopper.words("withdraw"), exact=True).click()
    await expect(shopper.log.get_by_text(shopper.words("notice_withdrawn"))).to_be_visible()
    await expect(shopper.field).to_be_focused()
    await shopper.speaks_with_the_assistant()
    await shopper.say(DELIVERY[language])
    await expect(shopper.articles).to_have_count(2)


async def test_a_reload_keeps_the_conversation(shopper: Shopper, language: str) -> None:
    await shopper.say(DELIVERY[language])
    await expect(shopper.articles).to_have_count(1)
    await shopper.page.reload()
    await shopper.open_chat()
    await expect(shopper.messages.filter(has_text=DELIVERY[language])).to_have_count(1)
    await expect(shopper.articles).to_have_count(1)


async def test_the_keyboard_is_enough(new_page: NewPage, desk: str, language: str) -> None:
    shopper = Shopper(await new_page(), language)
    await shopper.visit(desk)
    for way_in in (shopper.launcher, shopper.help_button):
        await way_in.focus()
        await shopper.page.keyboard.press("Enter")
        await expect(shopper.field).to_be_focused()
        await shopper.page.keyboard.type(DELIVERY[language])
        await shopper.page.keyboard.press("Enter")
        await expect(shopper.messages.filter(has_text=DELIVERY[language]).last).to_be_visible()
        await expect(shopper.field).to_be_focused()
        await shopper.page.keyboard.press("Escape")
        await expect(shopper.chat).to_be_hidden()
        await expect(way_in).to_be_focused()


async def test_a_button_that_goes_away_leaves_the_focus_in_the_chat(shopper: Shopper) -> None:
    keyboard = shopper.page.keyboard
    await shopper.chat.get_by_role("button", name=shopper.words("starter_delivery")).focus()
    await keyboard.press("Enter")
    await expect(shopper.field).to_be_focused()
    await shopper.choices.get_by_role("button").first.focus()
    await keyboard.press("Enter")
    await expect(shopper.field).to_be_focused()
    await shopper.chat.get_by_role("button", name=shopper.words("person"), exact=True).focus()
    await keyboard.press("Enter")
    await shopper.speaks_with(shopper.words("queue_title"), shopper.words("queue_role"))
    await expect(shopper.field).to_be_focused()
    await keyboard.press("Escape")
    await expect(shopper.chat).to_be_hidden()


async def test_a_small_phone_shows_everything_without_scrolling_sideways(
    new_page: NewPage, desk: str, language: str, picture: Picture
) -> None:
    page = await new_page(viewport={"width": 360, "height": 640}, has_touch=True, is_mobile=True)
    shopper = Shopper(page, language)
    await shopper.visit(desk)
    await shopper.launcher.tap()
    await shopper.speaks_with_the_assistant()
    await shopper.say(ORDER[language])
    await shopper.say("anna.nowak@example.com")
    await expect(shopper.log.get_by_role("heading", level=3)).to_be_visible()
    sizes = "element => [element.scrollWidth, element.clientWidth]"
    for element in (page.locator("html"), shopper.frame.locator("html"), shopper.log):
        wanted, there = await element.evaluate(sizes)
        assert wanted <= there
    chat = await shopper.chat.bounding_box()
    assert chat is not None
    assert (chat["x"], chat["width"], chat["height"]) == (0, 360, 640)
    await picture(page, "phone")


async def test_dark_colours_follow_the_system(new_page: NewPage, desk: str, language: str, picture: Picture) -> None:
    shopper = Shopper(await new_page(color_scheme="dark"), language)
    await shopper.visit(desk)
    await shopper.open_chat()
    await shopper.say(DELIVERY[language])
    await expect(shopper.articles).to_be_visible()
    background = await shopper.chat.evaluate("element => getComputedStyle(element).backgroundColor")
    assert max(int(part) for part in background.removeprefix("rgb(").removesuffix(")").split(",")) < 80
    await picture(shopper.page, "dark")
