"""`warmline up` and the four processes one by one."""

from __future__ import annotations

import asyncio
import os

import click

from warmline.logs import configure_logs
from warmline.settings import Settings

COLOURS = {"desk": "cyan", "bot": "green", "actions": "yellow", "kb": "magenta"}


@click.command()
@click.option("--quiet", is_flag=True, help="Show only warnings and errors of the processes.")
@click.pass_obj
def up(settings: Settings, quiet: bool) -> None:
    """Start desk, bot, actions and kb, and keep them running until Ctrl-C."""
    from warmline import supervisor
    from warmline.demo import where_to_look

    configure_logs("warmline", settings.log_level, settings.log_json)

    def write(name: str, line: str) -> None:
        if quiet and not any(mark in line for mark in ("warning", "error", "WARNING", "ERROR", "Traceback")):
            return
        click.echo(f"{click.style(f'{name:<8}', fg=COLOURS[name])}{line}")

    supervisor.require_free_ports(settings)
    asyncio.run(supervisor.run(settings, lambda: click.echo(where_to_look(settings)), write))


@click.command()
@click.pass_obj
def desk(settings: Settings) -> None:
    """The server that browsers reach."""
    from escalation.server import run
    from warmline.demo import identities, with_demo_shop
    from warmline.erasure import forgetter

    configure_logs("desk", settings.log_level, settings.log_json)
    if settings.demo:
        settings = with_demo_shop(settings)
        run(settings, identities(), forgetter(settings))
    else:
        run(settings, forget=forgetter(settings))


@click.command()
@click.pass_obj
def bot(settings: Settings) -> None:
    """The dialogue: `rasa run` with the trained model."""
    from bot.server import bot_command

    _become(*bot_command(settings))


@click.command()
@click.pass_obj
def actions(settings: Settings) -> None:
    """The assistant's actions: `rasa run actions`."""
    from bot.server import actions_command

    _become(*actions_command(settings))


def _become(command: list[str], environment: dict[str, str]) -> None:
    os.execvpe(command[0], command, {**os.environ, **environment})  # noqa: S606 - our own command
