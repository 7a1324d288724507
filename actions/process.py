"""What the action server's process opens once and its actions share.

rasa-sdk builds actions without arguments, so they ask here. Tests put their own in with ``use``.
"""

from __future__ import annotations

import os
from dataclasses import dataclass

import aiohttp

from actions.attempts import Attempts
from actions.shop.source import Shop, shop_from
from escalation.client import DeskClient
from kb_index.client import KbClient
from warmline.database import Database
from warmline.settings import Settings


@dataclass(frozen=True)
class Process:
    """The parts an action may need."""

    settings: Settings
    shop: Shop
    attempts: Attempts
    kb: KbClient
    desk: DeskClient


_process: Process | None = None


def process() -> Process:
    """The process's parts, made at the first call, which must come from the running event loop."""
    global _process
    if _process is None:
        settings = Settings.from_env(os.environ)
        session = aiohttp.ClientSession()
        _process = Process(
            settings=settings,
            shop=shop_from(settings),
            attempts=Attempts(Database(settings.database_url)),
            kb=KbClient(settings),
            desk=DeskClient(settings.desk_url, settings.service_token, session),
        )
    return _process


def use(given: Process | None) -> None:
    """Work with these parts from now on; None makes new ones at the next call."""
    global _process
    _process = given
