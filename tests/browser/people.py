"""Customer, agent and editor as their pages show themselves: found by role and name, nothing else."""

from __future__ import annotations

import re

from playwright.async_api import FilePayload, FrameLocator, Locator, Page, expect

from tests.browser.wording import wording
from warmline.demo import Member

SHOP = "Pod Lipą"


class Shopper:
    """A customer on the demo shop's page."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.words = wording("widget", language)
        self._loader = wording("widget/loader", language)
        self._shop = wording("demo_shop", language)

    async def visit(self, url: str) -> None:
        """Look at the shop."""
        await self.page.goto(f"{url}/demo")
        await expect(self.launcher).to_be_visible()

    async def open_chat(self) -> None:
        """Open the widget with its button."""
        await self.launcher.click()
        await expect(self.field).to_be_focused()

    async def say(self, text: str) -> None:
        """Type a message and send it."""
        await self.field.fill(text)
        await self.chat.get_by_role("button", name=self.words("send"), exact=True).click()
        await expect(self.messages.filter(has_text=text).last).to_be_visible()

    async def put_into_basket(self, product: str) -> str:
        """Press a product's button on the shelf; returns the product's name."""
        name = self._shop(f"product_{product}")
        await self.page.get_by_role("button", name=self._shop("add_named", name=name), exact=True).click()
        return name

    async def ask_for_a_person(self) -> None:
        """The one tap that works at any moment."""
        await self.chat.get_by_role("button", name=self.words("person"), exact=True).last.click()

    async def end(self) -> None:
        """End the conversation in the menu."""
        for word in ("menu", "end", "end_yes"):
            await self.chat.get_by_role("button", name=self.words(word), exact=True).click()

    async def speaks_with(self, name: str, role: str) -> None:
        """The header tells who answers, and what they are."""
        await expect(self.chat.get_by_role("heading", level=1)).to_have_text(name)
        await expect(self.chat.get_by_role("status").filter(has_text=name)).to_contain_text(role)

    async def speaks_with_the_assistant(self) -> None:
        """Software answers, and says so."""
        await self.speaks_with(f"{self.words('assistant')} {SHOP}", self.words("assistant_role"))

    @property
    def launcher(self) -> Locator:
        """The round button on the shop's page; its name starts with what a press does."""
        return self.page.get_by_role("button", name=self._loader("open"))

    @property
    def help_button(self) -> Locator:
        """The shop's own way into the chat."""
        return self.page.get_by_role("button", name=self._shop("help"))

    @property
    def frame(self) -> FrameLocator:
        """The widget's frame."""
        return self.page.get_by_title(self._loader("frame")).content_frame

    @property
    def chat(self) -> Locator:
        """The whole chat."""
        return self.frame.get_by_role("dialog", name=self.words("title", shop=SHOP))

    @property
    def field(self) -> Locator:
        """Where the customer writes."""
        return self.chat.get_by_role("textbox", name=self.words("write"))

    @property
    def log(self) -> Locator:
        """What was said."""
        return self.chat.get_by_role("log")

    @property
    def messages(self) -> Locator:
        """Every message but the notices."""
        return self.log.get_by_role("article")

    @property
    def articles(self) -> Locator:
        """Answers from the knowledge base."""
        return self.messages.filter(has_text=self.words("article"))

    @property
    def choices(self) -> Locator:
        """The quick replies that are open."""
        return self.log.get_by_role("group", name=self.words("choices"))


class StaffPage:
    """What all pages of the staff have in common."""

    def __init__(self, page: Page, language: str) -> None:
        self.page = page
        self.staff_words = wording("shared/staff", language)

    async def sign_in(self, address: str, member: Member) -> None:
        """Sign in as one of the staff."""
        await self.page.goto(address)
        await self.page.get_by_role("textbox", name=self.staff_words("email")).fill(member.email)
        await self.page.get_by_label(self.staff_words("password"), exact=True).fill(member.password)
        await self.page.get_by_role("button", name=self.staff_words("sign_in"), exact=True).click()
        await expect(self.page.get_by_text(member.name, exact=True)).to_be_visible()


