"""`warmline staff`: who may sign in."""

from __future__ import annotations

import asyncio

import click

from warmline.settings import Settings


@click.group()
def staff() -> None:
    """Agents, editors, supervisors."""


@staff.command()
@click.argument("email")
@click.option("--name", required=True, help="As customers see it.")
@click.option("--role", "roles", multiple=True, required=True, help="agent, editor, supervisor or admin; repeatable.")
@click.option("--language", "languages", multiple=True, help="pl or en; repeatable; none means both.")
@click.option("--skill", "skills", multiple=True, help="A reason of hand-overs, such as complaint; repeatable.")
@click.option("--capacity", type=int, default=3, show_default=True, help="Conversations at a time.")
@click.password_option(help="Asked for where it is not given.")
@click.pass_obj
def add(
    settings: Settings,
    email: str,
    name: str,
    roles: tuple[str, ...],
    languages: tuple[str, ...],
    skills: tuple[str, ...],
    capacity: int,
    password: str,
) -> None:
    """Let somebody sign in."""
    from escalation.staff import add_staff
    from warmline.clock import now
    from warmline.database import Database
    from warmline.migrations import upgrade

    async def add_one() -> str:
        database = Database(settings.database_url)
        try:
            async with database.write() as connection:
                made = await add_staff(
                    connection,
                    email=email,
                    name=name,
                    password=password,
                    roles=roles,
                    languages=languages,
                    skills=skills,
                    capacity=capacity,
                    at=now(),
                )
                return made.email
        finally:
            await database.close()

    upgrade(settings.database_url)
    click.echo(f"{asyncio.run(add_one())} may sign in.")
