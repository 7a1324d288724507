"""What the shop's page tells of its visitor: pages seen, the basket, and facts of the shop's own.

It is the browser's word, so agents see it as that, and nothing is decided by it. A page's address is kept
without its query and fragment, where shops and mailings put names and tokens.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from sqlalchemy import delete, insert, select, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncConnection

from escalation.file_tables import browsing, page_views
from escalation.moments import iso
from escalation.origins import origin_of
from warmline.errors import BadInput
from warmline.web import text_field

MOST_PAGES = 30
"""How many pages are kept of a customer, the latest."""

MOST_ITEMS = 50
MOST_ATTRIBUTES = 20
LONGEST_URL = 500
LONGEST_TITLE = 200
LONGEST_NAME = 60
LONGEST_VALUE = 200

Known = Callable[[str], bool]
"""Whether an origin is one of the shop's."""


@dataclass(frozen=True)
class Told:
    """What one frame tells; None is what it does not speak of."""

    page: dict[str, str] | None = None
    cart: dict[str, Any] | None = None
    attributes: dict[str, Any] | None = None


def told(frame: Mapping[str, Any], known: Known) -> Told:
    """What a ``context`` frame says, checked.

    Args:
        frame: ``page``, ``cart`` and ``attributes``, each as docs/protocol.md has it, or absent.
        known: Pages of other sites are refused: agents will follow these links.

    Raises:
        BadInput: The field named in the details cannot be used as it is.
    """
    return Told(
        page=_page(_object(frame, "page"), known) if "page" in frame else None,
        cart=_cart(_object(frame, "cart")) if "cart" in frame else None,
        attributes=_attributes(_object(frame, "attributes")) if "attributes" in frame else None,
    )


async def keep(connection: AsyncConnection, customer_id: str, what: Told, at: datetime) -> None:
    """Keep what was told of a customer: the page beside earlier ones, the rest in place of what was there."""
    if what.page is not None:
        await _keep_page(connection, customer_id, what.page, at)
    values = {name: value for name in ("cart", "attributes") if (value := getattr(what, name)) is not None}
    if not values:
        return
    mine = update(browsing).where(browsing.c.customer_id == customer_id).values(**values, updated_at=at)
    if (await connection.execute(mine)).rowcount == 0:
        row = {"cart": {}, "attributes": {}, **values, "customer_id": customer_id, "updated_at": at}
        try:
            async with connection.begin_nested():
                await connection.execute(insert(browsing).values(**row))
        except IntegrityError:
            await connection.execute(mine)


async def of(connection: AsyncConnection, customer_id: str) -> dict[str, Any]:
    """What was told of a customer.

    Returns:
        ``{"pages": [{"url", "title", "seen_at"}], "cart": cart|{}, "attributes": {}, "updated_at": moment|null}``,
        the page seen last first.
    """
    views = await connection.execute(
        select(page_views).where(page_views.c.customer_id == customer_id).order_by(page_views.c.id.desc())
    )
    row = (await connection.execute(select(browsing).where(browsing.c.customer_id == customer_id))).first()
    return {
        "pages": [{"url": view.url, "title": view.title, "seen_at": iso(view.seen_at)} for view in views],
        "cart": row.cart if row else {},
        "attributes": row.attributes if row else {},
        "updated_at": iso(row.updated_at) if row else None,
    }


async def bring_along(connection: AsyncConnection, visitor_id: str, customer_id: str) -> None:
    """Give what was told of a visitor to the customer they turned out to be; it is newer than what was known."""
    await connection.execute(
        update(page_views).where(page_views.c.customer_id == visitor_id).values(customer_id=customer_id)
    )
    row = (await connection.execute(select(browsing).where(browsing.c.customer_id == visitor_id))).first()
    if row is None:
        return
    await connection.execute(delete(browsing).where(browsing.c.customer_id == visitor_id))
    await keep(connection, customer_id, Told(cart=row.cart, attributes=row.attributes), row.updated_at)