class Agent(StaffPage):
    """An agent at the console."""

    def __init__(self, page: Page, language: str) -> None:
        super().__init__(page, language)
        self.words = wording("console", language)

    def waiting(self, words: str) -> Locator:
        """The case in the queue whose last words these are."""
        return self._list("queue").get_by_role("link").filter(has_text=words)

    def mine(self, words: str) -> Locator:
        """The same among the agent's own."""
        return self._list("mine").get_by_role("link").filter(has_text=words)

    async def claim(self) -> None:
        """Take the conversation that is open."""
        await self.button("claim").click()
        await expect(self.answer).to_be_focused()

    async def write(self, text: str) -> None:
        """Answer the customer."""
        await self.answer.fill(text)
        await self.button("send").click()
        await expect(self.transcript.get_by_role("article").filter(has_text=text)).to_be_visible()

    async def give_back(self, note: str) -> None:
        """Return the conversation to the assistant."""
        await self.button("give_back").click()
        dialog = self.page.get_by_role("dialog", name=self.words("give_back_heading"))
        await dialog.get_by_role("textbox", name=self.words("note")).fill(note)
        await dialog.get_by_role("button", name=self.words("give_back")).click()
        await expect(self.page.get_by_role("status").filter(has_text=self.words("owner_bot"))).to_be_visible()

    async def transfer(self, colleague: str, note: str) -> None:
        """Give the conversation to a colleague who is there."""
        await self.button("transfer").click()
        dialog = self.page.get_by_role("dialog", name=self.words("transfer_heading"))
        choice = dialog.get_by_role("combobox", name=self.words("transfer_to"))
        option = choice.get_by_role("option").filter(has_text=colleague)
        await choice.select_option(value=await option.get_attribute("value"))
        await dialog.get_by_role("textbox", name=self.words("transfer_note")).fill(note)
        await dialog.get_by_role("button", name=self.words("transfer"), exact=True).click()
        await expect(dialog).to_be_hidden()

    async def close_by_keyboard(self, digit: str) -> None:
        """End the conversation with the wrap-up code of that number, without the mouse."""
        await self.transcript.focus()
        await self.page.keyboard.press("x")
        dialog = self.page.get_by_role("dialog", name=self.words("close_heading"))
        await expect(dialog.get_by_role("radio").first).to_be_focused()
        await self.page.keyboard.press(digit)
        await expect(dialog.get_by_role("radio").nth(int(digit) - 1)).to_be_checked()
        await self.page.keyboard.press("Enter")
        await expect(self.page.get_by_role("status").filter(has_text=self.words("owner_closed"))).to_be_visible()

    def button(self, key: str) -> Locator:
        """A button by its key in the catalogue."""
        return self.page.get_by_role("button", name=self.words(key), exact=True)

    @property
    def answer(self) -> Locator:
        """Where the agent writes."""
        return self.page.get_by_role("textbox", name=self.words("your_answer"))

    @property
    def transcript(self) -> Locator:
        """The whole conversation."""
        return self.page.get_by_role("log", name=self.words("transcript"))

    @property
    def packet(self) -> Locator:
        """The hand-over packet."""
        return self.page.get_by_role("group").filter(has=self.page.get_by_role("heading", name=self.words("handover")))

    @property
    def mood(self) -> Locator:
        """The mood of the conversation on the table."""
        return self.page.get_by_role("region", name=self.words("mood_trend"))

    def _list(self, key: str) -> Locator:
        return self.page.get_by_role("region", name=self.words(key))


class Editor(StaffPage):
    """An editor at the articles."""

    def __init__(self, page: Page, language: str) -> None:
        super().__init__(page, language)
        self.words = wording("editor", language)
        self.golden = wording("editor/golden", language)

    async def open_article(self, title: str) -> None:
        """Find an article in the list and open it."""
        await self.page.get_by_role("searchbox", name=self.words("search")).fill(title)
        await self.page.get_by_role("link", name=title, exact=True).click()
        await expect(self.body).not_to_be_empty()

    async def publish(self, body: str) -> None:
        """Replace the text and show it to customers, whatever golden questions lose by it."""
        await self.body.fill(body)
        await self.page.get_by_role("button", name=self.words("publish"), exact=True).click()
        published = self.page.get_by_role("status").filter(has_text=self.words("done_publish"))
        reason = self.page.get_by_role("textbox", name=self.golden("reason"), exact=True)
        await expect(published.or_(reason)).to_be_visible()
        if await reason.is_visible():
            await reason.fill("A test replaces the whole text.")
            await self.page.get_by_role("button", name=self.golden("publish_anyway"), exact=True).click()
        await expect(published).to_be_visible()

    async def ask_for_review(self, body: str, note: str) -> None:
        """Replace the text and give it to somebody to look at."""
        await self.body.fill(body)
        await self.page.get_by_role("button", name=self.words("ask_review"), exact=True).click()
        dialog = self.page.get_by_role("dialog", name=self.words("ask_review"))
        await dialog.get_by_role("textbox", name=self.words("review_note")).fill(note)
        await dialog.get_by_role("button", name=self.words("ask_review")).click()
        await expect(self.page.get_by_role("status").filter(has_text=self.words("done_ask_review"))).to_be_visible()

    async def put_in_picture(self, file: FilePayload, alt: str) -> None:
        """Upload a picture into the text."""
        async with self.page.expect_file_chooser() as chooser:
            await self.page.get_by_role("button", name=self.words("picture"), exact=True).click()
        await (await chooser.value).set_files(file)
        dialog = self.page.get_by_role("dialog", name=self.words("picture"))
        await dialog.get_by_role("textbox", name=self.words("picture_alt")).fill(alt)
        await dialog.get_by_role("button", name=self.words("picture_insert")).click()
        await expect(self.body).to_have_value(re.compile(r"\]\(picture:[0-9a-f]{32}-"))

    @property
    def body(self) -> Locator:
        """The article's text."""
        return self.page.get_by_role("textbox", name=self.words("body"), exact=True)
