"""How and where a customer wants to be contacted, checked at the edge."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from warmline.errors import BadInput
from warmline.web import text_field

EMAIL, PHONE = "email", "phone"
FORMS = {
    EMAIL: re.compile(r"[^@\s]+@[^@\s]+\.[^@\s.]{2,}"),
    PHONE: re.compile(r"\+[1-9]\d{7,14}"),
}
"""What each way's contact looks like; a telephone as in E.164."""
REMEDIES = {EMAIL: "an e-mail address", PHONE: "a number with its country, such as +48600100200"}
LANGUAGES = ("pl", "en")
LONGEST_CONTACT = 320
LONGEST_TIME = 200
LONGEST_CONSENT = 2000


@dataclass(frozen=True)
class Wish:
    """A call-back as the assistant has taken it down."""

    conversation_id: str
    turn_id: str
    way: str
    contact: str
    language: str
    consent: str  # the sentence that the customer agreed to
    best_time: str = ""

    @classmethod
    def from_json(cls, body: dict[str, Any]) -> Wish:
        """Check and take a request's body.

        Raises:
            BadInput: A field is missing or wrong; the details name it.
        """
        way, contact = text_field(body, "way"), text_field(body, "contact", longest=LONGEST_CONTACT)
        if way not in FORMS:
            raise BadInput(f"`way` must be {EMAIL} or {PHONE}.", field="way")
        if not FORMS[way].fullmatch(contact):
            raise BadInput(f"`contact` must be {REMEDIES[way]}.", field="contact")
        language = text_field(body, "language")
        if language not in LANGUAGES:
            raise BadInput(f"`language` must be one of {', '.join(LANGUAGES)}.", field="language")
        return cls(
            conversation_id=text_field(body, "conversation_id", longest=36),
            turn_id=text_field(body, "turn_id", longest=36),
            way=way,
            contact=contact,
            language=language,
            consent=text_field(body, "consent", longest=LONGEST_CONSENT),
            best_time=text_field(body, "best_time", required=False, longest=LONGEST_TIME),
        )
