"""Rasa's message processor, made strict: a turn either ends well or fails aloud.

Rasa's own processor logs a failing action and goes on, keeps talking from memory when its tracker store
is down, and stops silently at the limit of actions. The customer would be left with half an answer or
none. Here each of these raises, nothing of the turn is stored, and the desk tries again or brings in a person.

A second wish of a message, put aside by the pipeline, is taken up here as a message of its own: in the same turn, or
in the one in which what came first has ended.

``install`` also gives Rasa a validator of action responses that checks its own schema once, not at every call.
"""

from __future__ import annotations

from functools import lru_cache
from textwrap import shorten
from typing import Any

import rasa.core.agent
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction, create_bot_utterance
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT

from bot import waiting
from bot.clauses import names_another_order
from bot.errors import TurnFailed
from bot.requests import plain_words
from bot.second_wish import FIRST_WISH, SECOND_WISH, awaits

QUOTED = 80
"""Characters of a second wish that are quoted when it is taken up."""


class TurnProcessor(MessageProcessor):
    """Handles one turn of the customer, whole or not at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        store: TrackerStore = self.tracker_store
        self.tracker_store: TrackerStore = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        found = message.parse_data or await self.parse_message(message, tracker)
        if FIRST_WISH in found:
            found = {**found, TEXT: found[FIRST_WISH][TEXT]}  # what actions read; the event keeps the whole message
        message.parse_data = found
        await super()._handle_message_with_tracker(message, tracker)
        metadata = message.metadata or {}
        self._mark_waiting(tracker, waits=bool(metadata.get(waiting.WAITING)))
        for slot, value in (
            ("language", found.get("language")),
            ("customer", metadata.get("customer")),
            (SECOND_WISH, found.get(SECOND_WISH)),
        ):
            if value and tracker.get_slot(slot) != value:
                tracker.update(SlotSet(slot, value), self.domain)

    def _mark_waiting(self, tracker: DialogueStateTracker, waits: bool) -> None:
        if waits == bool(tracker.get_slot(waiting.WAITING)):
            return
        for event in waiting.beginning() if waits else [SlotSet(waiting.WAITING, None)]:
            tracker.update(event, self.domain)

    async def _run_prediction_loop(self, output_channel: OutputChannel, tracker: DialogueStateTracker) -> None:
        await super()._run_prediction_loop(output_channel, tracker)
        if tracker.get_slot(SECOND_WISH) and not awaits(tracker):
            await self._take_up_second_wish(output_channel, tracker)
            await super()._run_prediction_loop(output_channel, tracker)

    async def _take_up_second_wish(self, output_channel: OutputChannel, tracker: DialogueStateTracker) -> None:
        """Put the waiting wish as a message of the same turn, which is neither divided nor felt a second time."""
        before, wish = tracker.latest_message, tracker.get_slot(SECOND_WISH)
        message = UserMessage(
            plain_words(wish[TEXT]),
            output_channel,
            tracker.sender_id,
            input_channel=before.input_channel,
            message_id=before.message_id,
            metadata={**before.metadata, "language": tracker.get_slot("language"), "language_chosen": True},
        )
        parsed = await self.parse_message(message, tracker)
        intent = {"name": wish[INTENT], "confidence": wish["confidence"]}
        message.parse_data = {**parsed, INTENT: intent, "mood": None, "typed": False}
        action = _TakeUp(wish[TEXT], announced=not tracker.get_slot(waiting.WAITING))
        prediction = PolicyPrediction.for_action_name(self.domain, action.name())
        await self._run_action(action, tracker, output_channel, self.nlg, prediction)
        tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)
        await self._handle_message_with_tracker(message, tracker)
        await self.run_action_extract_slots(output_channel, tracker)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        watched = _Watched(action)
        go_on: bool = await super()._run_action(watched, tracker, output_channel, nlg, prediction)
        if watched.failure is not None:
            raise TurnFailed(f"The action {action.name()} failed.", action=action.name()) from watched.failure
        return go_on

    def is_action_limit_reached(self, tracker: DialogueStateTracker, should_predict_another_action: bool) -> bool:
        """Fail where Rasa would stop without a word."""
        if super().is_action_limit_reached(tracker, should_predict_another_action):
            raise TurnFailed("The dialogue did not come to an end.", actions=self.max_number_of_predictions)
        return False


class _TakeUp(Action):
    """Says that the second wish comes now, and clears the way for it.

    Unannounced while the customer waits for a person, as nothing may follow.
    """

    def __init__(self, wish: str, announced: bool) -> None:
        self._wish = wish
        self._announced = announced

    def name(self) -> str:
        return "utter_second_wish"

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        stale = ["order_number"] if names_another_order(self._wish) else []
        cleared: list[Event] = [SlotSet(slot, None) for slot in (SECOND_WISH, *stale)]
        if not self._announced:
            return cleared
        quoted = shorten(self._wish, QUOTED, placeholder="…")
        said = await nlg.generate(self.name(), tracker, output_channel.name(), wish=quoted)
        return [create_bot_utterance(said), *cleared]


class _Watched(Action):
    """An action that remembers how it failed, as the processor above it forgets."""

    def __init__(self, action: Action) -> None:
        self._action = action
        self.failure: Exception | None = None

    def name(self) -> str:
        return str(self._action.name())

    def event_for_successful_execution(self, prediction: PolicyPrediction) -> Event:
        return self._action.event_for_successful_execution(prediction)

    async def run(
        self,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        tracker: DialogueStateTracker,
        domain: Domain,
    ) -> list[Event]:
        try:
            events: list[Event] = await self._action.run(output_channel, nlg, tracker, domain)
            return events
        except ActionExecutionRejection:
            raise
        except Exception as error:
            self.failure = error
            raise


def install() -> None:
    """Let every agent of this process use the strict processor and the checked-once schema."""
    rasa.core.agent.MessageProcessor = TurnProcessor
    RemoteAction._validate_action_result = _validate_action_result


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    return Draft202012Validator(RemoteAction.action_response_format_spec())


def _validate_action_result(self: RemoteAction, result: dict[str, Any]) -> bool:
    _validator().validate(result)
    return True