async def _keep_page(connection: AsyncConnection, customer_id: str, page: Mapping[str, str], at: datetime) -> None:
    """Keep a page seen; the same one again, as after a reload, is the same view."""
    mine = page_views.c.customer_id == customer_id
    ids = select(page_views.c.id).where(mine).order_by(page_views.c.id.desc())
    latest = (await connection.execute(ids.add_columns(page_views.c.url).limit(1))).first()
    if latest is not None and latest.url == page["url"]:
        await connection.execute(
            update(page_views).where(page_views.c.id == latest.id).values(title=page["title"], seen_at=at)
        )
        return
    await connection.execute(insert(page_views).values(**page, customer_id=customer_id, seen_at=at))
    old = list((await connection.execute(ids.offset(MOST_PAGES))).scalars())
    if old:
        await connection.execute(delete(page_views).where(page_views.c.id.in_(old)))


def _page(page: dict[str, Any], known: Known) -> dict[str, str]:
    given = _text(page, "url", "page.url", longest=10 * LONGEST_URL)
    try:
        parts = urlsplit(given)
        ours = parts.scheme in ("http", "https") and known(origin_of(given))
    except ValueError:
        ours = False
    if not ours:
        raise BadInput(
            "`page.url` must be a page of a site in WARMLINE_ALLOWED_ORIGINS, or of the desk.", field="page.url"
        )
    return {
        "url": f"{origin_of(given)}{parts.path}"[:LONGEST_URL],
        "title": _text(page, "title", "page.title", required=False, longest=10 * LONGEST_TITLE)[:LONGEST_TITLE],
    }


def _cart(cart: dict[str, Any]) -> dict[str, Any]:
    """A basket; one without goods is empty."""
    given = cart.get("items", [])
    if not isinstance(given, list) or len(given) > MOST_ITEMS:
        raise BadInput(f"`cart.items` must be a list of at most {MOST_ITEMS} goods.", field="cart.items")
    if not given:
        return {}
    items = []
    for item in given:
        if not isinstance(item, dict):
            raise BadInput("`cart.items` must hold objects with `name` and `quantity`.", field="cart.items")
        name = _text(item, "name", "cart.items", longest=LONGEST_VALUE)
        items.append({"name": name, "quantity": _amount(item.get("quantity", 1), "cart.items")})
    currency = _text(cart, "currency", "cart.currency", required=False, longest=3).upper()
    if currency and not (currency.isascii() and currency.isalpha() and len(currency) == 3):
        raise BadInput("`cart.currency` must be a code of three letters, such as PLN.", field="cart.currency")
    total = None if cart.get("total") is None else _amount(cart["total"], "cart.total")
    return {"items": items, "total": total, "currency": currency or "PLN"}


def _attributes(attributes: dict[str, Any]) -> dict[str, Any]:
    if len(attributes) > MOST_ATTRIBUTES:
        raise BadInput(f"`attributes` may have at most {MOST_ATTRIBUTES} names.", field="attributes")
    kept: dict[str, Any] = {}
    for name, value in attributes.items():
        if not name.strip() or len(name) > LONGEST_NAME or "\x00" in name:
            raise BadInput(f"A name in `attributes` has from 1 to {LONGEST_NAME} characters.", field="attributes")
        if isinstance(value, str):
            kept[name] = _text(attributes, name, "attributes", required=False, longest=LONGEST_VALUE)
        elif isinstance(value, bool) or (isinstance(value, (int, float)) and math.isfinite(value)):
            kept[name] = value
        elif value is not None:
            raise BadInput("Values in `attributes` must be texts, numbers, true or false.", field="attributes")
    return kept


def _object(frame: Mapping[str, Any], name: str) -> dict[str, Any]:
    value = frame[name]
    if value is None:
        return {}
    if not isinstance(value, dict):
        raise BadInput(f"`{name}` must be an object.", field=name)
    return value


def _text(given: Mapping[str, Any], name: str, field: str, *, required: bool = True, longest: int) -> str:
    return text_field({field: given.get(name, "")}, field, required=required, longest=longest)


def _amount(value: Any, field: str) -> int | float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not 0 <= value < 1e9:
        raise BadInput("Quantities and sums must be numbers from 0.", field=field)
    return value
