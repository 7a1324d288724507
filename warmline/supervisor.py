"""Starts the four processes, watches them, and starts again what falls.

Each process answers at a health address. One that ends, or stays unhealthy, is started anew after a
pause that doubles with each failure in a row. Their output is merged into one log, a line a line.
"""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import aiohttp

from warmline.errors import Conflict
from warmline.logs import logger
from warmline.settings import Settings, variable_of

log = logger(__name__)

FIRST_PAUSE = 1.0  # seconds before the first restart
LONGEST_PAUSE = 30.0
STEADY = 60.0  # seconds of life after which earlier failures are forgotten
CHECK_EVERY = 2.0  # seconds between health checks
MISSES = 5  # health checks in a row that fail before a process that was healthy is killed
GRACE = 15.0  # seconds a process has to stop by itself
START_LIMIT = 600.0  # seconds a process may take to become healthy; a loaded machine needs them


@dataclass(frozen=True)
class Program:
    """A process to keep alive."""

    name: str
    command: Sequence[str]
    environment: dict[str, str]
    health: str  # address that answers 200 when the process is ready


class Process:
    """One program through its lives."""

    def __init__(self, program: Program, write: Callable[[str, str], None]) -> None:
        self.program = program
        self.healthy = asyncio.Event()
        self.restarts = 0
        self._write = write
        self._child: asyncio.subprocess.Process | None = None

    async def keep_alive(self) -> None:
        """Run the program until cancelled, then stop it."""
        pause = FIRST_PAUSE
        try:
            while True:
                started = time.monotonic()
                await self._one_life()
                self.healthy.clear()
                self.restarts += 1
                pause = FIRST_PAUSE if time.monotonic() - started > STEADY else min(pause * 2, LONGEST_PAUSE)
                log.warning("process ended, starting again", name=self.program.name, pause=pause)
                await asyncio.sleep(pause)
        finally:
            await self._stop()

    async def _one_life(self) -> None:
        self._child = await asyncio.create_subprocess_exec(
            *self.program.command,
            env={**os.environ, **self.program.environment},
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
            start_new_session=True,
            limit=2**20,
        )
        watcher = asyncio.create_task(self._watch_health())
        reader = asyncio.create_task(self._copy_output(self._child))
        try:
            await self._child.wait()
        finally:
            watcher.cancel()
            reader.cancel()
            await asyncio.gather(watcher, reader, return_exceptions=True)

    async def _copy_output(self, child: asyncio.subprocess.Process) -> None:
        assert child.stdout is not None
        while line := await child.stdout.readline():
            self._write(self.program.name, line.decode(errors="replace").rstrip())

    async def _watch_health(self) -> None:
        misses, born = 0, time.monotonic()
        async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=5)) as session:
            while True:
                if await self._is_healthy(session):
                    misses = 0
                    self.healthy.set()
                elif self.healthy.is_set():
                    misses += 1
                starting_too_long = not self.healthy.is_set() and time.monotonic() - born > START_LIMIT
                if misses >= MISSES or starting_too_long:
                    log.error("process does not answer, killing it", name=self.program.name)
                    self._signal(signal.SIGKILL)
                    return
                await asyncio.sleep(CHECK_EVERY if self.healthy.is_set() else 0.5)

    async def _is_healthy(self, session: aiohttp.ClientSession) -> bool:
        try:
            async with session.get(self.program.health) as response:
                return response.status == 200
        except (aiohttp.ClientError, TimeoutError, asyncio.TimeoutError):
            return False

    async def _stop(self) -> None:
        if self._child is None or self._child.returncode is not None:
            return
        self._signal(signal.SIGTERM)
        try:
            await asyncio.wait_for(self._child.wait(), GRACE)
        except (TimeoutError, asyncio.TimeoutError):
            self._signal(signal.SIGKILL)
            await self._child.wait()

    def _signal(self, number: signal.Signals) -> None:
        # The whole group: Rasa starts children of its own.
        if self._child is not None and self._child.returncode is None:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(self._child.pid, number)


def programs(settings: Settings) -> list[Program]:
    """The four processes of one machine, as their commands."""
    # Torch's threads would otherwise spin while they wait, and take the cores from the other processes.
    environment = {**settings.environment(), "OMP_WAIT_POLICY": "PASSIVE"}

    def program(name: str, health: str) -> Program:
        return Program(name, (sys.executable, "-m", "warmline.cli", name), environment, health)

    return [
        program("kb", f"{settings.kb_url}/health"),
        program("actions", f"{settings.actions_url}/health"),
        program("bot", f"{settings.bot_url}/webhooks/desk/health"),
        program("desk", f"http://127.0.0.1:{settings.desk_port}/health"),
    ]


async def run(settings: Settings, ready: Callable[[], None], write: Callable[[str, str], None]) -> None:
    """Keep all processes alive until SIGINT or SIGTERM.

    Args:
        settings: Passed on to every process.
        ready: Called once, when all are healthy for the first time.
        write: Called with a process's name and each line it prints.
    """
    processes = [Process(program, write) for program in programs(settings)]
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    keepers = [asyncio.create_task(process.keep_alive()) for process in processes]
    stopping = asyncio.create_task(stop.wait())
    all_healthy = asyncio.gather(*(process.healthy.wait() for process in processes))
    ends: list[asyncio.Future[Any]] = [stopping, *keepers]
    await asyncio.wait([all_healthy, *ends], return_when=asyncio.FIRST_COMPLETED)
    if all_healthy.done():
        ready()
        await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    all_healthy.cancel()
    stopping.cancel()
    for keeper in keepers:
        keeper.cancel()
    results = await asyncio.gather(*keepers, return_exceptions=True)
    for result in results:
        if isinstance(result, Exception):
            raise result


def require_free_ports(settings: Settings) -> None:
    """Refuse to start beside something that already listens.

    Raises:
        Conflict: A port is taken; the message names the setting that moves it.
    """
    for name in ("desk", "bot", "actions", "kb"):
        port = getattr(settings, f"{name}_port")
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                raise Conflict(
                    f"Port {port} is taken. Stop what listens there (is Warmline running already?), "
                    f"or set {variable_of(f'{name}_port')} to a free one.",
                    port=port,
                ) from None
