"""The two systems that are measured: Warmline's four processes, and plain `rasa run` beside them.

They are started without `warmline up`, whose watch would start anew what a busy machine starts slowly.
"""

from __future__ import annotations

import asyncio
import os
import subprocess
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import aiohttp

from bot.server import bot_command
from warmline.settings import ROOT, Settings
from warmline.supervisor import Program, programs

START_SECONDS = 400.0
STOP_SECONDS = 20.0


def plain_rasa(settings: Settings, port: int, folder: Path) -> Program:
    """`rasa run` as Rasa comes: the same model, stores and action server, but its own REST channel and processor.

    Args:
        settings: The installation's, whose model and action server are used.
        folder: For its credentials and its own memory.
    """
    folder.mkdir(parents=True, exist_ok=True)
    credentials = folder / "credentials.yml"
    credentials.write_text("rest:\n", encoding="utf-8")
    command, environment = bot_command(replace(settings, var=folder, bot_port=port))
    command[command.index("--credentials") + 1] = str(credentials)
    command.append("--enable-api")  # to tell it a customer's language before the first message
    return Program("plain", command, environment, f"http://127.0.0.1:{port}/status")


@contextmanager
def running(settings: Settings, plain: Program) -> Iterator[Callable[[], None]]:
    """Start all servers, and stop them in the end.

    Yields:
        Raises ``RuntimeError`` if a server has ended.
    """
    servers: dict[str, subprocess.Popen[bytes]] = {}
    try:
        for program in (*programs(settings), plain):
            with _log(settings, program.name).open("wb") as output:
                servers[program.name] = subprocess.Popen(
                    list(program.command),
                    cwd=ROOT,
                    env={**os.environ, **program.environment},
                    stdout=output,
                    stderr=subprocess.STDOUT,
                )

        def all_live() -> None:
            for name, server in servers.items():
                if server.poll() is not None:
                    raise RuntimeError(f"{name} ended; the end of its log:\n{_log(settings, name).read_text()[-4000:]}")

        yield all_live
    finally:
        for server in servers.values():
            server.terminate()
        for server in servers.values():
            try:
                server.wait(STOP_SECONDS)
            except subprocess.TimeoutExpired:
                server.kill()


async def ready(settings: Settings, plain: Program, all_live: Callable[[], None]) -> None:
    """Wait until every server is healthy.

    Raises:
        RuntimeError: One ended or took too long.
    """
    deadline = time.monotonic() + START_SECONDS
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
        for program in (*programs(settings), plain):
            while not await _is_healthy(session, program.health):
                all_live()
                if time.monotonic() > deadline:
                    raise RuntimeError(f"{program.name} did not start within {START_SECONDS:.0f} s")
                await asyncio.sleep(0.5)


async def _is_healthy(session: aiohttp.ClientSession, address: str) -> bool:
    try:
        async with session.get(address) as response:
            return response.status == 200
    except (aiohttp.ClientError, asyncio.TimeoutError):
        return False


def _log(settings: Settings, name: str) -> Path:
    return settings.var / f"{name}.log"
