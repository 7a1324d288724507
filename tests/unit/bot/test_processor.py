"""A turn ends well or fails aloud, and a second wish is not forgotten."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from jsonschema import ValidationError
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import CollectingOutputChannel, UserMessage
from rasa.core.nlg.response import TemplatedNaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.tracker_store import FailSafeTrackerStore, InMemoryTrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionExecutionRejected,
    ActiveLoop,
    BotUttered,
    Event,
    SlotSet,
    UserUttered,
)
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.data import TrainingType

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

    def __init__(self, outcome: list[Any] | Exception, name: str = "action_test") -> None:
        self.outcome = outcome
        self._name = name

    def name(self) -> str:
        return self._name

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


WISH = {"text": "a jak zwrócić buty?", "intent": "return_item", "confidence": 0.8}
SLOTS = (
    *("language", "customer", "second_wish", "escalation", "cancelling"),
    *("waiting", "waiting_told", "requested_slot"),
)
WISHES_DOMAIN = Domain.from_dict(
    {
        "intents": ["order_status", "return_item", "deny", "affirm"],
        "entities": ["order_number"],
        "forms": {"status_form": {"required_slots": []}},
        "actions": ["action_search", "action_show_order", "action_offer_human", "action_confirm_cancel"],
        "slots": {
            name: {"type": "any", "influence_conversation": False, "mappings": [{"type": "custom"}]} for name in SLOTS
        }
        | {
            "order_number": {
                "type": "any",
                "influence_conversation": False,
                "mappings": [{"type": "from_entity", "entity": "order_number"}],
            }
        },
        "responses": {
            "utter_second_wish": [
                {
                    "text": f"{language}: {{wish}}",
                    "condition": [{"type": "slot", "name": "language", "value": language}],
                }
                for language in ("pl", "en")
            ]
        },
    }
)


def step(name: str, *events: Event) -> Doing:
    """An action of a script."""
    return Doing(list(events), name)


class ScriptedProcessor(TurnProcessor):
    """Rasa's processor and tracker store, with a script for the policies' choices and another for the pipeline's."""

    def __init__(self, parsed: dict[str, dict[str, Any]], *steps: Doing) -> None:
        self.domain = WISHES_DOMAIN
        self.nlg = TemplatedNaturalLanguageGenerator(WISHES_DOMAIN.responses)
        self.tracker_store = InMemoryTrackerStore(WISHES_DOMAIN)
        self.max_number_of_predictions = 10
        self.action_endpoint = None
        self.model_metadata = SimpleNamespace(training_type=TrainingType.BOTH, model_id="m", assistant_id="a")
        self.parsed = parsed
        self.steps = list(steps)
        self.asked: list[tuple[str, dict[str, Any], Any]] = []

    async def parse_message(
        self, message: UserMessage, tracker: DialogueStateTracker | None = None, only_output_properties: bool = True
    ) -> dict[str, Any]:
        assert tracker is not None
        self.asked.append((message.text, dict(message.metadata), tracker.get_slot("second_wish")))
        found = {"text": message.text, "entities": [], "language": "pl", "mood": {"frustration": 0.7}}
        return {**found, **self.parsed[message.text]}

    def predict_next_with_tracker_if_should(self, tracker: DialogueStateTracker) -> tuple[Action, PolicyPrediction]:
        step = self.steps.pop(0)
        return step, PolicyPrediction.for_action_name(self.domain, step.name())


BOTH = "Gdzie jest paczka, a jak zwrócić buty?"
PARSED: dict[str, dict[str, Any]] = {
    BOTH: {"intent": {"name": "order_status"}, "first_wish": {"text": "Gdzie jest paczka,"}, "second_wish": WISH},
    WISH["text"]: {"intent": {"name": "nlu_fallback", "confidence": 0.5}},
    "nie": {"intent": {"name": "deny"}},
}
LISTEN = step("action_listen")
METADATA = {"language": "pl", "language_chosen": False, "customer": {"id": "v-1"}}


async def turn(processor: ScriptedProcessor, text: str, turn_id: str = "t-1", **metadata: Any) -> DialogueStateTracker:
    given = {**METADATA, **metadata}
    message = UserMessage(text, sender_id="c-1", message_id=turn_id, input_channel="desk", metadata=given)
    await processor.handle_message(message)
    return await processor.get_tracker("c-1")


def story(tracker: DialogueStateTracker) -> list[str]:
    """What was done and said, in order."""
    events = (event for event in tracker.events if isinstance(event, (ActionExecuted, UserUttered)))
    return [event.text if isinstance(event, UserUttered) else event.action_name for event in events][2:]


async def test_a_second_wish_is_taken_up_when_the_first_is_done() -> None:
    processor = ScriptedProcessor(PARSED, step("action_show_order"), LISTEN, step("action_search"), LISTEN)
    tracker = await turn(processor, BOTH)
    assert story(tracker) == [
        *(BOTH, "action_show_order", "action_listen"),
        *("utter_second_wish", "action_listen"),
        *(WISH["text"], "action_search", "action_listen"),
    ]
    [said] = [event.text for event in tracker.events if isinstance(event, BotUttered)]
    assert said == f"pl: {WISH['text']}"
    assert tracker.get_slot("second_wish") is None


async def test_the_first_wish_is_what_actions_read_and_the_message_stays_whole() -> None:
    processor = ScriptedProcessor(PARSED, LISTEN, LISTEN)
    tracker = await turn(processor, BOTH)
    first = next(event for event in tracker.events if isinstance(event, UserUttered))
    assert first.text == BOTH
    assert first.parse_data["text"] == "Gdzie jest paczka,"


