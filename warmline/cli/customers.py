"""`warmline customers`: what is kept of them."""

from __future__ import annotations

import asyncio
import json

import click

from warmline.settings import Settings


@click.group()
def customers() -> None:
    """What is kept of customers."""


@customers.command()
@click.argument("who")
@click.option("--yes", is_flag=True, help="Do not ask first.")
@click.pass_obj
def erase(settings: Settings, who: str, yes: bool) -> None:
    """Erase a customer for good: WHO is their id at the desk or in the shop, or their e-mail address."""
    from escalation.erasure import settle
    from warmline.clock import now
    from warmline.database import Database
    from warmline.erasure import Erased, forgetter
    from warmline.erasure import erase as erase_customer
    from warmline.migrations import upgrade

    async def erase_one() -> Erased:
        database = Database(settings.database_url)
        try:
            done = await erase_customer(database, settings, who)
            try:
                await settle(database, forgetter(settings), now())
            except Exception as error:
                click.echo(f"The bot's memory cannot be reached ({error}); the desk will go on trying.", err=True)
            return done
        finally:
            await database.close()

    if not yes:
        click.confirm(f"Erase all that is kept of `{who}`? It cannot be undone.", abort=True, err=True)
    upgrade(settings.database_url)
    click.echo(json.dumps(vars(asyncio.run(erase_one()))))
