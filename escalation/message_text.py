"""What a sender may put into a message."""

from __future__ import annotations

import re
from typing import Any

from escalation.errors import EmptyMessage, TooLong
from warmline.errors import BadInput

LONGEST_MESSAGE = 4000

CLIENT_ID = re.compile(r"[A-Za-z0-9_-]{1,64}")


def message_text(body: dict[str, Any]) -> str:
    """The text of a message, stripped.

    Raises:
        BadInput: It is no text that can be stored.
        EmptyMessage: Nothing is left of it.
        TooLong: It has more than ``LONGEST_MESSAGE`` characters.
    """
    value = body.get("text")
    if not isinstance(value, str):
        raise BadInput("`text` must be a text.", field="text")
    try:
        value.encode()
    except UnicodeEncodeError:
        raise BadInput("`text` must be Unicode; it has half a character.", field="text") from None
    text = value.replace("\x00", "").strip()
    if not text:
        raise EmptyMessage
    if len(text) > LONGEST_MESSAGE:
        raise TooLong(len(text), LONGEST_MESSAGE)
    return text


def client_id(body: dict[str, Any]) -> str:
    """The sender's own id of a message.

    Raises:
        BadInput: It is missing, or longer or stranger than a UUID.
    """
    value = body.get("client_message_id")
    if not isinstance(value, str) or not CLIENT_ID.fullmatch(value):
        raise BadInput("`client_message_id` must be a UUID or another short identifier.", field="client_message_id")
    return value
