"""The command `warmline`: one module a group of commands, each a thin door to the code that does the work."""

from __future__ import annotations

import os
import sys

import click

from warmline.cli.bench import bench
from warmline.cli.customers import customers
from warmline.cli.demo import demo
from warmline.cli.kb import kb
from warmline.cli.measure import escalation, nlu, parse, sentiment
from warmline.cli.processes import actions, bot, desk, up
from warmline.cli.staff import staff
from warmline.cli.train import train
from warmline.errors import WarmlineError
from warmline.settings import Settings


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.pass_context
def cli(context: click.Context) -> None:
    """Customer service where software answers what it knows and a person takes over the rest."""
    context.obj = Settings.from_env(os.environ)


for command in (up, desk, bot, actions, kb, train, demo, staff, customers, bench, parse, nlu, sentiment, escalation):
    cli.add_command(command)


def main() -> None:
    """Run the command line; an error of ours is one clear line and exit status 2."""
    try:
        cli()
    except WarmlineError as error:
        click.echo(f"warmline: {error.message}", err=True)
        sys.exit(2)
