"""The action server: rasa-sdk's own, on loopback and for Warmline's processes only."""

from __future__ import annotations

import hmac
import os

from rasa_sdk.endpoint import create_app
from sanic import Sanic, response
from sanic.request import Request
from sanic.response import HTTPResponse

import actions
from warmline.errors import NotSignedIn, WarmlineError
from warmline.logs import configure_logs, logger
from warmline.settings import Settings

log = logger(__name__)

OPEN = "/health"
"""The only address that asks for no token: it says no more than that the process lives."""
LARGEST = 20_000_000
"""Bytes of a request; it carries a whole conversation."""


def build(settings: Settings) -> Sanic:
    """rasa-sdk's application with the service token in front of it."""
    app: Sanic = create_app(actions, cors_origins="")
    app.config.REQUEST_MAX_SIZE = LARGEST
    expected = f"Bearer {settings.service_token}".encode()

    @app.exception(Exception)
    async def failed(request: Request, error: Exception) -> HTTPResponse:
        # rasa-sdk's own handler sends the request back, and Rasa writes that, with all the customer said, to its log.
        log.error("action failed", error=repr(error))
        known = error if isinstance(error, WarmlineError) else WarmlineError()
        return response.json(known.as_json(), status=500)

    @app.on_request
    async def require_service(request: Request) -> HTTPResponse | None:
        given = request.headers.get("Authorization", "").encode()
        if request.path != OPEN and not hmac.compare_digest(given, expected):
            return response.json(NotSignedIn().as_json(), status=NotSignedIn.status)
        return None

    return app


def main() -> None:
    """Serve until stopped."""
    settings = Settings.from_env(os.environ)
    configure_logs("actions", settings.log_level, settings.log_json)
    build(settings).run("127.0.0.1", settings.actions_port, workers=1, access_log=False, motd=False)


if __name__ == "__main__":
    main()
