"""A turn ends well or fails aloud."""

from __future__ import annotations

from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, ActionExecutionRejected, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import TurnFailed
from bot.processor import TurnProcessor, _validate_action_result

DOMAIN = Domain.from_dict(
    {
        "actions": ["action_test"],
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]}
            for name in ("language", "customer", "order")
        },
    }
)


class Doing(Action):
    """An action that does what the test says."""

    def __init__(self, outcome: list[Any] | Exception) -> None:
        self.outcome = outcome

    def name(self) -> str:
        return "action_test"

    async def run(self, output_channel: Any, nlg: Any, tracker: Any, domain: Any) -> list[Any]:
        if isinstance(self.outcome, Exception):
            raise self.outcome
        return self.outcome


@pytest.fixture
def processor() -> TurnProcessor:
    """A processor without a model, as no prediction is made here."""
    made = TurnProcessor.__new__(TurnProcessor)
    made.domain = DOMAIN
    made.max_number_of_predictions = 3
    return made


@pytest.fixture
def tracker() -> DialogueStateTracker:
    return DialogueStateTracker.from_events("c-1", [ActionExecuted("action_listen"), UserUttered("hej")], DOMAIN.slots)


async def run(processor: TurnProcessor, tracker: DialogueStateTracker, outcome: list[Any] | Exception) -> bool:
    prediction = PolicyPrediction.for_action_name(DOMAIN, "action_test")
    return await processor._run_action(Doing(outcome), tracker, CollectingOutputChannel(), None, prediction)


async def test_what_an_action_does_is_kept(processor: TurnProcessor, tracker: DialogueStateTracker) -> None:
    assert await run(processor, tracker, [SlotSet("order", {"number": "LP-1"})])
    assert tracker.get_slot("order") == {"number": "LP-1"}
    assert tracker.latest_action_name == "action_test"


async def test_a_failing_action_fails_the_turn(processor: TurnProcessor, tracker: DialogueStateTracker) -> None:
    cause = ConnectionError("the action server is away")
    with pytest.raises(TurnFailed) as caught:
        await run(processor, tracker, cause)
    assert caught.value.details == {"action": "action_test"}
    assert caught.value.__cause__ is cause


async def test_a_form_may_still_decline_to_run(processor: TurnProcessor, tracker: DialogueStateTracker) -> None:
    assert await run(processor, tracker, ActionExecutionRejection("action_test"))
    assert isinstance(tracker.events[-1], ActionExecutionRejected)


def test_a_dialogue_without_end_fails_the_turn(processor: TurnProcessor, tracker: DialogueStateTracker) -> None:
    for _ in range(2):
        tracker.update(ActionExecuted("action_test"))
    assert not processor.is_action_limit_reached(tracker, True)
    tracker.update(ActionExecuted("action_test"))
    with pytest.raises(TurnFailed):
        processor.is_action_limit_reached(tracker, True)


async def test_language_and_customer_become_slots(processor: TurnProcessor, tracker: DialogueStateTracker) -> None:
    parsed = {"text": "hi", "intent": {"name": None}, "entities": [], "language": "en"}
    message = UserMessage("hi", parse_data=parsed, metadata={"customer": {"id": "v-1", "verified": False}})
    await processor._handle_message_with_tracker(message, tracker)
    assert tracker.get_slot("language") == "en"
    assert tracker.get_slot("customer") == {"id": "v-1", "verified": False}


def test_no_memory_stands_in_for_a_store_that_is_down(monkeypatch: pytest.MonkeyPatch) -> None:
    real = InMemoryTrackerStore(DOMAIN)

    def without_model(self: TurnProcessor, tracker_store: Any) -> None:
        self.tracker_store = tracker_store

    monkeypatch.setattr("rasa.core.processor.MessageProcessor.__init__", without_model)
    assert TurnProcessor(tracker_store=FailSafeTrackerStore(real)).tracker_store is real


def test_an_answer_of_the_action_server_is_checked() -> None:
    action = RemoteAction("action_test", None)
    assert _validate_action_result(
        action, {"events": [{"event": "slot", "name": "order", "value": 1}], "responses": []}
    )
    with pytest.raises(ValidationError):
        _validate_action_result(action, {"events": "none", "responses": []})
