"""The sockets that are open, so that a desk that stops can say so to each."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from aiohttp import WSCloseCode, web


class OpenSockets:
    """Every open socket of this desk."""

    def __init__(self) -> None:
        self._open: set[web.WebSocketResponse] = set()

    @contextmanager
    def kept(self, socket: web.WebSocketResponse) -> Iterator[None]:
        """Count a socket as open for as long as the context lasts."""
        self._open.add(socket)
        try:
            yield
        finally:
            self._open.discard(socket)

    async def close(self) -> None:
        """End all; the clients come back to the next desk."""
        for socket in list(self._open):
            await socket.close(code=WSCloseCode.GOING_AWAY, message=b"The desk is stopping.")
