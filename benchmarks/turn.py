"""How long a customer waits for a reply, how many replies a second there are, and where the time goes.

    warmline bench turn [--rounds N] [--markdown]

Starts the whole product and, beside it, plain `rasa run` with the same model, the same stores and the same
action server; then new customers, 1, 4 and 16 at a time, ask both the same things in turn. Everything is on
loopback, with free ports and data of its own. Tables go to standard error, one JSON object to standard output.
"""

from __future__ import annotations

import asyncio
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import aiohttp
import click
from rich.console import Console
from sqlalchemy import create_engine, select

from benchmarks.customers import EPOCH, QUESTIONS, SEARCHED, Arrival, Reply, at_the_bot, through_rest, through_the_desk
from benchmarks.parts import KB_WHOLE, WHOLE
from benchmarks.report import Measured, lengths, level, markdown, show
from benchmarks.servers import plain_rasa, ready, running
from bot.server import environment
from escalation.tables import turns
from tests.stack.running import free_ports, stack_settings
from warmline.clock import now
from warmline.demo import load_demo
from warmline.settings import ROOT, Settings, sync_url

AT_ONCE = {1: 6, 4: 3, 16: 1}
"""Simultaneous customers, and how many conversations each of them has one after another in a round."""
ROUNDS = 3
"""With more than three, one address would begin more conversations a minute than the desk allows."""
CONVERSATIONS_IN_PARTS = 12
PARTS_SECONDS = 400.0

console = Console(stderr=True, width=110)


async def one_after_another(arrival: Arrival, languages: Sequence[str]) -> list[Reply]:
    """A customer for each language, who asks everything there is to ask."""
    replies = []
    for language in languages:
        async with arrival(language) as customer:
            replies += [await customer.asked(question) for question in QUESTIONS[language]]
    return replies


async def block(arrival: Arrival, customers: int, into: Measured) -> None:
    """So many customers at once, half of them Polish, each with several conversations."""
    plans = [[list(QUESTIONS)[(one + turn) % 2] for turn in range(AT_ONCE[customers])] for one in range(customers)]
    began = time.perf_counter()
    for replies in await asyncio.gather(*(one_after_another(arrival, plan) for plan in plans)):
        into.replies += replies
    into.seconds += time.perf_counter() - began


async def load(desk: Arrival, plain: Arrival, bot: Arrival, rounds: int) -> dict[tuple[str, int], Measured]:
    """Every block of every system, taking turns so that all see the same machine."""
    found: dict[tuple[str, int], Measured] = defaultdict(Measured)
    systems = {"warmline": desk, "plain": plain}
    for arrival in (desk, plain, bot):
        await one_after_another(arrival, list(QUESTIONS))  # caches, dictionaries, connections
    for number in range(rounds):
        for customers in AT_ONCE:
            console.print(f"round {number + 1} of {rounds}, {customers} at once", highlight=False)
            for name in list(systems)[:: 1 if number % 2 == 0 else -1]:
                await block(systems[name], customers, found[name, customers])
        await block(bot, 1, found["bot", 1])
    return found


def desk_parts(settings: Settings, through_desk: Sequence[Reply], at_bot: Sequence[Reply]) -> dict[str, float]:
    """The desk's share of the way, from the customer's clock and the moments in its database."""
    engine = create_engine(sync_url(settings.database_url))
    with engine.connect() as connection:
        ended = {(row.conversation_id, row.seq): row.finished_at for row in connection.execute(select(turns))}
    engine.dispose()
    answered = [ended[reply.conversation_id, reply.seq].timestamp() - EPOCH for reply in through_desk]
    number = len(through_desk)
    acknowledged = sum(reply.acknowledged - reply.sent for reply in through_desk) * 1000 / number
    asked = sum(at - reply.acknowledged for reply, at in zip(through_desk, answered, strict=True)) * 1000 / number
    pushed = sum(reply.received - at for reply, at in zip(through_desk, answered, strict=True)) * 1000 / number
    return {
        "desk: message committed, acknowledged": acknowledged,
        "desk: turn taken, bot asked": asked - _mean_wait(at_bot),
        "desk: answer committed, pushed": pushed,
    }


