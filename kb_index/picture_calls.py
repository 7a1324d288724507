"""The calls for pictures; the desk has checked who uploads, and shows pictures to everybody."""

from __future__ import annotations

from aiohttp import web

from kb_index.editing import actor_of
from kb_index.keys import DATABASE
from kb_index.picture_files import too_large
from kb_index.picture_name import PictureName
from kb_index.pictures import read_picture, upload

routes = web.RouteTableDef()


@routes.post("/pictures")
async def upload_picture(request: web.Request) -> web.Response:
    """Keep the picture that is the body; what it is is found from its content."""
    try:
        content = await request.read()
    except web.HTTPRequestEntityTooLarge:
        raise too_large() from None
    name = await upload(request.app[DATABASE], content, actor_of(request))
    picture = {
        "name": str(name),
        "url": name.url,
        "type": name.media_type,
        "width": name.width,
        "height": name.height,
    }
    return web.json_response({"picture": picture}, status=201)


@routes.get("/pictures/{name}")
async def show_picture(request: web.Request) -> web.Response:
    """A picture's bytes."""
    name = PictureName.parse(request.match_info["name"])
    async with request.app[DATABASE].read() as connection:
        content = await read_picture(connection, name)
    return web.Response(body=content, content_type=name.media_type)
