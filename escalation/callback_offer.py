"""Offering a call-back where nobody can answer soon, and the choices the desk itself answers."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import callbacks, message_log
from escalation.client import CANCEL_CALLBACK
from escalation.conversations import Conversation
from escalation.message_log import ASSISTANT, Draft

BY_PHONE = '/request_callback{"callback_way": "phone"}'
BY_EMAIL = '/request_callback{"callback_way": "email"}'
WAIT = "/wait_here"

AT_DESK = (WAIT, CANCEL_CALLBACK)
"""Choices that need no assistant: they mean the same whoever owns the conversation."""

OFFER = {
    "pl": {"Zadzwońcie do mnie": BY_PHONE, "Napiszcie e-mail": BY_EMAIL, "Poczekam tutaj": WAIT},
    "en": {"Call me back": BY_PHONE, "Write me an e-mail": BY_EMAIL, "I'll wait here": WAIT},
}
WORDS = {
    "pl": {
        "waiting": "Dobrze. Rozmowa zachowuje miejsce w kolejce, a odpowiedź pojawi się tutaj.",
        "cancelled": "Prośba o kontakt została odwołana, nie będziemy się odzywać poza czatem.",
        "nothing": "Nie ma już prośby o kontakt, którą można odwołać.",
    },
    "en": {
        "waiting": "All right. You keep your place in the queue, and the answer will appear here.",
        "cancelled": "Your request is withdrawn, so we will not contact you outside this chat.",
        "nothing": "There is no request left to withdraw.",
    },
}


def is_due(*, open: bool, agents: int, wait_seconds: int | None, after: timedelta) -> bool:
    """Whether nobody can answer soon: the desk is closed, nobody is there, or the honest wait is long."""
    if not open or agents == 0:
        return True
    return wait_seconds is not None and wait_seconds > after.total_seconds()


async def choices(connection: AsyncConnection, conversation: Conversation) -> list[dict[str, Any]]:
    """What a customer who comes to the queue may choose instead of waiting.

    Nothing where a call-back is open already, or the assistant who would take it down has just failed.
    """
    if conversation.reason == "system_error" or await callbacks.open_of(connection, conversation.id) is not None:
        return []
    offer = OFFER.get(conversation.language, OFFER["en"])
    return [{"title": title, "payload": payload} for title, payload in offer.items()]


async def answer(connection: AsyncConnection, conversation: Conversation, payload: str, at: datetime) -> None:
    """Do what a choice of ``AT_DESK`` says, and say so."""
    said = "waiting"
    if payload == CANCEL_CALLBACK:
        said = "cancelled" if await callbacks.cancel(connection, conversation.id, at) else "nothing"
    text = WORDS.get(conversation.language, WORDS["en"])[said]
    await message_log.append(connection, conversation.id, Draft(ASSISTANT, text, language=conversation.language), at)
