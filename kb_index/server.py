"""The knowledge-base process."""

from __future__ import annotations

import uvloop
from aiohttp import web

from kb_index.service import create_app
from warmline.logs import configure_logs
from warmline.settings import Settings


def run(settings: Settings) -> None:
    """Serve until told to stop; only this machine can reach it."""
    configure_logs("kb", settings.log_level, settings.log_json)
    web.run_app(
        create_app(settings),
        host="127.0.0.1",
        port=settings.kb_port,
        print=None,
        access_log=None,
        loop=uvloop.new_event_loop(),
    )
