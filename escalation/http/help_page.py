"""An article of the knowledge base as a page of its own."""

from __future__ import annotations

import html
import secrets
from string import Template

from aiohttp import web

from escalation import keys
from escalation.errors import KnowledgeUnavailable
from escalation.reception import LANGUAGES
from warmline.errors import NotFound

routes = web.RouteTableDef()

PAGE = Template("""<!doctype html>
<html lang="$language">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>$title</title>
<style nonce="$nonce">
:root { color-scheme: light dark; font: 1.0625rem/1.6 system-ui, sans-serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; overflow-wrap: break-word; }
h1 { font-size: 1.75rem; line-height: 1.25; text-wrap: balance; }
img, table { max-width: 100%; }
img { height: auto; }
table { border-collapse: collapse; display: block; overflow-x: auto; }
th, td { border: 1px solid color-mix(in srgb, currentColor 30%, transparent); padding: .4rem .6rem; text-align: start; }
</style>
</head>
<body>
<main>
<article>
<h1>$title</h1>
$body
</article>
</main>
</body>
</html>
""")

POLICY = (
    "default-src 'none'; style-src 'nonce-{nonce}'; img-src 'self' https:; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'self'"
)


@routes.get(r"/help/{language:[a-z]{2}}/{article_id:[A-Za-z0-9_-]+}")
async def article(request: web.Request) -> web.Response:
    """A published article; its body comes sanitised from kb, everything else is escaped here."""
    language, article_id = request.match_info["language"], request.match_info["article_id"]
    if language not in LANGUAGES:
        raise NotFound
    status, found = await request.app[keys.KNOWLEDGE].call("GET", f"/articles/{article_id}/{language}")
    if status == 404:
        raise NotFound("There is no such article.")
    if status != 200:
        raise KnowledgeUnavailable(f"The knowledge base answered {status}.", status=status)
    shown = found["article"]
    nonce = secrets.token_urlsafe(16)
    page = PAGE.substitute(language=language, title=html.escape(shown["title"]), body=shown["html"], nonce=nonce)
    headers = {"Content-Security-Policy": POLICY.format(nonce=nonce), "Cache-Control": "public, max-age=60"}
    return web.Response(text=page, content_type="text/html", headers=headers)
