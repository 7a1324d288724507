"""One running product and one browser for the whole session; every person has a context of their own."""

from __future__ import annotations

import asyncio
import os
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Any

import pytest
import pytest_asyncio
from playwright.async_api import Browser, BrowserContext, Error, Page, async_playwright, expect

from tests.browser.people import Agent, Editor, Shopper
from tests.stack.running import stack_settings, start
from warmline.settings import ROOT

PROGRAM = os.environ.get("WARMLINE_TEST_BROWSER", "/usr/bin/chromium")
ARTEFACTS = ROOT / "test-artefacts" / "browser"
DESKTOP = {"width": 1280, "height": 800}
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE_MS = 60_000
"""What a loaded machine may take for one step; a guard against hanging, not a measurement."""

NewPage = Callable[..., Awaitable[Page]]
Picture = Callable[[Page, str], Awaitable[None]]


@pytest.fixture(scope="session")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address of a running demo shop: everything started here on SQLite, or what WARMLINE_TEST_DESK names."""
    if running := os.environ.get("WARMLINE_TEST_DESK"):
        yield running
        return
    stack = asyncio.run(start(stack_settings(tmp_path_factory.mktemp("var"))))
    yield stack.url
    stack.stop()


@pytest_asyncio.fixture(scope="session", loop_scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Chromium without a window."""
    if shutil.which(PROGRAM) is None:
        pytest.skip(f"no browser at {PROGRAM}; WARMLINE_TEST_BROWSER names one")
    expect.set_options(timeout=PATIENCE_MS)
    async with async_playwright() as playwright:
        running = await playwright.chromium.launch(executable_path=PROGRAM, args=ARGUMENTS)
        yield running
        await running.close()


@pytest.fixture(params=["pl", "en"])
def language(request: pytest.FixtureRequest) -> str:
    """Each flow in both languages."""
    return str(request.param)


@pytest_asyncio.fixture(loop_scope="session")
async def new_page(browser: Browser, language: str) -> AsyncIterator[NewPage]:
    """Makes a page in a context of its own; a script error on any of them fails the test."""
    contexts: list[BrowserContext] = []
    errors: list[Error] = []

    async def make(**options: Any) -> Page:
        settings = {
            "viewport": DESKTOP,
            "reduced_motion": "reduce",
            "timezone_id": "Europe/Warsaw",
            "locale": {"pl": "pl-PL", "en": "en-GB"}[language],
        }
        context = await browser.new_context(**{**settings, **options})
        context.set_default_timeout(PATIENCE_MS)
        contexts.append(context)
        page = await context.new_page()
        page.on("pageerror", lambda error: errors.append(error))
        return page

    yield make
    for context in contexts:
        await context.close()
    assert errors == []


@pytest_asyncio.fixture(loop_scope="session")
async def shopper(new_page: NewPage, desk: str, language: str) -> Shopper:
    """A customer with the chat open."""
    customer = Shopper(await new_page(), language)
    await customer.visit(desk)
    await customer.open_chat()
    return customer


@pytest_asyncio.fixture(loop_scope="session")
async def agent(new_page: NewPage, language: str) -> Agent:
    """Somebody who can sign in at the console."""
    return Agent(await new_page(), language)


@pytest_asyncio.fixture(loop_scope="session")
async def editor(new_page: NewPage, language: str) -> Editor:
    """Somebody who can sign in at the editor."""
    return Editor(await new_page(), language)


@pytest.fixture
def picture(language: str) -> Picture:
    """Keeps what a page looks like, for people to judge."""
    ARTEFACTS.mkdir(parents=True, exist_ok=True)

    async def take(page: Page, name: str) -> None:
        await page.screenshot(path=ARTEFACTS / f"{name}-{language}.png")

    return take
