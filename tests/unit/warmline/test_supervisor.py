from __future__ import annotations

import asyncio
import os
import signal
import socket
import sys
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest

from warmline.errors import Conflict
from warmline.settings import Settings
from warmline.supervisor import Process, Program, require_free_ports

SERVER = """
import http.server, os, sys
print("born", os.getpid(), flush=True)
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), http.server.SimpleHTTPRequestHandler).serve_forever()
"""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@pytest.fixture
async def process(tmp_path: Path) -> AsyncIterator[tuple[Process, list[str]]]:
    port, lines = free_port(), []
    program = Program("web", (sys.executable, "-c", SERVER, str(port)), {}, f"http://127.0.0.1:{port}/")
    found = Process(program, lambda name, line: lines.append(f"{name} {line}"))
    keeper = asyncio.create_task(found.keep_alive())
    yield found, lines
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)


async def until(condition: Callable[[], bool]) -> None:
    while not condition():
        await asyncio.sleep(0.05)


def pids(lines: list[str]) -> list[int]:
    return [int(line.split()[-1]) for line in lines if "born" in line]


async def test_a_killed_process_is_started_again(process: tuple[Process, list[str]]) -> None:
    found, lines = process
    await found.healthy.wait()
    os.kill(pids(lines)[0], signal.SIGKILL)
    await until(lambda: len(pids(lines)) == 2)
    await found.healthy.wait()
    assert found.restarts == 1


async def test_its_output_is_merged_under_its_name(process: tuple[Process, list[str]]) -> None:
    found, lines = process
    await found.healthy.wait()
    assert any(line.startswith("web born") for line in lines)


async def test_nothing_is_left_when_it_stops(tmp_path: Path) -> None:
    lines: list[str] = []
    port = free_port()
    program = Program("web", (sys.executable, "-c", SERVER, str(port)), {}, f"http://127.0.0.1:{port}/")
    found = Process(program, lambda name, line: lines.append(line))
    keeper = asyncio.create_task(found.keep_alive())
    await found.healthy.wait()
    keeper.cancel()
    await asyncio.gather(keeper, return_exceptions=True)
    with pytest.raises(ProcessLookupError):
        os.kill(pids(lines)[0], 0)


def test_a_taken_port_is_named_with_its_remedy(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        ports = {f"WARMLINE_{name}_PORT": str(free_port()) for name in ("BOT", "ACTIONS", "KB")}
        settings = Settings.from_env(
            {"WARMLINE_VAR": str(tmp_path), "WARMLINE_DESK_PORT": str(taken.getsockname()[1]), **ports}
        )
        with pytest.raises(Conflict, match="WARMLINE_DESK_PORT"):
            require_free_ports(settings)
