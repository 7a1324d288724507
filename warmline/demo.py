"""The demo shop *Pod Lipą*: what an empty installation is filled with, and where to look at it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from zoneinfo import ZoneInfo

import yaml

from actions.shop.demo import ANNA, PIOTR, ZOFIA, seed_demo
from escalation import canned_replies
from escalation.canned_replies import wording_of
from escalation.staff import add_staff, known_emails, member_with
from kb_index.demo_questions import load_asked_questions
from kb_index.imports import import_articles
from kb_index.library import list_articles
from kb_index.standalone import standalone_gate
from warmline.clock import now
from warmline.database import Database
from warmline.migrations import upgrade
from warmline.settings import ROOT, Settings

ARTICLES = ROOT / "kb_index" / "demo"
"""With ``golden.yml`` beside them."""

REPLIES = ROOT / "escalation" / "demo" / "replies.yml"


@dataclass(frozen=True)
class Member:
    """One of the demo shop's staff, whose sign-in is printed for everyone to try."""

    email: str
    name: str
    password: str
    roles: tuple[str, ...]


STAFF = (
    Member("anna@podlipa.example", "Anna Wrona", "lipa-anna-demo", ("agent",)),
    Member("marek@podlipa.example", "Marek Sowa", "lipa-marek-demo", ("agent", "supervisor")),
    Member("ewa@podlipa.example", "Ewa Czapla", "lipa-ewa-demo", ("editor",)),
    Member("ola@podlipa.example", "Ola Dudek", "lipa-ola-demo", ("admin",)),
)

EDITOR = STAFF[2]


async def load_demo(settings: Settings) -> dict[str, int]:
    """Fill what is empty; what is there already stays as it is.

    Returns:
        How many orders, articles, asked questions, members of staff and canned replies were added.
    """
    upgrade(settings.database_url)
    shop, desk = Database(settings.shop_database_url), Database(settings.database_url)
    try:
        orders = await seed_demo(shop, now().astimezone(ZoneInfo(settings.timezone)).date())
        return {
            "orders": orders,
            "articles": await _add_articles(settings, desk),
            "questions": await load_asked_questions(desk, settings),
            "staff": await _add_missing_staff(desk),
            "replies": await _add_replies(desk),
        }
    finally:
        await shop.close()
        await desk.close()


def identities() -> list[dict[str, str]]:
    """The three customers whom the demo page can sign in, as their signed identities name them."""
    return [{"id": person.external_id, "email": person.email, "name": person.name} for person in (ANNA, PIOTR, ZOFIA)]


def with_demo_shop(settings: Settings) -> Settings:
    """The settings with the demo shop's name and contact where none are set."""
    return replace(
        settings,
        shop_name=settings.shop_name or "Pod Lipą",
        contact_email=settings.contact_email or "pomoc@podlipa.example",
        contact_phone=settings.contact_phone or "+48 12 555 01 00",
    )


def where_to_look(settings: Settings) -> str:
    """What the operator is told when everything runs."""
    lines = ["", "Warmline is up.", ""]
    if settings.demo:
        lines += [f"  the demo shop      {settings.public_url}/demo"]
    lines += [
        f"  the help centre    {settings.public_url}/help",
        f"  the agent console  {settings.public_url}/agent",
        f"  the editor         {settings.public_url}/editor",
        "",
    ]
    if settings.demo:
        lines += [
            f"  sign in as {member.email:<24} {member.password:<18} {', '.join(member.roles)}" for member in STAFF
        ]
        lines += ["", "  demo orders to ask about: LP-104217 to LP-104223, see docs/demo-shop.md", ""]
    return "\n".join([*lines, "  Ctrl-C stops everything.", ""])


async def _add_articles(settings: Settings, database: Database) -> int:
    async with database.read() as connection:
        if await list_articles(connection):
            return 0
    report = await import_articles(database, ARTICLES, "Warmline", lambda: standalone_gate(settings, database))
    return len(report.new)


async def _add_missing_staff(database: Database) -> int:
    async with database.write() as connection:
        known = await known_emails(connection)
        missing = [member for member in STAFF if member.email not in known]
        for member in missing:
            await add_staff(connection, **vars(member), at=now())
    return len(missing)


async def _add_replies(database: Database) -> int:
    """Everybody's canned replies, in the editor's name, where there are none."""
    wordings = yaml.safe_load(REPLIES.read_text(encoding="utf-8"))
    async with database.write() as connection:
        editor = await member_with(connection, EDITOR.email)
        if await canned_replies.listed(connection, editor):
            return 0
        for shortcut, texts in wordings.items():
            wording = wording_of({"shortcut": shortcut, "texts": texts})
            await canned_replies.create(connection, wording, editor, now(), shared=True)
    return len(wordings)
