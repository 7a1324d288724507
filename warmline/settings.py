"""Every setting of Warmline, read once from the environment and passed down.

Nothing else in the project reads the environment. ``docs/settings.md`` lists what stands here, and a
test keeps the two together.
"""

from __future__ import annotations

import hmac
import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any

from warmline.errors import BadInput

ROOT = Path(__file__).resolve().parent.parent


def setting(default: Any, help: str) -> Any:
    """A field of ``Settings`` with its reason."""
    return field(default=default, metadata={"help": help})


@dataclass(frozen=True)
class Settings:
    """All settings; the environment variable is the field's name in capitals after ``WARMLINE_``.

    ``DATABASE_URL`` and ``REDIS_URL`` are read without the prefix, as hosting platforms set them.
    """

    var: Path = setting(ROOT / "var", "Folder for the database, secrets, logs and index files.")
    database_url: str = setting("", "PostgreSQL address; empty means one SQLite file in `var`.")
    redis_url: str = setting("", "Redis for live events and Rasa's locks; empty means a single desk and bot.")
    shop_database_url: str = setting("", "The shop's orders over SQL; empty means the demo shop in `var`.")
    shop_api_url: str = setting("", "The shop's orders over HTTP/JSON instead of SQL.")
    shop_api_token: str = setting("", "Bearer token for `shop_api_url`.")
    secret: str = setting("", "Signs sessions and internal calls; empty means one made at first start in `var`.")
    identity_secret: str = setting(
        "", "Shared with the shop to sign customers' identities (JWT HS256); empty: derived."
    )
    desk_host: str = setting("127.0.0.1", "Address the desk listens on; 0.0.0.0 to be reached from outside.")
    desk_port: int = setting(8080, "Port of the desk, the only one a browser needs.")
    bot_port: int = setting(5005, "Loopback port of the Rasa server.")
    actions_port: int = setting(5055, "Loopback port of the Rasa action server.")
    kb_port: int = setting(5065, "Loopback port of the knowledge-base service.")
    desk_url: str = setting("", "Where other processes find the desk; empty means loopback at `desk_port`.")
    bot_url: str = setting("", "Where the desk finds the bot; empty means loopback at `bot_port`.")
    actions_url: str = setting("", "Where the bot finds the actions; empty means loopback at `actions_port`.")
    kb_url: str = setting("", "Where desk and actions find the knowledge base; empty means loopback at `kb_port`.")
    public_url: str = setting("", "Address of the desk as customers see it; empty means `desk_url`.")
    allowed_origins: str = setting(
        "", "Sites that may embed the widget, comma separated; the desk's own is always one."
    )
    shop_name: str = setting("", "The shop's name on the public help pages.")
    contact_email: str = setting("", "Where readers of the help pages may write; empty: only the chat is offered.")
    contact_phone: str = setting("", "Where readers of the help pages may call; empty: only the chat is offered.")
    timezone: str = setting("Europe/Warsaw", "Time zone of opening hours and reports.")
    encoder: str = setting("", "Another sentence-transformers model or folder; empty means the adapted default.")
    mood_model: str = setting(
        "", "A Hugging Face sequence-classification model or folder that judges polarity; empty means our own."
    )
    adapt_encoder: bool = setting(False, "Adapt the encoder named by `WARMLINE_ENCODER` too; else it is used as it is.")
    dictionaries: Path = setting(
        ROOT / ".tools" / "dictionaries", "Folder of the Polish and English dictionaries the encoder learns words from."
    )
    trained: Path = setting(ROOT / "models" / "trained", "Folder of trained models.")
    escalation_rules: Path = setting(ROOT / "bot" / "escalation.yml", "The file of hand-over rules and thresholds.")
    turn_timeout: float = setting(20.0, "Seconds the bot may take for a turn before a person gets the case.")
    turn_attempts: int = setting(2, "How often a turn is tried before it is given up.")
    questions_kept_days: int = setting(
        365, "Days for which customers' questions to the knowledge base are kept, masked; 0 keeps none."
    )
    callback_after: int = setting(
        10, "Minutes of honest waiting from which customers are offered a call-back instead of the queue."
    )
    callbacks_kept_days: int = setting(
        30, "Days after which a call-back that is done or withdrawn is deleted, contact and all."
    )
    transfer_seconds: int = setting(
        60, "Seconds in which a colleague takes up a conversation given to them before it goes back to the queue."
    )
    automatic_assignment: bool = setting(
        False, "Offer waiting conversations to the agents with the most room; otherwise they take them by hand."
    )
    offer_seconds: int = setting(
        45, "Seconds in which an agent takes up a conversation offered to them before it is offered to another."
    )
    absence_seconds: int = setting(
        120, "Seconds a customer waits for an agent whose connection is lost before somebody else may answer."
    )
    wrap_up_codes: Path = setting(
        ROOT / "escalation" / "wrap_up.yml", "The file of codes that say what a closed conversation was about."
    )
    queue_rules: Path = setting(
        ROOT / "escalation" / "queue.yml", "The file that says what counts for a place in the queue besides waiting."
    )
    alert_limits: Path = setting(
        ROOT / "escalation" / "alerts.yml", "The file of limits from which supervisors are alerted."
    )
    alert_webhook: str = setting("", "An address that is sent each alert, and its end; empty: none.")
    alert_webhook_secret: str = setting(
        "", "Secret by which such calls are signed, as Standard Webhooks has it (`whsec_...`); empty: unsigned."
    )
    smtp_url: str = setting(
        "", "Where mail is handed in: `smtp://user:password@host:587` or `smtps://`; empty: no mail goes out."
    )
    mail_from: str = setting("", "The sender of mail, such as `Pod Lipą <pomoc@podlipa.example>`; needed with SMTP.")
    reopen_hours: int = setting(
        24, "Hours in which a customer who writes again after an agent has closed the case goes on with it; 0: never."
    )
    survey: str = setting(
        "csat+nps", "What customers are asked after a conversation: `csat`, `csat+nps`, `csat+ces`, or `off`."
    )
    demo: bool = setting(False, "Serve the demo shop and its signed demo customers; never in production.")
    log_level: str = setting("info", "debug, info, warning or error.")
    log_json: bool = setting(False, "One JSON object a log line instead of readable text.")

    @classmethod
    def from_env(cls, environ: Mapping[str, str]) -> Settings:
        """Read the settings.

        Raises:
            BadInput: A value has the wrong form; the message names the variable and what it takes.
        """
        values: dict[str, Any] = {}
        for item in fields(cls):
            name = variable_of(item.name)
            if name in environ and environ[name] != "":
                values[item.name] = _parse(name, environ[name], type(item.default))
        settings = cls(**values)
        return settings.resolved()

    def resolved(self) -> Settings:
        """These settings with every empty address and secret filled in."""
        found = {item.name: getattr(self, item.name) for item in fields(self)}
        found["database_url"] = async_url(self.database_url) or f"sqlite+aiosqlite:///{self.var / 'warmline.sqlite'}"
        found["shop_database_url"] = (
            async_url(self.shop_database_url) or f"sqlite+aiosqlite:///{self.var / 'shop.sqlite'}"
        )
        for name in ("desk", "bot", "actions", "kb"):
            found[f"{name}_url"] = found[f"{name}_url"].rstrip("/") or f"http://127.0.0.1:{found[f'{name}_port']}"
        found["public_url"] = self.public_url.rstrip("/") or found["desk_url"]
        if self.alert_webhook and not self.alert_webhook.startswith(("https://", "http://")):
            raise BadInput("WARMLINE_ALERT_WEBHOOK must begin with https:// or http://.", field="alert_webhook")
        if self.smtp_url and "@" not in self.mail_from:
            raise BadInput("WARMLINE_MAIL_FROM must be an e-mail address where mail goes out.", field="mail_from")
        found["secret"] = self.secret or _kept_secret(self.var / "secret")
        found["identity_secret"] = self.identity_secret or derived_secret(found["secret"], "identity")
        return type(self)(**found)

    def environment(self) -> dict[str, str]:
        """The variables that make a child process read these same settings."""
        return {
            variable_of(item.name): str(int(value) if isinstance(value, bool) else value)
            for item in fields(self)
            if (value := getattr(self, item.name)) != ""
        }

    @property
    def service_token(self) -> str:
        """Bearer token of the internal calls between the processes."""
        return derived_secret(self.secret, "service")


