"""The desk as a process."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import uvloop
from aiohttp import web

from escalation.app import create_app
from escalation.erasure import Forget
from warmline.logs import logger
from warmline.migrations import upgrade
from warmline.settings import Settings

log = logger(__name__)

SHUTDOWN_SECONDS = 10.0
"""What requests under way are given at the end."""


def run(settings: Settings, demo_identities: Iterable[Mapping[str, Any]] = (), forget: Forget | None = None) -> None:
    """Bring the database up to date and serve until told to stop.

    Args:
        forget: Makes the assistant forget the conversations of erased customers.
    """
    upgrade(settings.database_url)
    log.info("desk listens", address=f"{settings.desk_host}:{settings.desk_port}")
    web.run_app(
        create_app(settings, demo_identities, forget=forget),
        host=settings.desk_host,
        port=settings.desk_port,
        shutdown_timeout=SHUTDOWN_SECONDS,
        print=None,
        access_log=None,
        loop=uvloop.new_event_loop(),
    )
