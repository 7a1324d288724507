"""Editors keep the help centre's categories."""

from __future__ import annotations

import re

import pytest
from playwright.async_api import Locator, Page, ViewportSize, expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Editor
from tests.browser.test_accessibility import violations
from tests.browser.wording import wording
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

EWA = STAFF[2]
PHONE = ViewportSize(width=360, height=720)


class CategoryList:
    """The page of the categories."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.words = wording("editor/categories", language)
        self.rows = page.locator("wl-categories-page").get_by_role("listitem")

    async def open(self, desk: str) -> None:
        """Sign in and choose the page."""
        editor = Editor(self.page, self.words.language)
        await editor.sign_in(f"{desk}/editor", EWA)
        await self.page.get_by_role("link", name=self.words("categories"), exact=True).click()
        await expect(self.rows.first).to_be_visible()

    async def name(self, pl: str, en: str) -> None:
        """Fill the form that is open, and send it with the keyboard."""
        field = self.page.get_by_role("textbox", name=self.words("category_name_pl"))
        await expect(field).to_be_focused()
        await field.fill(pl)
        await self.page.get_by_role("textbox", name=self.words("category_name_en")).fill(en)
        await self.page.keyboard.press("Enter")

    def button(self, key: str, name: str = "") -> Locator:
        """One of the page's buttons."""
        return self.page.get_by_role("button", name=self.words(key, name=name), exact=True)

    def says(self, key: str, **parameters: object) -> Locator:
        """What the page tells of the last change."""
        return self.page.get_by_role("status").filter(has_text=self.words(key, **parameters))

    @property
    def alert(self) -> Locator:
        """What went wrong."""
        return self.page.get_by_role("alert").filter(has_text=re.compile(r"\w"))


async def test_a_category_is_added_renamed_moved_and_deleted_by_keyboard(
    new_page: NewPage, desk: str, language: str, picture: Picture
) -> None:
    page = await new_page()
    categories = CategoryList(page, language)
    await categories.open(desk)
    names = {"pl": "Karty podarunkowe", "en": "Gift cards"}
    await categories.button("category_add").press("Enter")
    await categories.name(**names)
    await expect(categories.says("category_added", name=names[language])).to_be_visible()
    await expect(categories.button("category_add")).to_be_focused()
    await expect(categories.rows.last).to_contain_text("gift-cards")
    up = categories.button("category_up", names[language])
    await up.press("Enter")
    await expect(categories.rows.nth(-2)).to_contain_text("gift-cards")
    await expect(up).to_be_focused()
    names = {"pl": "Prezenty i karty", "en": "Gifts and cards"}
    await categories.rows.nth(-2).get_by_role("button", name=categories.words("category_change")).press("Enter")
    await categories.name(**names)
    await expect(categories.says("category_saved", name=names[language])).to_be_visible()
    await expect(categories.button("category_edit", names[language])).to_be_focused()
    await picture(page, "categories")
    await categories.button("category_delete", names[language]).press("Enter")
    await expect(categories.says("category_deleted", name=names[language])).to_be_visible()
    await expect(categories.rows.filter(has_text="gift-cards")).to_have_count(0)


async def test_one_with_articles_stays_and_says_why(
    new_page: NewPage, desk: str, language: str, picture: Picture
) -> None:
    page = await new_page()
    categories = CategoryList(page, language)
    await categories.open(desk)
    await page.set_viewport_size(PHONE)
    before = await categories.rows.count()
    await categories.rows.first.get_by_role("button", name=categories.words.until("category_delete", "name")).click()
    await expect(categories.alert).to_be_visible()
    await expect(categories.rows).to_have_count(before)
    assert await page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    await picture(page, "categories-phone")


async def test_a_colleague_s_names_are_not_overwritten_unseen(new_page: NewPage, desk: str, language: str) -> None:
    mine, theirs = [CategoryList(await new_page(), language) for _ in range(2)]
    for one in (mine, theirs):
        await one.open(desk)
    await mine.button("category_add").click()
    await mine.name(pl="Nowości", en="News")
    await expect(mine.rows.last).to_contain_text("News")
    await theirs.page.reload()
    for one in (mine, theirs):
        await one.rows.last.get_by_role("button", name=one.words("category_change")).click()
    await theirs.name(pl="Nowinki", en="Latest")
    await expect(theirs.rows.last).to_contain_text("Latest")
    await mine.name(pl="Co nowego", en="What is new")
    await expect(mine.alert).to_contain_text("Latest")
    await mine.page.keyboard.press("Enter")
    await expect(mine.rows.last).to_contain_text("What is new")
    await mine.rows.last.get_by_role("button", name=mine.words.until("category_delete", "name")).click()
    await expect(mine.rows.filter(has_text="What is new")).to_have_count(0)


@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_axe_finds_nothing(new_page: NewPage, desk: str, language: str, colors: str, picture: Picture) -> None:
    page = await new_page(color_scheme=colors)
    categories = CategoryList(page, language)
    await categories.open(desk)
    assert await violations(page) == []
    await categories.button("category_add").click()
    field = page.get_by_role("textbox", name=categories.words("category_name_pl"))
    await expect(field).to_be_focused()
    await page.keyboard.press("Enter")
    await expect(field).to_have_attribute("aria-invalid", "true")
    assert await violations(page) == []
    await picture(page, f"categories-form-{colors}")
