"""`warmline bench`: what is measured, in `benchmarks/`; from a checkout, as these are no part of the package."""

from __future__ import annotations

import subprocess
import sys

import click

from warmline.settings import ROOT


@click.group()
def bench() -> None:
    """Measure this installation's code on this machine; see benchmarks/README.md."""


@bench.command(context_settings={"ignore_unknown_options": True}, add_help_option=False)
@click.argument("options", nargs=-1, type=click.UNPROCESSED)
def turn(options: tuple[str, ...]) -> None:
    """Time from message to reply beside plain Rasa, and where it goes (--help for its options)."""
    _run("turn", options)


def _run(name: str, options: tuple[str, ...]) -> None:
    command = [sys.executable, "-m", f"benchmarks.{name}", *options]
    sys.exit(subprocess.run(command, cwd=ROOT, check=False).returncode)  # noqa: S603 - our own command
