"""What can go wrong on the Rasa side."""

from __future__ import annotations

from warmline.errors import BadInput, Unavailable, WarmlineError


class BadRules(BadInput):
    """The file of hand-over rules is wrong; the message says where and how to mend it."""

    code = "bad_rules"


class NotReady(Unavailable):
    """No dialogue model is loaded yet."""

    code = "bot_not_ready"


class TurnFailed(WarmlineError):
    """The assistant could not finish this turn."""

    code = "turn_failed"


class TrainingFailed(WarmlineError):
    """The dialogue model could not be trained."""

    code = "training_failed"
