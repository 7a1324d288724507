"""`warmline train`."""

from __future__ import annotations

import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

from warmline.settings import Settings


@click.command()
@click.option("--force", is_flag=True, help="Train everything anew, whatever is up to date.")
@click.pass_obj
def train(settings: Settings, force: bool) -> None:
    """Train what is not trained yet: language, spelling, encoder, mood, and Rasa's dialogue."""
    from warmline.training import STEPS
    from warmline.training import train as train_all

    console = Console(stderr=True)
    columns = (TextColumn("{task.description:<10}"), BarColumn(), TextColumn("{task.percentage:>3.0f}%"))
    with Progress(*columns, TimeElapsedColumn(), console=console) as bars:
        tasks = {name: bars.add_task(name, total=1.0) for name in STEPS}
        steps = train_all(settings, force=force, progress=lambda name, share: bars.update(tasks[name], completed=share))
    for step in steps:
        state = "trained" if step.trained else "up to date"
        console.print(f"{step.name:<10} {state:<10} {step.seconds:6.1f} s", highlight=False)
