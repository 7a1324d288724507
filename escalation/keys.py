"""What the desk's handlers share, each under one key of the application."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from aiohttp import web

from escalation.alert_limits import AlertLimits
from escalation.availability import Availability
from escalation.board import Board
from escalation.bot_client import BotClient
from escalation.casework import Casework
from escalation.erasure import Forget
from escalation.knowledge import KnowledgeBase
from escalation.limits import RateLimiter
from escalation.live import Live
from escalation.moods import MoodReader
from escalation.origins import Origins
from escalation.reception import Reception
from escalation.sign_in import SignIn
from escalation.sockets.register import OpenSockets
from escalation.surveys import Survey
from escalation.turn_worker import TurnWorker
from escalation.wrap_up import WrapUpCode
from warmline.database import Database
from warmline.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
DATABASE = web.AppKey("database", Database)
LIVE = web.AppKey("live", Live)
BOT = web.AppKey("bot", BotClient)
KNOWLEDGE = web.AppKey("knowledge", KnowledgeBase)
AVAILABILITY = web.AppKey("availability", Availability)
BOARD = web.AppKey("board", Board)
MOODS = web.AppKey("moods", MoodReader)
WORKER = web.AppKey("worker", TurnWorker)
RECEPTION = web.AppKey("reception", Reception)
ALERT_LIMITS = web.AppKey("alert_limits", AlertLimits)
WRAP_UP = web.AppKey("wrap_up", list[WrapUpCode])
CASEWORK = web.AppKey("casework", Casework)
SURVEY = web.AppKey("survey", Survey)
SIGN_IN = web.AppKey("sign_in", SignIn)
LIMITER = web.AppKey("limiter", RateLimiter)
ORIGINS = web.AppKey("origins", Origins)
DEMO_IDENTITIES = web.AppKey("demo_identities", list[Mapping[str, Any]])
SOCKETS = web.AppKey("sockets", OpenSockets)
FORGET: web.AppKey[Forget | None] = web.AppKey("forget")
