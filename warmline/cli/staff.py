"""`warmline staff`: who may sign in."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from warmline.settings import Settings

if TYPE_CHECKING:
    from sqlalchemy.ext.asyncio import AsyncConnection

    from escalation.conversations import Conversation
    from escalation.staff import Staff

T = TypeVar("T")


def _described(command: Callable[..., Any]) -> Callable[..., Any]:
    """The options that say who somebody is and what they may do, as ``add_staff`` takes them."""
    for option in (
        click.option("--capacity", type=int, default=3, show_default=True, help="Conversations at a time."),
        click.option("--skill", "skills", multiple=True, help="A reason of hand-overs, such as complaint; repeatable."),
        click.option("--language", "languages", multiple=True, help="pl or en; repeatable; none means both."),
        click.option("--role", "roles", multiple=True, required=True, help="agent, editor, supervisor or admin."),
        click.option("--name", required=True, help="As customers see it."),
        click.argument("email"),
    ):
        command = option(command)
    return command


@click.group()
def staff() -> None:
    """Agents, editors, supervisors, admins."""


@staff.command()
@_described
@click.password_option(help="Asked for where it is not given.")
@click.pass_obj
def add(settings: Settings, /, password: str, **person: Any) -> None:
    """Let somebody sign in."""
    from escalation.staff import add_staff
    from warmline.clock import now

    async def add_one(connection: AsyncConnection) -> str:
        made = await add_staff(connection, **person, password=password, at=now())
        return made.email

    click.echo(f"{_write(settings, add_one)} may sign in.")


@staff.command()
@_described
@click.pass_obj
def invite(settings: Settings, /, **person: Any) -> None:
    """Let somebody choose a password and sign in, by a link that works once, for three days."""
    import secrets

    from escalation.password_links import INVITATION
    from escalation.staff import add_staff
    from warmline.clock import now

    async def add_one(connection: AsyncConnection) -> str | None:
        made = await add_staff(connection, **person, password=secrets.token_urlsafe(32), at=now())
        return await _link(connection, settings, made, INVITATION)

    _say_link(person["email"], _write(settings, add_one))


@staff.command("send-link")
@click.argument("email")
@click.pass_obj
def send_link(settings: Settings, email: str) -> None:
    """Let somebody choose a new password, by a link that works once, for two hours; until then the old one works."""
    from escalation.password_links import RESET
    from escalation.staff_access import member

    async def renew(connection: AsyncConnection) -> str | None:
        return await _link(connection, settings, await member(connection, email), RESET)

    _say_link(email, _write(settings, renew))


@staff.command("list")
@click.pass_obj
def list_staff(settings: Settings) -> None:
    """Everybody, with their roles, and who is disabled."""
    from escalation.staff_access import listed

    for found in _write(settings, listed):
        person = found.person
        columns = [f"{person.email:<32}", f"{person.name:<24}", ", ".join(person.roles)]
        click.echo("  ".join(columns if found.active else [*columns, "(disabled)"]))


@staff.command()
@click.argument("email")
@click.pass_obj
def disable(settings: Settings, email: str) -> None:
    """Shut somebody out at once; their conversations go back to the queue, at their place."""
    from escalation.staff_access import disable as shut_out
    from warmline.clock import now

    moved = _write(settings, lambda connection: shut_out(connection, email, now()))
    asyncio.run(_tell(settings, moved))
    click.echo(f"{email} is signed out and may not sign in; conversations back in the queue: {len(moved)}.")


@staff.command()
@click.argument("email")
@click.pass_obj
def enable(settings: Settings, email: str) -> None:
    """Let somebody sign in again who was disabled."""
    from escalation.staff_access import enable as let_in
    from warmline.clock import now

    _write(settings, lambda connection: let_in(connection, email, now()))
    click.echo(f"{email} may sign in.")


@staff.command()
@click.argument("email")
@click.password_option(help="The new one; asked for where it is not given.")
@click.pass_obj
def reset(settings: Settings, email: str, password: str) -> None:
    """Give somebody a new password and sign them out everywhere."""
    from escalation.staff_access import reset_password
    from warmline.clock import now

    _write(settings, lambda connection: reset_password(connection, email, password, now()))
    asyncio.run(_tell(settings, []))
    click.echo(f"{email} has a new password and is signed out everywhere.")


async def _link(connection: AsyncConnection, settings: Settings, person: Staff, kind: str) -> str | None:
    """Write somebody a letter with a link; where no mail goes out, the link itself."""
    from escalation import password_links
    from warmline.clock import now

    if not settings.smtp_url:
        return password_links.address_of(
            settings.public_url, person, await password_links.make(connection, person, kind, now())
        )
    language = person.languages[0] if person.languages else "pl"
    await password_links.send(
        connection, person, kind, now(), desk=settings.public_url, shop=settings.shop_name, language=language
    )
    return None


def _say_link(email: str, link: str | None) -> None:
    if link is None:
        click.echo(f"A letter with a link is on its way to {email}.")
    else:
        click.echo(f"No mail goes out from here (WARMLINE_SMTP_URL is empty). Give {email} this link yourself:\n{link}")


def _write(settings: Settings, act: Callable[[AsyncConnection], Awaitable[T]]) -> T:
    """Do something in one transaction of an up-to-date database."""
    from warmline.database import Database
    from warmline.migrations import upgrade

    async def run() -> T:
        database = Database(settings.database_url)
        try:
            async with database.write() as connection:
                return await act(connection)
        finally:
            await database.close()

    upgrade(settings.database_url)
    return asyncio.run(run())


async def _tell(settings: Settings, moved: list[Conversation]) -> None:
    """Let the desks' sockets look at once where Redis carries hints; without it they look by themselves."""
    from escalation import announcements
    from escalation.live import live_for

    live = live_for(settings.redis_url)
    try:
        await announcements.presence(live)
        for conversation in moved:
            await announcements.changed(live, conversation)
    finally:
        await live.close()
