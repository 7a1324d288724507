"""Mail: written down with what it tells of, sent over SMTP until it is taken, then forgotten.

A letter is sent at least once: a desk that dies between the server's yes and its own note sends it again, under the
same Message-ID, by which mail programs know a repeat.
"""

from __future__ import annotations

import uuid
from dataclasses import dataclass
from datetime import datetime
from email.message import EmailMessage
from typing import Any
from urllib.parse import unquote, urlsplit

import aiosmtplib
from sqlalchemy import insert
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation import dispatch
from escalation.live import Live
from escalation.mail_tables import mails as table
from escalation.watch import Watch
from warmline.clock import now
from warmline.database import Database
from warmline.errors import BadInput
from warmline.logs import logger

log = logger(__name__)

LOOK_SECONDS = 5.0
SECONDS = 20.0
"""What a mail server may take."""

PORTS = {"smtp": 587, "smtps": 465}


@dataclass(frozen=True)
class Letter:
    """What is sent to whom."""

    recipient: str
    subject: str
    text: str


@dataclass(frozen=True)
class MailServer:
    """Where letters are handed in. ``smtps`` is encrypted from the start, ``smtp`` from STARTTLS on."""

    scheme: str
    host: str
    port: int
    user: str | None
    password: str | None

    @classmethod
    def at(cls, address: str) -> MailServer:
        """The server an address such as ``smtp://user:password@mail.example:587`` names.

        Raises:
            BadInput: It has another form; what it says is not repeated, for it may hold a password.
        """
        try:
            parts = urlsplit(address)
            port = parts.port
        except ValueError:
            parts, port = urlsplit(""), None
        if parts.scheme not in PORTS or not parts.hostname:
            raise BadInput(
                "WARMLINE_SMTP_URL must have the form smtp://user:password@host:port, or smtps://.", field="smtp_url"
            )
        user = None if parts.username is None else unquote(parts.username)
        password = None if parts.password is None else unquote(parts.password)
        return cls(parts.scheme, parts.hostname, port or PORTS[parts.scheme], user, password)

    async def send(self, message: EmailMessage) -> None:
        """Hand a message in. A password is never sent over a connection that is not encrypted.

        Raises:
            aiosmtplib.SMTPException: The server refuses it.
            OSError: The server is not reached.
        """
        secret = self.user is not None
        await aiosmtplib.send(
            message,
            hostname=self.host,
            port=self.port,
            username=self.user,
            password=self.password,
            use_tls=self.scheme == "smtps",
            start_tls=True if secret and self.scheme == "smtp" else None,
            timeout=SECONDS,
        )


async def put(connection: AsyncConnection, letter: Letter, at: datetime) -> None:
    """Write a letter down in the transaction of what it tells of; it is sent once that is committed."""
    await connection.execute(
        insert(table).values(**vars(letter), id=str(uuid.uuid4()), attempts=0, due_at=at, created_at=at)
    )


class PostOffice:
    """Sends the letters that are due."""

    def __init__(self, database: Database, live: Live, server: MailServer, sender: str) -> None:
        self.database = database
        self.live = live
        self.server = server
        self.sender = sender

    def watch(self) -> Watch:
        """A watch that looks now and then."""
        return Watch("mail", self.send_due, self.live, every=LOOK_SECONDS)

    async def send_due(self) -> None:
        """Try each letter that is due once."""
        await dispatch.send_due(self.database, table, self._send)

    async def _send(self, row: Any) -> bool:
        """Whether a letter is off the desk's hands: taken, or refused for good."""
        try:
            await self.server.send(self._message(row.id, Letter(row.recipient, row.subject, row.text)))
        except (aiosmtplib.SMTPException, OSError) as error:
            code = getattr(error, "code", None)
            final = isinstance(error, aiosmtplib.SMTPRecipientsRefused) and all(
                refused.code >= 500 for refused in error.recipients
            )
            log.warning("mail not sent", mail=row.id, error=type(error).__name__, code=code, final=final)
            return final
        log.info("mail sent", mail=row.id)
        return True

    def _message(self, identifier: str, letter: Letter) -> EmailMessage:
        message = EmailMessage()
        message["From"] = self.sender
        message["To"] = letter.recipient
        message["Subject"] = letter.subject
        message["Message-ID"] = f"<{identifier}@{self.sender.rsplit('@', 1)[-1].rstrip('>')}>"
        message["Date"] = now()
        message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no holiday notice answers it
        message.set_content(letter.text)
        return message
