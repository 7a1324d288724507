"""Frames of both sockets: reading them strictly, and sending one at a time."""

from __future__ import annotations

import json
from typing import Any

from aiohttp import WSMessage, WSMsgType, web

from escalation.errors import BadFrame
from warmline.errors import BadInput, WarmlineError

LARGEST_FRAME = 64 * 1024
HEARTBEAT_SECONDS = 30.0

NOT_SIGNED_IN = 4401
"""Close code: say hello with another token, or sign in again."""


def new_socket() -> web.WebSocketResponse:
    """A socket with the desk's limits; a larger frame ends it with code 1009."""
    return web.WebSocketResponse(max_msg_size=LARGEST_FRAME, heartbeat=HEARTBEAT_SECONDS)


def frame_of(message: WSMessage) -> dict[str, Any]:
    """The JSON object in a frame.

    Raises:
        BadFrame: It is none, or has no ``type``.
    """
    if message.type is not WSMsgType.TEXT:
        raise BadFrame("Frames must be text.")
    try:
        frame = json.loads(message.data)
    except (ValueError, RecursionError):
        raise BadFrame("A frame must be JSON.") from None
    if not isinstance(frame, dict) or not isinstance(frame.get("type"), str):
        raise BadFrame
    return frame


def number(frame: dict[str, Any], name: str, *, default: int | None = None) -> int:
    """A whole number from 0 in a frame.

    Raises:
        BadInput: It is missing or something else.
    """
    value = frame.get(name, default)
    if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value < 2**31:
        raise BadInput(f"`{name}` must be a whole number from 0.", field=name)
    return value


def error_frame(error: WarmlineError, client_message_id: object = None) -> dict[str, Any]:
    """An error as a frame, naming the message it is about where there is one."""
    frame = {"type": "error", **error.as_json()}
    if isinstance(client_message_id, str):
        frame["client_message_id"] = client_message_id[:64]
    return frame
