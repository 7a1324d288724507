"""The desk's tables. ``conversations`` and ``messages`` are the truth; ``events`` is what reports are made from."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    BigInteger,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from warmline.clock import Moment
from warmline.database import metadata

RowNumber = BigInteger().with_variant(Integer, "sqlite")
"""A number the database gives; SQLite counts up only a plain INTEGER."""

customers = Table(
    "customers",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("external_id", String(200), unique=True),  # the shop's own id, from a signed identity
    Column("name", String(200)),
    Column("email", String(320)),
    Column("verified_until", Moment),  # a signed identity was shown; NULL: never
    Column("rank", Integer, nullable=False, server_default="0"),  # as the shop's signed identity says
    Column("created_at", Moment, nullable=False),
)

visitors = Table(
    "visitors",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("customer_id", String(36), ForeignKey("customers.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
)

conversations = Table(
    "conversations",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("customer_id", String(36), ForeignKey("customers.id"), nullable=False, index=True),
    Column("channel", String(20), nullable=False),
    Column("owner", String(50), nullable=False),  # bot, queue, agent:<staff id> or closed
    Column("version", Integer, nullable=False),  # rises with every change of owner
    Column("last_seq", Integer, nullable=False),
    Column("read_seq", Integer, nullable=False),  # shown to the customer up to here
    Column("language", String(8), nullable=False),
    Column("language_chosen", Boolean, nullable=False),  # by the customer, not guessed from the words
    Column("frustration", Float),  # of the latest message that was read for mood
    Column("trend", Float),  # the mood after all that was read and happened, as models.trend has it
    Column("reason", String(40)),  # of the latest hand-over
    Column("queued_at", Moment),  # kept while an agent has it, so a release keeps the place
    Column("queue_rank", Moment),  # queued_at less its head starts; the earliest is next
    Column("head_starts", JSON(none_as_null=True)),  # minutes by cause, as escalation.priority has them
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("closed_at", Moment),
    Column("closed_by", String(36)),  # the agent who closed it; NULL: the customer or the desk did
    Column("wrap_up", String(40)),  # what it was about, a code of wrap_up.yml
    Index("ix_conversations_owner_queue_rank", "owner", "queue_rank"),
)
Index(
    "uq_conversations_open",
    conversations.c.customer_id,
    conversations.c.channel,
    unique=True,
    sqlite_where=text("owner <> 'closed'"),
    postgresql_where=text("owner <> 'closed'"),
)

messages = Table(
    "messages",
    metadata,
    Column("conversation_id", String(36), ForeignKey("conversations.id"), primary_key=True),
    Column("seq", Integer, primary_key=True, autoincrement=False),
    Column("client_message_id", String(64), index=True),
    Column("author_kind", String(20), nullable=False),
    Column("author_id", String(50)),
    Column("author_name", String(200)),
    Column("kind", String(20), nullable=False),
    Column("text", Text, nullable=False),
    Column("data", JSON, nullable=False),
    Column("choices", JSON, nullable=False),  # with the payloads, which never leave the server
    Column("language", String(8)),
    Column("mood", JSON(none_as_null=True)),
    Column("created_at", Moment, nullable=False),
    UniqueConstraint("conversation_id", "client_message_id"),
)

turns = Table(
    "turns",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False),
    Column("seq", Integer, nullable=False),  # of the message it answers; orders the turns of a conversation
    Column("kind", String(20), nullable=False),  # message, or returned: tell the bot it has the case back
    Column("text", Text, nullable=False),
    Column("payload", Text),
    Column("state", String(20), nullable=False),  # waiting, running, done, failed, dropped or cancelled
    Column("attempts", Integer, nullable=False),
    Column("worker", String(36)),
    Column("lease_until", Moment),
    Column("error", Text),
    Column("created_at", Moment, nullable=False),
    Column("finished_at", Moment),
    UniqueConstraint("conversation_id", "seq"),
    Index("ix_turns_state_created_at", "state", "created_at"),
)
Index(
    "uq_turns_running",
    turns.c.conversation_id,
    unique=True,
    sqlite_where=text("state = 'running'"),
    postgresql_where=text("state = 'running'"),
)

handovers = Table(
    "handovers",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False, index=True),
    Column("reason", String(40), nullable=False),
    Column("packet", JSON, nullable=False),
    Column("at", Moment, nullable=False),
    Column("claimed_at", Moment),
    Column("claimed_by", String(36)),
    Column("note", Text),  # the agent's, at the end
    Column("ended_at", Moment, index=True),
)

transfers = Table(
    "transfers",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False, index=True),
    Column("from_staff", String(36), ForeignKey("staff.id"), nullable=False),
    Column("to_staff", String(36), ForeignKey("staff.id")),  # NULL: to whoever is free next
    Column("version", Integer, nullable=False),  # of the conversation after it; in any other it is over
    Column("note", Text, nullable=False),  # for the colleague, never for the customer
    Column("at", Moment, nullable=False),
    Column("taken_at", Moment),  # NULL: the colleague has not taken it up
)

mood_feedback = Table(
    "mood_feedback",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("conversation_id", String(36), nullable=False),
    Column("seq", Integer, nullable=False),
    Column("at", Moment, nullable=False),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False),
    Column("model_label", String(20)),  # what the model had read; NULL where it had read nothing
    Column("model_frustration", Float),
    Column("label", String(20), nullable=False),  # what the person says
    Column("frustration", Float, nullable=False),
    ForeignKeyConstraint(["conversation_id", "seq"], ["messages.conversation_id", "messages.seq"]),
    Index("ix_mood_feedback_conversation_id_seq", "conversation_id", "seq"),
)

callbacks = Table(
    "callbacks",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("conversation_id", String(36), ForeignKey("conversations.id"), nullable=False),
    Column("turn_id", String(36), nullable=False, unique=True),  # in which it was asked for; a repeat makes no second
    Column("way", String(10), nullable=False),  # email or phone
    Column("contact", String(320), nullable=False),
    Column("language", String(8), nullable=False),
    Column("reason", String(40), nullable=False),
    Column("best_time", String(200), nullable=False),  # in the customer's words; empty: any
    Column("consent", Text, nullable=False),  # the very sentence that was agreed to
    Column("consented_at", Moment, nullable=False),
    Column("state", String(20), nullable=False),  # open, done or cancelled
    Column("taken_by", String(36), ForeignKey("staff.id")),
    Column("taken_at", Moment),
    Column("attempts", Integer, nullable=False),  # in which the customer was not reached
    Column("note", Text, nullable=False),  # of the last attempt
    Column("settled_by", String(50)),  # customer or agent:<staff id>
    Column("settled_at", Moment, index=True),
    Column("created_at", Moment, nullable=False),
    Index("ix_callbacks_state_created_at", "state", "created_at"),
)
Index(
    "uq_callbacks_open",
    callbacks.c.conversation_id,
    unique=True,
    sqlite_where=text("state = 'open'"),
    postgresql_where=text("state = 'open'"),
)

canned_replies = Table(
    "canned_replies",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), index=True),  # whose own it is; NULL: everybody's
    Column("shortcut", String(40), nullable=False),  # what follows the slash
    Column("texts", JSON, nullable=False),  # language -> title and text
    Column("revision", Integer, nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("updated_by", String(36), ForeignKey("staff.id"), nullable=False),
    UniqueConstraint("staff_id", "shortcut"),
)
Index(
    "uq_canned_replies_shared",
    canned_replies.c.shortcut,
    unique=True,
    sqlite_where=text("staff_id IS NULL"),
    postgresql_where=text("staff_id IS NULL"),
)

events = Table(
    "events",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("at", Moment, nullable=False, index=True),
    Column("kind", String(40), nullable=False, index=True),
    Column("conversation_id", String(36), index=True),
    Column("actor", String(50), nullable=False),  # customer, bot, desk or agent:<staff id>
    Column("data", JSON, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("email", String(320), nullable=False, unique=True),
    Column("name", String(200), nullable=False),
    Column("password_hash", String(200), nullable=False),
    Column("roles", JSON, nullable=False),
    Column("languages", JSON, nullable=False),
    Column("skills", JSON, nullable=False, server_default="[]"),  # reasons of hand-overs they get before others
    Column("capacity", Integer, nullable=False),  # conversations at a time
    Column("presence", String(20), nullable=False),  # as escalation.presence has it
    Column("active", Boolean, nullable=False),
    Column("created_at", Moment, nullable=False),
)

staff_sessions = Table(
    "staff_sessions",
    metadata,
    Column("token_hash", String(64), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False, index=True),
    Column("created_at", Moment, nullable=False),
    Column("expires_at", Moment, nullable=False),
)

staff_sockets = Table(
    "staff_sockets",
    metadata,
    Column("id", String(36), primary_key=True),
    Column("staff_id", String(36), ForeignKey("staff.id"), nullable=False, index=True),
    Column("alive_until", Moment, nullable=False),  # an agent is present while any socket is alive
)

sign_in_attempts = Table(
    "sign_in_attempts",
    metadata,
    Column("id", RowNumber, primary_key=True),
    Column("email", String(320), nullable=False),
    Column("at", Moment, nullable=False),
    Column("succeeded", Boolean, nullable=False),
    Index("ix_sign_in_attempts_email_at", "email", "at"),
)