async def test_the_second_wish_is_a_message_of_the_same_turn_that_is_not_felt_again() -> None:
    tracker = await turn(ScriptedProcessor(PARSED, LISTEN, LISTEN), BOTH)
    message = tracker.latest_message
    assert message is not None
    assert (message.message_id, message.input_channel, message.metadata["customer"]) == ("t-1", "desk", {"id": "v-1"})
    assert message.intent == {"name": "return_item", "confidence": 0.8}
    assert (message.parse_data["typed"], message.parse_data["mood"]) == (False, None)  # type: ignore[typeddict-item]


async def test_it_is_read_in_the_conversations_language_and_never_divided_again() -> None:
    processor = ScriptedProcessor({**PARSED, BOTH: {**PARSED[BOTH], "language": "en"}}, LISTEN, LISTEN)
    tracker = await turn(processor, BOTH)
    text, metadata, waiting = processor.asked[-1]
    assert (text, metadata["language"], metadata["language_chosen"]) == (WISH["text"], "en", True)
    assert waiting == WISH  # by this the pipeline knows to leave it whole
    assert any(isinstance(event, BotUttered) and event.text == f"en: {WISH['text']}" for event in tracker.events)


@pytest.mark.parametrize(
    "busy",
    [
        step("status_form", ActiveLoop("status_form")),
        step("action_offer_human"),
        step("action_confirm_cancel", SlotSet("cancelling", "LP-104217")),
    ],
)
async def test_it_waits_for_what_is_under_way(busy: Doing) -> None:
    processor = ScriptedProcessor(PARSED, busy, LISTEN)
    tracker = await turn(processor, BOTH)
    assert tracker.get_slot("second_wish") == WISH
    assert WISH["text"] not in story(tracker)

    processor.steps = [step("action_search", ActiveLoop(None)), LISTEN, step("action_search"), LISTEN]
    tracker = await turn(processor, "nie", "t-2")
    assert story(tracker)[-4:] == ["action_listen", WISH["text"], "action_search", "action_listen"]
    assert tracker.get_slot("second_wish") is None
    assert tracker.latest_message is not None
    assert tracker.latest_message.message_id == "t-2"


async def test_it_is_not_begun_where_a_person_takes_over() -> None:
    handed_over = step("action_search", SlotSet("escalation", {"action": "transfer"}))
    tracker = await turn(ScriptedProcessor(PARSED, handed_over, LISTEN), BOTH)
    assert WISH["text"] not in story(tracker)


async def test_another_order_is_not_the_one_spoken_of_before() -> None:
    async def number_after(wish: str, entities: list[dict[str, Any]]) -> Any:
        waiting = {**WISH, "text": wish}
        parsed = {BOTH: {**PARSED[BOTH], "second_wish": waiting}, wish: {"intent": {}, "entities": entities}}
        known = step("action_show_order", SlotSet("order_number", "LP-104217"))
        return (await turn(ScriptedProcessor(parsed, known, LISTEN, LISTEN), BOTH)).get_slot("order_number")

    named = [{"entity": "order_number", "value": "LP-104218", "start": 0, "end": 9}]
    assert await number_after("a kiedy będzie faktura?", []) == "LP-104217"
    assert await number_after("a gdzie jest moje drugie zamówienie?", []) is None
    assert await number_after("a gdzie jest moje drugie zamówienie LP-104218?", named) == "LP-104218"


async def test_a_second_wish_is_never_taken_for_a_command() -> None:
    wish = {**WISH, "text": "/request_human"}
    parsed = {BOTH: {**PARSED[BOTH], "second_wish": wish}, "request_human": {"intent": {}}}
    tracker = await turn(ScriptedProcessor(parsed, LISTEN, LISTEN), BOTH)
    assert tracker.latest_message is not None
    assert tracker.latest_message.text == "request_human"


async def test_a_failure_in_the_second_part_leaves_nothing_of_the_turn() -> None:
    failing = Doing(ConnectionError("the knowledge base is away"), "action_search")
    processor = ScriptedProcessor(PARSED, step("action_show_order"), LISTEN, failing)
    with pytest.raises(TurnFailed):
        await turn(processor, BOTH)
    assert not (await processor.get_tracker("c-1")).events

    processor.steps = [step("action_show_order"), LISTEN, step("action_search"), LISTEN]
    assert WISH["text"] in story(await turn(processor, BOTH))


async def test_a_wait_begins_once_and_ends_what_was_under_way() -> None:
    form = step("status_form", ActiveLoop("status_form"), SlotSet("cancelling", "LP-1"))
    processor = ScriptedProcessor(PARSED, form, LISTEN)
    await turn(processor, "nie")
    processor.steps = [step("action_search", SlotSet("waiting_told", True)), LISTEN]
    tracker = await turn(processor, "nie", "t-2", waiting=True)
    assert (tracker.get_slot("waiting"), tracker.active_loop_name, tracker.get_slot("cancelling")) == (True, None, None)
    processor.steps = [step("status_form", ActiveLoop("status_form")), LISTEN]
    tracker = await turn(processor, "nie", "t-3", waiting=True)
    assert (tracker.get_slot("waiting_told"), tracker.active_loop_name) == (True, "status_form")
    processor.steps = [LISTEN]
    assert (await turn(processor, "nie", "t-4")).get_slot("waiting") is None


async def test_while_waiting_a_second_wish_is_taken_up_without_announcing_it() -> None:
    handed_over = step("action_show_order", SlotSet("escalation", {"action": "transfer"}))
    processor = ScriptedProcessor(PARSED, handed_over, LISTEN, step("action_search"), LISTEN)
    tracker = await turn(processor, BOTH, waiting=True)
    assert story(tracker)[-3:] == [WISH["text"], "action_search", "action_listen"]
    assert not any(isinstance(event, BotUttered) for event in tracker.events)
    assert tracker.get_slot("waiting") is True
