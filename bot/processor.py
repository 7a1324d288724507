"""Rasa's message processor, made strict: a turn either ends well or fails aloud.

Rasa's own processor logs a failing action and goes on, keeps talking from memory when its tracker store
is down, and stops silently at the limit of actions. The customer would be left with half an answer or
none. Here each of these raises, nothing of the turn is stored, and the desk tries again or brings in a person.

``install`` also gives Rasa a validator of action responses that checks its own schema once, not at every call.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any

import rasa.core.agent
from jsonschema import Draft202012Validator  # type: ignore[import-untyped]
from rasa.core.actions.action import Action, ActionExecutionRejection, RemoteAction
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.core.tracker_store import FailSafeTrackerStore, TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from bot.errors import TurnFailed


class TurnProcessor(MessageProcessor):
    """Handles one turn of the customer, whole or not at all."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        store: TrackerStore = self.tracker_store
        self.tracker_store: TrackerStore = store._tracker_store if isinstance(store, FailSafeTrackerStore) else store

    async def _handle_message_with_tracker(self, message: UserMessage, tracker: DialogueStateTracker) -> None:
        await super()._handle_message_with_tracker(message, tracker)
        found = tracker.latest_message.parse_data if tracker.latest_message else {}
        metadata = message.metadata or {}
        for slot, value in (("language", found.get("language")), ("customer", metadata.get("customer"))):
            if value and tracker.get_slot(slot) != value:
                tracker.update(SlotSet(slot, value), self.domain)

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
