"""Calls to the shop's webhook: stored with what they tell of, sent until they are taken, signed as Standard Webhooks.

The signature is ``v1,`` and base64 of HMAC-SHA256 over ``id.timestamp.body``, as standardwebhooks.com specifies; the
id stays the same over all attempts, so a receiver can tell a repeat. A secret that begins with ``whsec_`` is base64 of
the key, as its libraries expect; any other is the key itself.
"""

from __future__ import annotations

import asyncio
import base64
import binascii
import hmac
import json
from datetime import datetime

import aiohttp

from escalation import dispatch
from escalation.alert_tables import webhook_calls as table
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput
from warmline.logs import logger

log = logger(__name__)

SECONDS = 10.0
"""What a receiver may take to answer."""

PREFIX = "whsec_"


class Webhook:
    """Sends the calls that are due."""

    def __init__(self, database: Database, url: str, secret: str) -> None:
        self.database = database
        self.url = url
        self.key = key_of(secret)

    async def send_due(self) -> None:
        """Try each call that is due once."""
        await dispatch.send_due(self.database, table, lambda call: self._send(call.id, call.body))

    async def _send(self, identifier: str, body: dict[str, object]) -> bool:
        payload, at = json.dumps(body, ensure_ascii=False), now()
        headers = {"Content-Type": "application/json", **self.headers(identifier, payload, at)}
        timeout = aiohttp.ClientTimeout(total=SECONDS)
        try:
            async with (
                aiohttp.ClientSession(timeout=timeout) as session,
                session.post(self.url, data=payload.encode(), headers=headers, allow_redirects=False) as answer,
            ):
                if answer.status < 300:
                    return True
                log.warning("webhook refused", call=identifier, status=answer.status)
        except (aiohttp.ClientError, asyncio.TimeoutError) as error:
            log.warning("webhook not reached", call=identifier, error=type(error).__name__)
        return False

    def headers(self, identifier: str, payload: str, at: datetime) -> dict[str, str]:
        """The headers by which a receiver knows the call and who made it."""
        moment = str(int(at.timestamp()))
        found = {"webhook-id": identifier, "webhook-timestamp": moment}
        if self.key:
            signed = hmac.digest(self.key, f"{identifier}.{moment}.{payload}".encode(), "sha256")
            found["webhook-signature"] = f"v1,{base64.b64encode(signed).decode()}"
        return found


def key_of(secret: str) -> bytes:
    """The key a secret stands for; empty where there is none.

    Raises:
        BadInput: It begins as a Standard Webhooks secret, and what follows is not base64.
    """
    if not secret.startswith(PREFIX):
        return secret.encode()
    encoded = secret[len(PREFIX) :].rstrip("=")
    try:
        key = base64.b64decode(encoded + "=" * (-len(encoded) % 4), validate=True)
    except binascii.Error:
        key = b""
    if not key:
        raise BadInput(f"WARMLINE_ALERT_WEBHOOK_SECRET needs base64 after {PREFIX}.", field="alert_webhook_secret")
    return key
