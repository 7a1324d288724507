"""Categories: what an article belongs to, and what people call it in each language.

An article names its category by a slug alone. A slug without names is shown as its own words, so an
article is never hidden for want of a name. An editor's change names the revision it saw, as an article's does.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, case, func, select
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from kb_index.content import checked_slug, checked_text
from kb_index.errors import BadArticle, CategoryEdited, CategoryInUse
from kb_index.tables import LANGUAGES, articles, categories

LONGEST_NAME = 60
LAST = 10_000
"""The highest position, and that of a category nobody has named."""


@dataclass(frozen=True)
class Category:
    """One category."""

    id: str
    position: int  # the lowest stands first
    names: Mapping[str, str]  # by language; empty where nobody has named it
    revision: int = 0  # rises with every change; 0 where nobody has named it

    @classmethod
    def from_json(cls, category_id: Any, raw: Mapping[str, Any]) -> Category:
        """Check what an editor or a file gave.

        Raises:
            BadArticle: A field cannot be accepted; the error names it.
        """
        names = raw.get("names")
        if not isinstance(names, dict) or set(names) != set(LANGUAGES):
            raise BadArticle("names", "bad_names", f"`names` must have a name in each of {', '.join(LANGUAGES)}.")
        position = raw.get("position")
        if not isinstance(position, int) or isinstance(position, bool) or not 0 <= position <= LAST:
            raise BadArticle("position", "bad_position", f"`position` must be a whole number from 0 to {LAST}.")
        checked = {
            language: checked_text(names[language], f"names.{language}", LONGEST_NAME, one_line=True)
            for language in LANGUAGES
        }
        return cls(checked_slug(category_id, "category"), position, checked)

    def name(self, language: str) -> str:
        """What people call it."""
        return self.names.get(language) or self.id.replace("-", " ").capitalize()

    def as_json(self) -> dict[str, Any]:
        """The category as editors' programs get it."""
        return {"id": self.id, "position": self.position, "names": dict(self.names), "revision": self.revision}


async def named_categories(connection: AsyncConnection) -> list[Category]:
    """Those that have names, in the order readers see them."""
    rows = await connection.execute(select(categories).order_by(categories.c.position, categories.c.id))
    return [Category(row.id, row.position, row.names, row.revision) for row in rows]


async def all_categories(connection: AsyncConnection) -> list[tuple[Category, int]]:
    """Those that have names and those that articles use, each with how many articles it has."""
    used = select(articles.c.category, func.count()).group_by(articles.c.category).order_by(articles.c.category)
    counts = {category: int(count) for category, count in await connection.execute(used)}
    named = await named_categories(connection)
    nameless = counts.keys() - {category.id for category in named}
    found = [*named, *(Category(slug, LAST, {}) for slug in sorted(nameless))]
    return [(category, counts.get(category.id, 0)) for category in found]


async def save_categories(connection: AsyncConnection, given: Iterable[Category]) -> None:
    """Set names and positions, as a file says; the last word counts."""
    for category in given:
        values = {"position": category.position, "names": dict(category.names)}
        await connection.execute(
            _insert(connection)
            .values(id=category.id, revision=1, **values)
            .on_conflict_do_update(index_elements=["id"], set_={**values, "revision": categories.c.revision + 1})
        )


async def save_category(connection: AsyncConnection, category: Category, revision: int) -> None:
    """Name a category, or change its names and position.

    Args:
        revision: The one the editor saw; 0 for a category that nobody had named.

    Raises:
        CategoryEdited: It is another one now.
    """
    values = {"position": category.position, "names": dict(category.names), "revision": revision + 1}
    if revision == 0:
        write = _insert(connection).values(id=category.id, **values).on_conflict_do_nothing(index_elements=["id"])
    else:
        write = categories.update().where(_seen(category.id, revision)).values(**values)
    if (await connection.execute(write)).rowcount == 0:
        raise CategoryEdited(category.id)


async def arrange_categories(connection: AsyncConnection, order: Sequence[tuple[str, int]]) -> None:
    """Put categories into the order readers see them in; only those that move get a new revision.

    Args:
        order: Each category with the revision the editor saw.

    Raises:
        CategoryEdited: One of them has changed; nothing is moved.
    """
    places = {category_id: (place, revision) for place, (category_id, revision) in enumerate(order, start=1)}
    for category_id, (place, revision) in sorted(places.items()):
        stays = categories.c.position == place
        result = await connection.execute(
            categories.update()
            .where(_seen(category_id, revision))
            .values(position=place, revision=case((stays, revision), else_=revision + 1))
        )
        if result.rowcount == 0:
            raise CategoryEdited(category_id)


async def remove_category(connection: AsyncConnection, category_id: str, revision: int) -> None:
    """Forget a category that no article has any more; one that is gone already is no error.

    Args:
        revision: The one the editor saw.

    Raises:
        CategoryInUse: Some article has it.
        CategoryEdited: It is another one now.
    """
    in_use = select(articles.c.id).where(articles.c.category == category_id)
    result = await connection.execute(categories.delete().where(_seen(category_id, revision), ~in_use.exists()))
    if result.rowcount:
        return
    count = (await connection.execute(select(func.count()).select_from(in_use.subquery()))).scalar_one()
    if count:
        raise CategoryInUse(category_id, int(count))
    if (await connection.execute(select(categories.c.id).where(categories.c.id == category_id))).first():
        raise CategoryEdited(category_id)


def _seen(category_id: str, revision: int) -> Any:
    return and_(categories.c.id == category_id, categories.c.revision == revision)


def _insert(connection: AsyncConnection) -> Any:
    return (postgresql.insert if connection.dialect.name == "postgresql" else sqlite.insert)(categories)
