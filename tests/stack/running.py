"""Starting the four processes as an operator does, finding them, and killing them."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from dataclasses import dataclass
from pathlib import Path

import psutil

from warmline.demo import load_demo
from warmline.settings import ROOT, Settings

PATIENCE = 240.0
"""Seconds a loaded machine may take for anything here; a guard against hanging, not a measurement."""


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on."""
    probes = [socket.socket() for _ in range(count)]
    try:
        for probe in probes:
            probe.bind(("127.0.0.1", 0))
        return [int(probe.getsockname()[1]) for probe in probes]
    finally:
        for probe in probes:
            probe.close()


def stack_settings(var: Path, **extra: str) -> Settings:
    """Settings of a demo installation in its own folder, on free ports."""
    names = ("DESK", "BOT", "ACTIONS", "KB")
    ports = {f"WARMLINE_{name}_PORT": str(port) for name, port in zip(names, free_ports(len(names)), strict=True)}
    return Settings.from_env({"WARMLINE_VAR": str(var), "WARMLINE_DEMO": "1", **ports, **extra})


@dataclass
class Stack:
    """A running installation."""

    settings: Settings
    supervisor: subprocess.Popen[bytes]
    log: Path

    @property
    def url(self) -> str:
        """The desk's address."""
        return self.settings.desk_url

    def kill(self, name: str) -> None:
        """Pull one process's plug: SIGKILL, no time to say goodbye."""
        os.kill(self.pid(name), signal.SIGKILL)

    def pid(self, name: str) -> int:
        """The process of one name.

        Raises:
            LookupError: It is not running.
        """
        port = getattr(self.settings, f"{name}_port")
        for process in psutil.Process(self.supervisor.pid).children(recursive=True):
            with contextlib.suppress(psutil.NoSuchProcess):
                listening = (c for c in process.net_connections("tcp") if c.status == psutil.CONN_LISTEN)
                if any(connection.laddr.port == port for connection in listening):
                    return process.pid
        raise LookupError(f"{name} is not running")

    async def healthy(self, name: str) -> None:
        """Wait until one process answers at its health address."""
        path = "/webhooks/desk/health" if name == "bot" else "/health"
        await _answers(f"{getattr(self.settings, f'{name}_url')}{path}", self)

    def stop(self) -> None:
        """Stop as Ctrl-C does."""
        self.supervisor.send_signal(signal.SIGINT)
        try:
            self.supervisor.wait(60)
        except subprocess.TimeoutExpired:
            os.killpg(self.supervisor.pid, signal.SIGKILL)


async def start(settings: Settings) -> Stack:
    """Load the demo shop and run `warmline up` until everything is healthy."""
    await load_demo(settings)
    stack = _supervised(settings)
    try:
        for name in ("kb", "actions", "bot", "desk"):
            await stack.healthy(name)
    except BaseException:
        stack.stop()
        raise
    return stack


def _supervised(settings: Settings) -> Stack:
    log = settings.var / "up.log"
    with log.open("wb") as output:
        supervisor = subprocess.Popen(
            [sys.executable, "-m", "warmline.cli", "up"],
            cwd=ROOT,
            env={**os.environ, **settings.environment()},
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    return Stack(settings, supervisor, log)


async def _answers(address: str, stack: Stack) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if stack.supervisor.poll() is not None:
            break
        try:
            await asyncio.to_thread(urllib.request.urlopen, address, timeout=5)
            return
        except OSError:
            await asyncio.sleep(0.3)
    raise RuntimeError(f"{address} does not answer; the end of the log:\n{stack.log.read_text()[-4000:]}")
