"""The desk's channel, over real HTTP; only Rasa's agent is played."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import AsyncIterator
from typing import Any

import aiohttp
import pytest
from rasa.core.channels.channel import UserMessage
from rasa.core.lock_store import InMemoryLockStore
from rasa.core.tracker_store import InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from sanic import Sanic

from bot.channel import DeskChannel
from bot.errors import TurnFailed

TOKEN = "service token of this test"
SLOTS = ("escalation", "search", "second_wish", "waiting", "returned")
ANY = {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
DOMAIN = Domain.from_dict({"intents": ["greet"], "slots": {name: dict(ANY) for name in SLOTS}})


class PlayedAgent:
    """An agent whose dialogue is: repeat what was said, and fail on demand."""

    def __init__(self) -> None:
        self.domain = DOMAIN
        self.store = InMemoryTrackerStore(DOMAIN)
        self.lock_store = InMemoryLockStore()
        self.processor = self
        self.handled = 0
        self.ready = True

    def is_ready(self) -> bool:
        return self.ready

    async def get_tracker(self, conversation_id: str) -> DialogueStateTracker:
        return await self.store.get_or_create_tracker(conversation_id, append_action_listen=False)

    async def save_tracker(self, tracker: DialogueStateTracker) -> None:
        await self.store.save(tracker)

    async def parse_message(self, message: UserMessage) -> dict[str, Any]:
        mood = {"label": "neutral", "frustration": 0.1, "reasons": [], "flags": []}
        return {"intent": {"name": "greet", "confidence": 1.0}, "language": message.metadata["language"], "mood": mood}

    async def handle_message(self, message: UserMessage) -> None:
        self.handled += 1
        await asyncio.sleep(0)
        if message.text == "fail":
            raise TurnFailed("The action action_search failed.", action="action_search")
        parsed = message.parse_data or await self.parse_message(message)
        tracker = await self.get_tracker(message.sender_id)
        for event in (
            UserUttered(message.text, parsed["intent"], [], parsed, message_id=message.message_id),
            BotUttered(f"echo {message.text}"),
            ActionExecuted("action_listen"),
        ):
            tracker.update(event, DOMAIN)
        await self.store.save(tracker)


@pytest.fixture
def agent() -> PlayedAgent:
    return PlayedAgent()


@pytest.fixture
async def desk(agent: PlayedAgent, monkeypatch: pytest.MonkeyPatch) -> AsyncIterator[aiohttp.ClientSession]:
    """A client that stands where the desk does."""
    monkeypatch.setattr(Sanic, "test_mode", True)  # several applications in one process
    app = Sanic(f"test_{uuid.uuid4().hex}", configure_logging=False)
    app.blueprint(DeskChannel(TOKEN).blueprint(agent.handle_message), url_prefix="/webhooks/desk")
    app.ctx.agent = agent
    server = await app.create_server("127.0.0.1", 0, return_asyncio_server=True, access_log=False)
    assert server is not None
    await server.startup()
    port = server.server.sockets[0].getsockname()[1]
    headers = {"Authorization": f"Bearer {TOKEN}"}
    async with aiohttp.ClientSession(f"http://127.0.0.1:{port}", headers=headers) as session:
        yield session
    server.close()
    await server.wait_closed()


def asked(**changes: Any) -> dict[str, Any]:
    turn = {"conversation_id": "c-1", "turn_id": "t-1", "text": "hej", "payload": None, "language": "pl"}
    return {**turn, **changes}


async def post(desk: aiohttp.ClientSession, path: str, body: Any, **options: Any) -> tuple[int, dict[str, Any]]:
    async with desk.post(f"/webhooks/desk/{path}", json=body, **options) as response:
        found: dict[str, Any] = await response.json()
        return response.status, found


async def test_a_turn_is_answered(desk: aiohttp.ClientSession) -> None:
    status, answer = await post(desk, "turn", asked())
    assert status == 200
    assert answer == {
        "replies": [{"kind": "text", "text": "echo hej", "data": {}, "choices": []}],
        "language": "pl",
        "intent": {"name": "greet", "confidence": 1.0},
        "mood": {"label": "neutral", "frustration": 0.1, "reasons": []},
        "happened": {"failed": False, "unhelpful": False, "repeated": False},
        "hand_over": None,
    }


async def test_the_same_turn_again_is_the_same_answer_without_a_second_turn(
    desk: aiohttp.ClientSession, agent: PlayedAgent
) -> None:
    first = await post(desk, "turn", asked())
    await post(desk, "turn", asked(turn_id="t-2", text="co dalej"))
    assert await post(desk, "turn", asked()) == first
    assert agent.handled == 2


async def test_the_same_turn_twice_at_once_is_handled_once(desk: aiohttp.ClientSession, agent: PlayedAgent) -> None:
    both = await asyncio.gather(post(desk, "turn", asked()), post(desk, "turn", asked()))
    assert both[0] == both[1]
    assert agent.handled == 1


async def test_a_failed_turn_is_an_error_and_may_be_tried_again(
    desk: aiohttp.ClientSession, agent: PlayedAgent
) -> None:
    for _ in range(2):
        status, body = await post(desk, "turn", asked(text="fail"))
        assert (status, body["error"]["code"]) == (500, "turn_failed")
    assert agent.handled == 2


@pytest.mark.parametrize("path", ["turn", "returned", "parse"])
@pytest.mark.parametrize("given", ["", "Bearer ", "Bearer wrong", f"Basic {TOKEN}"])
async def test_only_our_own_processes_come_in(
    desk: aiohttp.ClientSession, agent: PlayedAgent, path: str, given: str
) -> None:
    status, body = await post(desk, path, asked(), headers={"Authorization": given})
    assert (status, body["error"]["code"]) == (401, "not_signed_in")
    assert agent.handled == 0


@pytest.mark.parametrize("body", [[], "text", None, asked(language="xx"), asked(text="")])
async def test_a_bad_body_is_refused(desk: aiohttp.ClientSession, body: Any) -> None:
    status, answer = await post(desk, "turn", body)
    assert (status, answer["error"]["code"]) == (400, "bad_input")


async def test_a_return_wipes_the_slate_but_not_the_memory(desk: aiohttp.ClientSession, agent: PlayedAgent) -> None:
    await post(desk, "turn", asked())
    tracker = await agent.get_tracker("c-1")
    for slot, value in (
        ("escalation", {"rule": "frustration"}),
        ("second_wish", {"text": "a faktura?"}),
        ("waiting", True),
    ):
        tracker.update(SlotSet(slot, value), DOMAIN)
    await agent.save_tracker(tracker)
    assert await post(desk, "returned", {"conversation_id": "c-1", "note": "done"}) == (200, {"status": "ok"})
    after = await agent.get_tracker("c-1")
    assert after.get_slot("escalation") is None
    assert after.get_slot("second_wish") is None
    assert after.get_slot("waiting") is None
    assert after.get_slot("returned")["note"] == "done"
    assert any(isinstance(event, UserUttered) for event in after.events)


async def test_a_return_of_an_unknown_conversation_makes_no_memory(
    desk: aiohttp.ClientSession, agent: PlayedAgent
) -> None:
    status, _ = await post(desk, "returned", {"conversation_id": "c-new", "note": None})
    assert status == 200
    assert not (await agent.get_tracker("c-new")).events


async def test_parsing_leaves_no_trace(desk: aiohttp.ClientSession, agent: PlayedAgent) -> None:
    status, found = await post(desk, "parse", {"text": "/request_human", "language": "en"})
    assert (status, found["language"], found["intent"]["name"]) == (200, "en", "greet")
    assert agent.handled == 0


@pytest.mark.parametrize(("ready", "status"), [(True, 200), (False, 503)])
async def test_it_is_well_when_a_model_is_loaded(
    desk: aiohttp.ClientSession, agent: PlayedAgent, ready: bool, status: int
) -> None:
    agent.ready = ready
    async with desk.get("/webhooks/desk/health", headers={"Authorization": ""}) as response:
        assert response.status == status
