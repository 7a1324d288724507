"""From when supervisors are alerted: the limits of a file."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import yaml

from warmline.errors import BadInput

LIMITS = Path(__file__).with_name("alerts.yml")
KINDS = ("waiting", "longest_wait", "service_level", "falling", "nobody_there")

MOST = 100_000
"""Of customers, seconds or minutes: some 69 days, well within what a date can be moved by."""


@dataclass(frozen=True)
class AlertLimits:
    """The limits; what is None raises no alert."""

    waiting: float | None = None
    longest_wait: timedelta | None = None
    service_level: float | None = None
    within: timedelta = timedelta(seconds=60)
    over: timedelta = timedelta(minutes=60)
    fewest: float = 5
    falling: float | None = None
    falling_from: float = 0.5
    nobody_there: bool = False


def load(path: Path = LIMITS) -> AlertLimits:
    """The limits of a file.

    Raises:
        BadInput: The file is missing or a limit is wrong; the message names it and what it takes.
    """
    try:
        found = yaml.safe_load(path.read_text(encoding="utf-8")) or {}
    except (OSError, yaml.YAMLError) as error:
        raise BadInput(f"{path} cannot be read: {error}", field="alert_limits") from None
    if not isinstance(found, dict) or (unknown := sorted(str(name) for name in found if name not in KINDS)):
        wrong = f" not {', '.join(unknown)}," if isinstance(found, dict) else ""
        raise BadInput(f"{path} takes{wrong} {', '.join(KINDS)}.", field="alert_limits")
    limits: dict[str, Any] = {"nobody_there": found.get("nobody_there", False)}
    if not isinstance(limits["nobody_there"], bool):
        raise BadInput(f"{path}: `nobody_there` must be true or false.", field="nobody_there")
    if "waiting" in found:
        limits["waiting"] = _number(path, "waiting", found["waiting"])
    if "longest_wait" in found:
        limits["longest_wait"] = timedelta(minutes=_number(path, "longest_wait", found["longest_wait"]))
    if "service_level" in found:
        level = _numbers(path, "service_level", found["service_level"], "least within_seconds over_minutes fewest")
        limits |= {"service_level": _share(path, "service_level.least", level["least"]), "fewest": level["fewest"]}
        limits["within"] = timedelta(seconds=level["within_seconds"])
        limits["over"] = timedelta(minutes=level["over_minutes"])
    if "falling" in found:
        falling = _numbers(path, "falling", found["falling"], "most from")
        limits |= {"falling": falling["most"], "falling_from": _share(path, "falling.from", falling["from"])}
    return AlertLimits(**limits)


def _numbers(path: Path, name: str, value: Any, keys: str) -> dict[str, float]:
    wanted = keys.split()
    if not isinstance(value, dict) or set(value) != set(wanted):
        raise BadInput(f"{path}: `{name}` needs {', '.join(wanted)}, and nothing else.", field=name)
    return {key: _number(path, f"{name}.{key}", value[key]) for key in wanted}


def _number(path: Path, name: str, value: Any) -> float:
    if not isinstance(value, (int, float)) or isinstance(value, bool) or not 0 <= value <= MOST:
        raise BadInput(f"{path}: `{name}` must be a number from 0 to {MOST}.", field=name)
    return float(value)


def _share(path: Path, name: str, value: float) -> float:
    if value > 1:
        raise BadInput(f"{path}: `{name}` must be between 0 and 1.", field=name)
    return value
