"""`warmline demo`: fill an empty installation with the demo shop."""

from __future__ import annotations

import asyncio

import click

from warmline.settings import Settings


@click.command()
@click.pass_obj
def demo(settings: Settings) -> None:
    """Load the demo shop's orders, articles and staff; what is there already stays."""
    from warmline.demo import load_demo

    added = asyncio.run(load_demo(settings))
    click.echo("demo shop: " + ", ".join(f"{count} {name} added" for name, count in added.items()), err=True)
