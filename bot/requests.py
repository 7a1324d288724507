"""What the desk sends to the bot, checked at the edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from rasa.core.channels.channel import UserMessage
from rasa.shared.core.training_data.story_reader.yaml_story_reader import YAMLStoryReader
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from bot.waiting import WAITING
from warmline.errors import BadInput
from warmline.web import text_field

LANGUAGES = ("pl", "en")
LONGEST = 4000
"""Characters of a customer's message, as in the protocol."""
CUSTOMER = ("id", "verified", "external_id", "email", "name", "rank")
PAYLOAD = re.compile(r"/[a-z_]+(\{.*\})?", re.DOTALL)


@dataclass(frozen=True)
class TurnRequest:
    """One turn: a customer's message, or a choice of ours that was picked."""

    conversation_id: str
    turn_id: str
    text: str
    payload: str | None  # a Rasa intent command of one of our own choices
    language: str
    language_chosen: bool
    waiting: bool  # for a person; the assistant answers only what it surely knows
    customer: dict[str, Any]

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> TurnRequest:
        """Check and take a request's body.

        Raises:
            BadInput: A field is missing or wrong; the details name it.
        """
        payload = text_field(body, "payload", longest=2000) if body.get("payload") is not None else None
        if payload is not None and not PAYLOAD.fullmatch(payload):
            raise BadInput("`payload` must be an intent command.", field="payload")
        customer = body.get("customer") or {}
        if not isinstance(customer, dict):
            raise BadInput("`customer` must be an object.", field="customer")
        return cls(
            conversation_id=text_field(body, "conversation_id", longest=255),
            turn_id=text_field(body, "turn_id", longest=255),
            text=text_field(body, "text", required=payload is None, longest=LONGEST),
            payload=payload,
            language=language_field(body),
            language_chosen=body.get("language_chosen") is True,
            waiting=body.get("waiting") is True,
            customer={key: customer.get(key) for key in CUSTOMER} | {"verified": customer.get("verified") is True},
        )

    def as_message(self, channel: str) -> UserMessage:
        """The message for Rasa; a payload comes already parsed, a text never is a command."""
        return UserMessage(
            text=self.payload or plain_words(self.text),
            sender_id=self.conversation_id,
            parse_data=None if self.payload is None else parsed_payload(self.payload, self.language),
            input_channel=channel,
            message_id=self.turn_id,
            metadata={
                "language": self.language,
                "language_chosen": self.language_chosen,
                WAITING: self.waiting,
                "customer": self.customer,
            },
        )


def language_field(body: dict[str, Any]) -> str:
    """The language in a body.

    Raises:
        BadInput: It is neither Polish nor English.
    """
    language = text_field(body, "language")
    if language not in LANGUAGES:
        raise BadInput("`language` must be pl or en.", field="language")
    return language


def plain_words(text: str) -> str:
    """The text without the leading slash that Rasa would take for a command."""
    return text.lstrip("/ \t\r\n") or "…"


def parsed_payload(payload: str, language: str) -> dict[str, Any]:
    """What a quick reply means, in the form in which Rasa parses messages."""
    message = YAMLStoryReader.unpack_regex_message(Message({TEXT: payload}))
    if not message.get(INTENT):
        raise BadInput("`payload` must be an intent command.", field="payload")
    return {
        TEXT: payload,
        INTENT: message.get(INTENT),
        ENTITIES: message.get(ENTITIES) or [],
        "language": language,
        "typed": False,
    }
