"""Pictures in articles: editors upload them, everybody may see them."""

from __future__ import annotations

from aiohttp import web

from escalation import keys
from escalation.errors import PictureTooLarge
from escalation.http.access import require_staff
from escalation.http.pages import YEAR
from warmline.errors import NotFound

LARGEST_PICTURE = 5 * 2**20
"""Bytes; the knowledge base has the same limit, here it is held before all of them have come."""

MEDIA_TYPES = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""What is shown as what it is; none of them can run anything."""

routes = web.RouteTableDef()


@routes.post("/api/editor/pictures")
async def upload(request: web.Request) -> web.Response:
    """Keep the picture that is the body; what it is is found from its content."""
    editor = await require_staff(request, "editor")
    try:
        content = await request.clone(client_max_size=LARGEST_PICTURE).read()
    except web.HTTPRequestEntityTooLarge:
        raise PictureTooLarge(LARGEST_PICTURE // 2**20) from None
    status, answer = await request.app[keys.KNOWLEDGE].upload(content, editor.name)
    return web.json_response(answer, status=status)


@routes.get(r"/help/pictures/{name:[0-9a-f]{32}-[0-9]+x[0-9]+\.(?:png|jpg|webp|gif)}")
async def show(request: web.Request) -> web.Response:
    """A picture; its name is made of its content, so it may be kept for good."""
    name = request.match_info["name"]
    headers = {"Cache-Control": YEAR, "ETag": f'"{name}"'}
    if any(tag.value == name for tag in request.if_none_match or ()):
        return web.Response(status=304, headers=headers)
    found = await request.app[keys.KNOWLEDGE].picture(name)
    if found is None or found[1] not in MEDIA_TYPES:
        raise NotFound("There is no such picture.")
    return web.Response(body=found[0], content_type=found[1], headers=headers)
