"""A supervisor who sees the desk at a glance, reads along, and takes over."""

from __future__ import annotations

import uuid

import pytest
from playwright.async_api import expect

from tests.browser.conftest import NewPage, Picture
from tests.browser.people import Agent, Shopper
from tests.browser.test_accessibility import violations
from warmline.demo import STAFF

pytestmark = [pytest.mark.browser, pytest.mark.stack, pytest.mark.asyncio(loop_scope="session")]

ANNA, MAREK, _ = STAFF[:3]


@pytest.mark.parametrize("colors", ["light", "dark"])
async def test_a_supervisor_sees_who_waits_reads_along_and_takes_over(
    shopper: Shopper, new_page: NewPage, desk: str, language: str, colors: str, picture: Picture
) -> None:
    mark = uuid.uuid4().hex[:6]
    agent, supervisor = [Agent(await new_page(color_scheme=colors), language) for _ in range(2)]
    await supervisor.sign_in(f"{desk}/agent", MAREK)
    await agent.sign_in(f"{desk}/agent", ANNA)
    await shopper.ask_for_a_person()
    await shopper.say(mark)

    await supervisor.page.get_by_role("link", name=supervisor.words("live"), exact=True).click()
    waiting = supervisor.page.get_by_role("region", name=supervisor.words("live_next"))
    await expect(waiting.get_by_role("link").first).to_be_visible()
    there = supervisor.page.get_by_role("table").get_by_role("row").filter(has_text=ANNA.name)
    await expect(there).to_contain_text(supervisor.words("state_available"))
    assert await violations(supervisor.page) == []
    await picture(supervisor.page, f"live-{colors}")
    await supervisor.waiting(mark).click()

    await agent.waiting(mark).click()
    await agent.claim()
    await expect(supervisor.page.get_by_text(supervisor.words("watching"))).to_be_visible()
    await agent.write(f"{mark} już patrzę")
    await expect(supervisor.transcript.get_by_role("article").filter(has_text="już patrzę")).to_be_visible()
    await picture(supervisor.page, f"watching-{colors}")
    await supervisor.transcript.focus()
    await supervisor.page.keyboard.press("c")
    dialog = supervisor.page.get_by_role("dialog", name=supervisor.words("take_over_heading"))
    await dialog.get_by_role("textbox", name=supervisor.words("note")).fill(f"{mark} biorę")
    assert await violations(supervisor.page) == []
    await dialog.get_by_role("button", name=supervisor.words("take_over"), exact=True).click()
    await expect(supervisor.answer).to_be_focused()
    await supervisor.write(f"{mark} tu Marek")
    await shopper.speaks_with(MAREK.name, shopper.words("agent_role"))
    await expect(shopper.log).not_to_contain_text("biorę")
    note = agent.transcript.get_by_role("article").filter(has_text=agent.words("internal_note"))
    await expect(note).to_contain_text(f"{mark} biorę")
    await expect(agent.answer).to_have_count(0)
