"""What the aiohttp servers of the project share: errors as JSON, the service secret, reading bodies."""

from __future__ import annotations

import hmac
import json
from typing import Any

from aiohttp import web

from warmline.database import UNREACHABLE
from warmline.errors import BadInput, DatabaseUnavailable, NotSignedIn, WarmlineError
from warmline.logs import logger

log = logger(__name__)


@web.middleware
async def errors_as_json(request: web.Request, handler: Any) -> web.StreamResponse:
    """Every error leaves in one shape, with the status its class names."""
    try:
        response: web.StreamResponse = await handler(request)
        return response
    except WarmlineError as error:
        if error.status >= 500:
            log.error("request failed", path=request.path, code=error.code, message=error.message)
        headers = {"Retry-After": str(error.details["retry_after"])} if "retry_after" in error.details else None
        return web.json_response(error.as_json(), status=error.status, headers=headers)
    except web.HTTPException as error:
        if error.status < 400:
            raise
        body = {"error": {"code": f"http_{error.status}", "message": error.reason, "details": {}}}
        return web.json_response(body, status=error.status)
    except UNREACHABLE:
        log.exception("the database did not answer", path=request.path)
        return web.json_response(DatabaseUnavailable().as_json(), status=DatabaseUnavailable.status)
    except Exception:
        log.exception("request crashed", path=request.path)
        return web.json_response(WarmlineError().as_json(), status=500)


def require_service(request: web.Request, token: str) -> None:
    """Let only the project's own processes pass.

    Raises:
        NotSignedIn: The bearer token is missing or wrong.
    """
    given = request.headers.get("Authorization", "").removeprefix("Bearer ")
    if not hmac.compare_digest(given.encode(), token.encode()):
        raise NotSignedIn("This address is for Warmline's own processes; send the service token.")


async def json_body(request: web.Request) -> dict[str, Any]:
    """The request's body as an object.

    Raises:
        BadInput: It is no JSON object.
    """
    try:
        body = await request.json()
    except (json.JSONDecodeError, UnicodeDecodeError):
        raise BadInput("The body must be JSON.") from None
    if not isinstance(body, dict):
        raise BadInput("The body must be a JSON object.")
    return body


def text_field(body: dict[str, Any], name: str, *, required: bool = True, longest: int = 10_000) -> str:
    """A text in a body, stripped.

    Raises:
        BadInput: It is missing, no text, or longer than ``longest`` characters.
    """
    value = body.get(name, "")
    if not isinstance(value, str):
        raise BadInput(f"`{name}` must be a text.", field=name)
    value = value.replace("\x00", "").strip()
    if required and not value:
        raise BadInput(f"`{name}` must not be empty.", field=name)
    if len(value) > longest:
        raise BadInput(
            f"`{name}` may have at most {longest} characters, not {len(value)}.", field=name, longest=longest
        )
    return value
