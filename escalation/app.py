"""The desk's application: what it is made of, and in which order that is opened and closed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from datetime import timedelta
from pathlib import Path
from typing import Any

from aiohttp import web

from escalation import alert_limits, keys, priority, retention, wrap_up
from escalation.alarm import Alarm
from escalation.availability import Availability
from escalation.board import Board
from escalation.bot_client import BotClient
from escalation.casework import Casework
from escalation.erasure import Forget
from escalation.hours import OpeningHours
from escalation.http import (
    account,
    agent,
    callbacks,
    customer_file,
    demo,
    editor,
    internal,
    notes,
    pages,
    password_links,
    pictures,
    replies,
    search,
    staff,
    supervisor,
    widget,
)
from escalation.http.headers import add_headers
from escalation.http.help import crawlers as help_crawlers
from escalation.http.help import routes as help_pages
from escalation.knowledge import KnowledgeBase
from escalation.limits import Limits, RateLimiter
from escalation.live import live_for
from escalation.moods import MoodReader
from escalation.origins import Origins
from escalation.post import MailServer, PostOffice
from escalation.reception import Reception
from escalation.reopening import Reopening
from escalation.routing import Patience, Routing
from escalation.sign_in import SignIn
from escalation.sockets import customer as customer_socket
from escalation.sockets import staff as staff_socket
from escalation.sockets.register import OpenSockets
from escalation.surveys import Survey
from escalation.turn_worker import TurnWorker
from escalation.waiting_room import WaitingRoom
from escalation.webhook import Webhook
from warmline.database import Database
from warmline.settings import ROOT, Settings
from warmline.web import errors_as_json

LARGEST_BODY = 512 * 1024
"""An article with all its questions fits many times."""

STOP_SECONDS = 5.0
"""What turns under way are given at the end; the rest is taken up by the next desk."""


def create_app(
    settings: Settings,
    demo_identities: Iterable[Mapping[str, Any]] = (),
    *,
    hours: OpeningHours | None = None,
    forget: Forget | None = None,
    limits: Limits | None = None,
    dist: Path = ROOT / "web" / "dist",
) -> web.Application:
    """The desk, ready to be served.

    Args:
        demo_identities: The demo shop's customers, each with ``id``, ``email`` and ``name``; served only in a demo.
        hours: When people answer; by default Warmline's own, in the settings' time zone.
        forget: Makes the assistant forget the conversations of erased customers.
        limits: How often somebody may do something.
        dist: Where the web pages have been built to.
    """
    app = web.Application(middlewares=[errors_as_json], client_max_size=LARGEST_BODY)
    app[keys.SETTINGS] = settings
    app[keys.ORIGINS] = Origins(settings)
    app[keys.LIMITER] = RateLimiter(settings.redis_url, limits or Limits())
    app[keys.AVAILABILITY] = Availability(
        hours or OpeningHours(settings.timezone),
        timedelta(minutes=settings.callback_after),
        priority.load(settings.queue_rules),
    )
    app[keys.ALERT_LIMITS] = alert_limits.load(settings.alert_limits)
    app[keys.SURVEY] = Survey.named(settings.survey)
    app[keys.WRAP_UP] = wrap_up.load(settings.wrap_up_codes)
    app[keys.DEMO_IDENTITIES] = list(demo_identities)
    app[keys.SOCKETS] = OpenSockets()
    app[keys.FORGET] = forget
    staff_calls = (staff, account, password_links, agent, customer_file, notes, callbacks, replies, search, supervisor)
    for module in (widget, *staff_calls, editor, pictures, internal):
        app.add_routes(module.routes)
    for module in (customer_socket, staff_socket, help_crawlers, help_pages):
        app.add_routes(module.routes)
    if settings.demo:
        app.add_routes(demo.routes)
    pages.add_pages(app, dist)
    app.on_response_prepare.append(add_headers)
    app.on_shutdown.append(_close_sockets)
    app.cleanup_ctx.extend(
        [
            _database,
            _live,
            _board,
            _bot,
            _knowledge,
            _moods,
            _worker,
            _waiting_room,
            _routing,
            _alarm,
            _post,
            _retention,
        ]
    )
    return app


async def _database(app: web.Application) -> AsyncIterator[None]:
    database = Database(app[keys.SETTINGS].database_url)
    app[keys.DATABASE] = database
    app[keys.SIGN_IN] = SignIn(database)
    yield
    await database.close()


async def _live(app: web.Application) -> AsyncIterator[None]:
    app[keys.LIVE] = live_for(app[keys.SETTINGS].redis_url)
    await app[keys.LIVE].start()
    yield
    await app[keys.LIVE].close()


async def _board(app: web.Application) -> AsyncIterator[None]:
    async with Board(app[keys.DATABASE], app[keys.LIVE]) as board:
        app[keys.BOARD] = board
        yield


async def _bot(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    async with BotClient(settings.bot_url, settings.service_token, settings.turn_timeout) as bot:
        app[keys.BOT] = bot
        yield


async def _knowledge(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    async with KnowledgeBase(settings.kb_url, settings.service_token) as knowledge:
        app[keys.KNOWLEDGE] = knowledge
        yield


async def _moods(app: web.Application) -> AsyncIterator[None]:
    moods = MoodReader(app[keys.DATABASE], app[keys.BOT], app[keys.LIVE], app[keys.AVAILABILITY].priority)
    app[keys.MOODS] = moods
    yield
    await moods.close()


async def _worker(app: web.Application) -> AsyncIterator[None]:
    database, live = app[keys.DATABASE], app[keys.LIVE]
    moods, availability = app[keys.MOODS], app[keys.AVAILABILITY]
    worker = TurnWorker(database, app[keys.BOT], live, availability, moods, app[keys.SETTINGS].turn_attempts)
    app[keys.WORKER] = worker
    reopening = Reopening(timedelta(hours=app[keys.SETTINGS].reopen_hours), app[keys.AVAILABILITY].priority)
    app[keys.RECEPTION] = Reception(database, live, worker, moods, availability, reopening)
    app[keys.CASEWORK] = Casework(database, live, worker)
    await worker.start()
    yield
    await worker.stop(STOP_SECONDS)


async def _waiting_room(app: web.Application) -> AsyncIterator[None]:
    async with WaitingRoom(app[keys.DATABASE], app[keys.LIVE], app[keys.AVAILABILITY]).watch():
        yield


async def _routing(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    patience = Patience(
        transfer=timedelta(seconds=settings.transfer_seconds),
        offer=timedelta(seconds=settings.offer_seconds),
        absence=timedelta(seconds=settings.absence_seconds),
    )
    automatic = settings.automatic_assignment
    async with Routing(app[keys.DATABASE], app[keys.LIVE], patience, automatic=automatic).watch():
        yield


async def _alarm(app: web.Application) -> AsyncIterator[None]:
    settings, database = app[keys.SETTINGS], app[keys.DATABASE]
    url, secret = settings.alert_webhook, settings.alert_webhook_secret
    webhook = Webhook(database, url, secret) if url else None
    hours, limits = app[keys.AVAILABILITY].hours, app[keys.ALERT_LIMITS]
    async with Alarm(database, app[keys.LIVE], hours, limits, webhook).watch():
        yield


async def _post(app: web.Application) -> AsyncIterator[None]:
    settings = app[keys.SETTINGS]
    if not settings.smtp_url:
        yield
        return
    server = MailServer.at(settings.smtp_url)
    async with PostOffice(app[keys.DATABASE], app[keys.LIVE], server, settings.mail_from).watch():
        yield


async def _retention(app: web.Application) -> AsyncIterator[None]:
    kept_days = app[keys.SETTINGS].callbacks_kept_days
    database, forget = app[keys.DATABASE], app[keys.FORGET]
    tasks = [asyncio.create_task(retention.purge_again_and_again(database, kept_days))]
    if forget is not None:
        tasks.append(asyncio.create_task(retention.settle_again_and_again(database, forget)))
    yield
    for task in tasks:
        task.cancel()
    await asyncio.gather(*tasks, return_exceptions=True)


async def _close_sockets(app: web.Application) -> None:
    await app[keys.SOCKETS].close()