def all_parts(desk: dict[str, float], bot_ms: float, inside: dict[str, Any]) -> dict[str, float]:
    """The whole way in its order; what was measured in several places is put together here."""
    kb, searches = inside["kb"], len(SEARCHED) / len(QUESTIONS["pl"])
    bot = dict(inside["bot"]["parts"])
    rest, server = bot.pop(WHOLE), bot.pop("action: server")
    own = {name: ms * searches for name, ms in kb["parts"].items() if name != KB_WHOLE}
    known = sum(kb["parts"].values()) - kb["parts"][KB_WHOLE]
    return {
        **desk,
        "bot: HTTP": bot_ms - sum(bot.values()) - rest - server,
        **{f"bot: {name}": ms for name, ms in bot.items()},
        f"bot: {WHOLE}": rest,
        "actions: server, shop, HTTP": server - kb["wall_ms"] * searches,
        "kb: HTTP, news looked up": (kb["wall_ms"] - kb["took_ms"]) * searches,
        **{f"kb: {name}": ms for name, ms in own.items()},
        f"kb: {KB_WHOLE}, threads": (kb["took_ms"] - known) * searches,
    }


def inside_bot_and_kb(settings: Settings) -> dict[str, Any]:
    """``benchmarks.parts``, in a process of its own: Rasa's libraries would slow the customers down here."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.parts", str(CONVERSATIONS_IN_PARTS)],
        cwd=ROOT,
        env={**os.environ, **environment(settings)},
        stdout=subprocess.PIPE,
        timeout=PARTS_SECONDS,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return found


def unfinished(settings: Settings) -> int:
    """Turns that did not end well, by the desk's own record."""
    engine = create_engine(sync_url(settings.database_url))
    with engine.connect() as connection:
        states = [row.state for row in connection.execute(select(turns.c.state))]
    engine.dispose()
    return sum(state != "done" for state in states)


async def measured(folder: Path, rounds: int) -> dict[str, Any]:
    """Everything there is to report."""
    began, load_before, at = time.monotonic(), os.getloadavg()[0], now()
    settings = stack_settings(folder / "warmline")
    console.print("starting Warmline and plain Rasa", highlight=False)
    await load_demo(settings)
    plain = plain_rasa(settings, free_ports(1)[0], folder / "plain")
    with running(settings, plain) as all_live:
        await ready(settings, plain, all_live)
        rest = aiohttp.ClientSession(plain.health.removesuffix("/status"))
        bot = aiohttp.ClientSession(settings.bot_url, headers={"Authorization": f"Bearer {settings.service_token}"})
        async with rest, bot:
            found = await load(through_the_desk(settings.desk_url), through_rest(rest), at_the_bot(bot), rounds)
        failed = unfinished(settings)
        console.print("looking inside", highlight=False)
        inside = await asyncio.to_thread(inside_bot_and_kb, settings)
    alone, at_bot = found["warmline", 1].replies, found["bot", 1].replies
    parts = all_parts(desk_parts(settings, alone, at_bot), _mean_wait(at_bot), inside)
    whole = _mean_wait(alone)
    return {
        "at": at.isoformat(timespec="seconds"),
        "machine": {
            "cpus": os.cpu_count(),
            "python": platform.python_version(),
            "load_before": round(load_before, 2),
            "load_after": round(os.getloadavg()[0], 2),
        },
        "levels": [level(number, found["warmline", number], found["plain", number]) for number in AT_ONCE],
        "whole_ms": round(whole, 2),
        "parts": [
            {"part": name, "ms": round(ms, 2), "percent": round(ms / whole * 100, 1)} for name, ms in parts.items()
        ],
        "action_calls_per_turn": round(inside["bot"]["action_calls_per_turn"], 2),
        "replies": lengths(alone, found["plain", 1].replies),
        "failed": failed + sum(reply.failed for one in found.values() for reply in one.replies),
        "seconds": round(time.monotonic() - began),
    }


def _mean_wait(replies: Sequence[Reply]) -> float:
    return sum(reply.milliseconds for reply in replies) / len(replies)


@click.command(help=__doc__)
@click.option("--rounds", type=click.IntRange(1, ROUNDS), default=ROUNDS, show_default=True)
@click.option("--markdown", "as_markdown", is_flag=True, help="Print the tables as Markdown, not as boxes.")
def main(rounds: int, as_markdown: bool) -> None:
    """Measure and report; the exit status is 1 when a turn failed."""
    with tempfile.TemporaryDirectory(prefix="warmline-bench-") as folder:
        found = asyncio.run(measured(Path(folder), rounds))
    if as_markdown:
        click.echo(markdown(found), err=True)
    else:
        show(found, console)
    click.echo(json.dumps(found, ensure_ascii=False))
    sys.exit(1 if found["failed"] else 0)


if __name__ == "__main__":
    main()
