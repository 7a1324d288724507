"""What crawlers ask for first: the sitemap and what they may read."""

from __future__ import annotations

from collections import defaultdict
from xml.etree import ElementTree

from aiohttp import web

from escalation import keys
from escalation.http.help.pages import conditional
from escalation.reception import LANGUAGES

SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
XHTML = "http://www.w3.org/1999/xhtml"
HOUR = "public, max-age=3600"
HIDDEN = ("/api/", "/internal/", "/agent", "/editor", "/reports", *(f"/help/{one}/search" for one in LANGUAGES))

ElementTree.register_namespace("", SITEMAP)
ElementTree.register_namespace("xhtml", XHTML)

routes = web.RouteTableDef()


@routes.get("/robots.txt")
async def robots(request: web.Request) -> web.Response:
    """The help pages may be read, their search may not be."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in HIDDEN), "", f"Sitemap: {_public(request)}/sitemap.xml"]
    return web.Response(text="\n".join(lines) + "\n", headers={"Cache-Control": HOUR})


@routes.get("/sitemap.xml")
async def sitemap(request: web.Request) -> web.Response:
    """Every public page with its other languages."""
    public = _public(request)
    pages: defaultdict[str, dict[str, str | None]] = defaultdict(dict)
    for language in LANGUAGES:
        contents = await request.app[keys.KNOWLEDGE].public_contents(language)
        pages[""][language] = max((a["updated_at"] for c in contents for a in c["articles"]), default=None)
        for category in contents:
            for article in category["articles"]:
                pages[f"/{article['id']}"][language] = article["updated_at"]
    root = ElementTree.Element(f"{{{SITEMAP}}}urlset")
    for path, editions in pages.items():
        for language, updated_at in editions.items():
            url = ElementTree.SubElement(root, f"{{{SITEMAP}}}url")
            ElementTree.SubElement(url, f"{{{SITEMAP}}}loc").text = f"{public}/help/{language}{path}"
            if updated_at is not None:
                ElementTree.SubElement(url, f"{{{SITEMAP}}}lastmod").text = updated_at
            for other in editions:
                href = f"{public}/help/{other}{path}"
                ElementTree.SubElement(url, f"{{{XHTML}}}link", rel="alternate", hreflang=other, href=href)
    body = ElementTree.tostring(root, encoding="utf-8", xml_declaration=True)
    response = web.Response(body=body, content_type="application/xml", headers={"Cache-Control": HOUR})
    return conditional(request, response)


def _public(request: web.Request) -> str:
    return request.app[keys.SETTINGS].public_url
