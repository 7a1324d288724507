"""What a run of ``benchmarks.turn`` has found, as figures, as a table to read, and as Markdown."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.customers import Reply

OURS, PLAIN = "warmline", "plain rasa"


@dataclass
class Measured:
    """The replies of one system to one number of simultaneous customers, over all rounds."""

    replies: list[Reply] = field(default_factory=list)
    seconds: float = 0.0  # of all rounds together

    def figures(self) -> dict[str, float]:
        """Milliseconds, replies a second, and what failed."""
        waits = sorted(reply.milliseconds for reply in self.replies)
        return {
            "p50_ms": round(share(waits, 0.5), 1),
            "p95_ms": round(share(waits, 0.95), 1),
            "replies_per_second": round(len(waits) / self.seconds, 1),
            "n": len(waits),
            "failed": sum(reply.failed for reply in self.replies),
        }


def share(ordered: Sequence[float], part: float) -> float:
    """The value that a part of the ordered ones does not exceed (nearest rank)."""
    return ordered[max(0, math.ceil(part * len(ordered)) - 1)]


def level(customers: int, ours: Measured, plain: Measured) -> dict[str, Any]:
    """One number of customers: both systems, and ours as a multiple of plain."""
    a, b = ours.figures(), plain.figures()
    ratio = {name: round(a[name] / b[name], 2) for name in ("p50_ms", "p95_ms", "replies_per_second")}
    return {"customers": customers, "warmline": a, "plain": b, "ratio": ratio}


def lengths(ours: Sequence[Reply], plain: Sequence[Reply]) -> list[dict[str, Any]]:
    """How long the replies to each message were, in characters (mean), and how many of ours failed."""
    found: defaultdict[tuple[str, str], dict[str, list[Reply]]] = defaultdict(lambda: {"ours": [], "plain": []})
    for name, replies in (("ours", ours), ("plain", plain)):
        for reply in replies:
            found[reply.language, reply.question][name].append(reply)
    return [
        {
            "language": language,
            "message": question,
            "warmline_length": round(_mean([reply.length for reply in both["ours"]])),
            "plain_length": round(_mean([reply.length for reply in both["plain"]])),
            "p50_ms": round(share(sorted(reply.milliseconds for reply in both["ours"]), 0.5), 1),
        }
        for (language, question), both in found.items()
    ]


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def tables(found: dict[str, Any]) -> Iterator[tuple[str, list[str], list[list[str]]]]:
    """Title, heads and rows of each table."""
    heads = ["customers", "system", "p50 ms", "p95 ms", "replies/s", "replies", "failed"]
    rows = []
    for one in found["levels"]:
        for name, key in ((OURS, "warmline"), (PLAIN, "plain")):
            rows.append([str(one["customers"]), name, *(str(value) for value in one[key].values())])
        rows.append(["", "ratio", *(f"{value:.2f}" for value in one["ratio"].values()), "", ""])
    yield "Message to reply", heads, rows
    parts = [[part["part"], f"{part['ms']:.2f}", f"{part['percent']:.1f}"] for part in found["parts"]]
    parts.append(["whole", f"{found['whole_ms']:.2f}", "100.0"])
    yield "Where a turn's time goes (mean, 1 customer)", ["part", "ms", "%"], parts
    rows = [[str(value) for value in one.values()] for one in found["replies"]]
    heads = ["language", "message", "length", "length, plain", "p50 ms, 1 customer"]
    yield "The replies (length in characters)", heads, rows


def heading(found: dict[str, Any]) -> str:
    """When and on what."""
    machine = found["machine"]
    return (
        f"{found['at']}, {machine['cpus']} CPUs, Python {machine['python']}, load {machine['load_before']} before "
        f"and {machine['load_after']} after, {found['seconds']} s, failed turns: {found['failed']}"
    )


def show(found: dict[str, Any], console: Console) -> None:
    """The tables on a terminal."""
    console.print(heading(found), highlight=False)
    for title, heads, rows in tables(found):
        table = Table(title=title, title_justify="left")
        for place, head in enumerate(heads):
            table.add_column(head, justify="left" if place == 0 or head in ("system", "message") else "right")
        for row in rows:
            table.add_row(*row)
        console.print(table)


def markdown(found: dict[str, Any]) -> str:
    """The tables for a page."""
    lines = [heading(found), ""]
    for title, heads, rows in tables(found):
        lines += [f"### {title}", "", f"| {' | '.join(heads)} |", f"|{'---|' * len(heads)}"]
        lines += [*(f"| {' | '.join(row)} |" for row in rows), ""]
    return "\n".join(lines)
