"""Reading a Rasa tracker as the hand-over rules need it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import Any

from rasa.shared.core.events import ActionExecuted, ActiveLoop, Event, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from bot.policies.situation import Situation, Stage, Turn
from models.repetition import times_asked

HAND_OVER = "action_hand_over"
OFFER = "action_offer_human"
RETURNED = "returned"
"""Slot the channel sets when a person gives the conversation back."""
FAILED_TRANSACTION = "failed_transaction"
"""Slot an action sets to the order's number where what the customer had confirmed could not be done."""

SEARCHES = ("action_search", "action_search_next")
ANSWERS = (
    *SEARCHES,
    "action_show_order",
    "action_confirm_cancel",
    "action_cancel_order",
    "utter_calm",
    "utter_form_help",
    "utter_sorry_not_found",
)
"""Actions that end a turn's answer; an offer may follow them."""
CASE_FORM = "case_form"
FORMS = (CASE_FORM, "status_form", "cancel_form")
QUESTIONS = ("product_question", "shop_question")
"""Intents that may interrupt the gathering of a case without ending it."""


def situation_of(tracker: DialogueStateTracker) -> Situation | None:
    """The conversation as the rules see it, or None where there is nothing to judge at this moment."""
    stage = stage_of(tracker)
    if stage is None:
        return None
    events = _since_returned(list(tracker.events))
    order = (tracker.get_slot("order") if stage is not Stage.MESSAGE else None) or {}
    topic = _topic(events)
    return Situation(
        turns=tuple(_turns(events)),
        stage=stage,
        topic=topic.intent if topic else None,
        topic_confidence=topic.confidence if topic else 1.0,
        customer_rank=int((tracker.get_slot("customer") or {}).get("rank") or 0),
        order=order.get("number"),
        order_total=float(order["total"]) if order else None,
        order_days_late=int(order.get("days_late", 0)),
        settled=frozenset(_settled(tracker.events)),
    )


def stage_of(tracker: DialogueStateTracker) -> Stage | None:
    """Where in its turn the tracker stands."""
    if tracker.latest_message is None or not tracker.latest_message.parse_data:
        return None
    last = tracker.latest_action_name
    if last == "action_listen":
        return Stage.GATHERED if _case_left_open(tracker) else Stage.MESSAGE
    if last in FORMS and tracker.active_loop_name is None:
        return Stage.GATHERED
    return Stage.ANSWERED if last in ANSWERS else None


def offer_before(tracker: DialogueStateTracker) -> dict[str, Any] | None:
    """The offer of a person that this message answers."""
    actions = [event.action_name for event in tracker.events if isinstance(event, ActionExecuted)]
    if actions[-2:] != [OFFER, "action_listen"]:
        return None
    offer: dict[str, Any] | None = tracker.get_slot("escalation")
    return offer


def happened(events: Sequence[Event], messages: int) -> dict[str, bool]:
    """What the customer went through in the last turn, which is made of so many messages."""
    turns = _turns(_since_returned(list(events)))
    before, during = turns[:-messages], turns[-messages:]
    earlier = [turn.text for turn in before if turn.typed]
    return {
        "failed": any(turn.failed for turn in during),
        "unhelpful": any(turn.unhelpful for turn in during),
        "repeated": any(turn.typed and times_asked(turn.text, earlier) > 1 for turn in during),
    }


def _case_left_open(tracker: DialogueStateTracker) -> bool:
    """Whether the number was asked for and the customer went on without giving it."""
    message = tracker.latest_message
    if tracker.active_loop_name != CASE_FORM or message is None:
        return False
    gave_number = any(entity["entity"] == "order_number" for entity in message.entities)
    return not gave_number and message.intent.get("name") not in QUESTIONS


def _since_returned(events: list[Event]) -> list[Event]:
    for index in range(len(events) - 1, -1, -1):
        if isinstance(events[index], SlotSet) and events[index].key == RETURNED and events[index].value:
            return events[index + 1 :]
    return events


def _turns(events: Sequence[Event]) -> list[Turn]:
    turns: list[Turn] = []
    before = ""
    for event in events:
        if isinstance(event, UserUttered):
            turns.append(_turn(event, after_search=before in SEARCHES))
        elif isinstance(event, ActionExecuted) and event.action_name != "action_listen":
            before = event.action_name or ""
        elif isinstance(event, SlotSet) and turns:
            turns[-1] = _with_slot(turns[-1], event)
    return turns


def _turn(event: UserUttered, after_search: bool) -> Turn:
    data: dict[str, Any] = dict(event.parse_data)
    mood = data.get("mood") or {}
    intent = event.intent.get("name") or ""
    return Turn(
        text=event.text or "",
        intent=intent,
        confidence=float(event.intent.get("confidence", 1.0)),
        frustration=float(mood.get("frustration", 0.0)),
        flags=tuple(mood.get("flags", ())),
        typed=bool(data.get("typed", True)),
        unhelpful=after_search and intent == "deny",
    )


def _with_slot(turn: Turn, event: SlotSet) -> Turn:
    value = event.value
    if event.key == "search" and value:
        return replace(turn, failed=value.get("outcome") == "abstain")
    if event.key == "escalation" and value and value.get("action") == "offer":
        return replace(turn, offered=value.get("rule"))
    if event.key == FAILED_TRANSACTION and value:
        return replace(turn, transaction_failed=True)
    return turn


def _settled(events: Iterable[Event]) -> Iterator[tuple[str, str]]:
    """The rules that have handed over or offered to, with their orders; neither a return nor a no undoes them."""
    for event in events:
        cause = event.value if isinstance(event, SlotSet) and event.key == "escalation" else None
        if cause and cause.get("order"):
            yield cause["rule"], cause["order"]


def _topic(events: Sequence[Event]) -> Turn | None:
    """The message that started the form under way, or the one that ended in this turn."""
    message: Turn | None = None
    topic: Turn | None = None
    active: str | None = None
    for event in events:
        if isinstance(event, UserUttered):
            message = _turn(event, after_search=False)
            topic = topic if active else None
        elif isinstance(event, ActiveLoop):
            topic = message if event.name not in (None, active) else topic
            active = event.name
    return topic