def derived_secret(secret: str, purpose: str) -> str:
    """A secret for one purpose that does not give away the secret it comes from."""
    return hmac.new(secret.encode(), purpose.encode(), "sha256").hexdigest()


def variable_of(name: str) -> str:
    """The environment variable of a setting."""
    return name.upper() if name in ("database_url", "redis_url") else f"WARMLINE_{name.upper()}"


def async_url(url: str) -> str:
    """A database address with the asynchronous driver SQLAlchemy needs."""
    for plain, driver in (
        ("postgres://", "postgresql+asyncpg://"),
        ("postgresql://", "postgresql+asyncpg://"),
        ("sqlite://", "sqlite+aiosqlite://"),
    ):
        if url.startswith(plain):
            return driver + url[len(plain) :]
    return url


def sync_url(url: str) -> str:
    """The same database for code that is not asynchronous (Alembic, Rasa's tracker store)."""
    return url.replace("+asyncpg", "+psycopg2").replace("+aiosqlite", "")


def _parse(name: str, value: str, kind: type) -> Any:
    if kind is bool:
        if value.lower() not in ("0", "1", "true", "false", "yes", "no"):
            raise BadInput(f"{name} must be 1 or 0, not {value!r}", field=name)
        return value.lower() in ("1", "true", "yes")
    if kind in (int, float):
        try:
            return kind(value)
        except ValueError:
            raise BadInput(f"{name} must be a number, not {value!r}", field=name) from None
    if issubclass(kind, Path):
        return Path(value).expanduser().resolve()
    return value


def _kept_secret(path: Path) -> str:
    """The secret made at first start; several processes may ask for it at once."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(path, "x", opener=lambda name, flags: os.open(name, flags, 0o600)) as file:
            file.write(secrets.token_urlsafe(32))
    except FileExistsError:
        pass
    return path.read_text().strip()
