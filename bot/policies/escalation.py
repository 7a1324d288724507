"""The policy that brings in a person."""

# ruff: noqa: UP006, UP035, UP045 (Rasa wires its graph from these very annotations)

from __future__ import annotations

from typing import Any, Dict, List, Optional

from rasa.core.constants import POLICY_PRIORITY
from rasa.core.policies.policy import Policy, PolicyPrediction, SupportedData
from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import SlotSet
from rasa.shared.core.generator import TrackerWithCachedStates
from rasa.shared.core.trackers import DialogueStateTracker

from bot import loaded, waiting
from bot.policies.rules import RuleBook, Verdict
from bot.policies.signals import HAND_OVER, OFFER, offer_before, situation_of
from bot.policies.situation import Situation

PRIORITY = 7
"""One above the rule policy's."""
DECLINED = "utter_offer_declined"
CALLBACK = "request_callback"
"""Intent of customers whom a person shall reach elsewhere: its form takes that down, and nothing is handed over."""


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.POLICY_WITHOUT_END_TO_END_SUPPORT, is_trainable=True)
class EscalationPolicy(Policy):
    """Predicts a hand-over or the offer of one where a rule of ``bot/escalation.yml`` says so.

    Its predictions are marked as needing no user input, as a form's are: only so do they win inside a form.
    Nothing is learned; it counts as trainable because Rasa loads only such policies by name.
    """

    @staticmethod
    def get_default_config() -> Dict[str, Any]:
        """Priority above the rules."""
        return {POLICY_PRIORITY: PRIORITY}

    @staticmethod
    def supported_data() -> SupportedData:
        """Rules and stories alike, as neither is used."""
        return SupportedData.ML_AND_RULE_DATA

    def __init__(
        self,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        book: Optional[RuleBook] = None,
    ) -> None:
        super().__init__(config, model_storage, resource, execution_context)
        self._book = book or RuleBook(loaded.settings().escalation_rules)

    @classmethod
    def load(
        cls,
        config: Dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> EscalationPolicy:
        """Nothing was stored, so loading is creating."""
        return cls(config, model_storage, resource, execution_context)

    def train(self, training_trackers: List[TrackerWithCachedStates], domain: Domain, **kwargs: Any) -> Resource:
        """There is nothing to learn."""
        return self._resource

    def predict_action_probabilities(
        self,
        tracker: DialogueStateTracker,
        domain: Domain,
        rule_only_data: Optional[Dict[str, Any]] = None,
        **kwargs: Any,
    ) -> PolicyPrediction:
        """The hand-over, its offer, what follows either, or nothing."""
        if tracker.get_slot(waiting.WAITING):
            return self._stand_still(tracker, domain)
        last = tracker.latest_action_name
        if last in (HAND_OVER, OFFER) or (last == DECLINED and tracker.active_loop_name is None):
            return self._sure("action_listen", domain)
        if last == "action_listen" and (offer := offer_before(tracker)) is not None:
            intent = tracker.latest_message.intent.get("name") if tracker.latest_message else None
            if intent == "affirm":
                return self._sure(HAND_OVER, domain, [SlotSet("escalation", {**offer, "action": "transfer"})])
            if intent == "deny":
                return self._sure(DECLINED, domain)
        situation = situation_of(tracker)
        verdict = self._book.rules.judge(situation) if situation is not None else None
        if verdict is None or _asks_for_callback(situation, verdict):
            return self._prediction(self._default_predictions(domain))
        return self._follow(verdict, domain)

    def _stand_still(self, tracker: DialogueStateTracker, domain: Domain) -> PolicyPrediction:
        """Who waits for a person is not handed over or offered one again, hears no guesses, but is warned of danger."""
        last = tracker.latest_action_name
        if last in (waiting.IN_QUEUE, waiting.KEEP, waiting.DANGER):
            return self._sure("action_listen", domain)
        if last != "action_listen":
            return self._prediction(self._default_predictions(domain))
        situation = situation_of(tracker)
        verdict = self._book.rules.judge(situation) if situation is not None else None
        dangerous = verdict is not None and verdict.reason == "safety"
        instead = waiting.DANGER if dangerous else waiting.action_instead(tracker)
        return self._prediction(self._default_predictions(domain)) if instead is None else self._sure(instead, domain)

    def _follow(self, verdict: Verdict, domain: Domain) -> PolicyPrediction:
        action = HAND_OVER if verdict.action == "transfer" else OFFER
        return self._sure(action, domain, [SlotSet("escalation", verdict.as_json())])

    def _sure(self, action: str, domain: Domain, events: Optional[List[SlotSet]] = None) -> PolicyPrediction:
        probabilities = self._default_predictions(domain)
        probabilities[domain.index_for_action(action)] = 1.0
        return self._prediction(probabilities, optional_events=events or [], is_no_user_prediction=True)


def _asks_for_callback(situation: Optional[Situation], verdict: Verdict) -> bool:
    return situation is not None and situation.now.intent == CALLBACK and verdict.reason == "customer_request"
