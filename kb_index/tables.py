"""The knowledge base's tables."""

from __future__ import annotations

from sqlalchemy import (
    JSON,
    Boolean,
    Column,
    Float,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    Integer,
    LargeBinary,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from warmline.clock import Moment
from warmline.database import metadata

LANGUAGES = ("pl", "en")
STATUSES = ("draft", "review", "published", "changed", "archived")
REVIEW_STEPS = ("asked", "sent_back")

articles = Table(
    "articles",
    metadata,
    Column("id", String(80), primary_key=True, comment="the slug in the article's address"),
    Column("category", String(80), nullable=False),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(120), nullable=False),
)

categories = Table(
    "categories",
    metadata,
    Column("id", String(80), primary_key=True, comment="the slug that articles name"),
    Column("position", Integer, nullable=False, comment="where it stands in the help centre; the lowest first"),
    Column("names", JSON, nullable=False, comment="its name for people, by language"),
    Column(
        "revision",
        Integer,
        nullable=False,
        server_default="1",
        comment="rises with every change; a change names the one it saw",
    ),
)

article_languages = Table(
    "article_languages",
    metadata,
    Column("article_id", String(80), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("language", String(2), primary_key=True),
    Column("draft", JSON, nullable=False, comment="the content an editor is working on"),
    Column("draft_revision", Integer, nullable=False, comment="rises with every save; a save names the one it saw"),
    Column("published_version", Integer, comment="what customers see; empty when nothing is public"),
    Column("latest_version", Integer, nullable=False, comment="the highest version ever published; 0 for none"),
    Column("published_revision", Integer, comment="the draft's revision when it was last published"),
    Column("review_revision", Integer, comment="the draft's revision that waits for a review; a save leaves it behind"),
    Column("archived", Boolean, nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("updated_by", String(120), nullable=False),
    Column("generation", Integer, nullable=False, index=True, comment="when the public content last changed"),
)

article_versions = Table(
    "article_versions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("version", Integer, nullable=False, comment="1, 2, 3 ... within the article and language; never changed"),
    Column("content", JSON, nullable=False),
    Column("published_at", Moment, nullable=False),
    Column("published_by", String(120), nullable=False),
    UniqueConstraint("article_id", "language", "version"),
    ForeignKeyConstraint(
        ["article_id", "language"],
        ["article_languages.article_id", "article_languages.language"],
        ondelete="CASCADE",
    ),
)

article_reviews = Table(
    "article_reviews",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("revision", Integer, nullable=False, comment="the draft's revision that was looked at"),
    Column("step", String(20), nullable=False, comment="asked or sent_back"),
    Column("note", Text, nullable=False),
    Column("at", Moment, nullable=False),
    Column("by", String(120), nullable=False),
    ForeignKeyConstraint(
        ["article_id", "language"],
        ["article_languages.article_id", "article_languages.language"],
        ondelete="CASCADE",
    ),
    Index("ix_article_reviews_article_id_language", "article_id", "language"),
)

article_presence = Table(
    "article_presence",
    metadata,
    Column("article_id", String(80), ForeignKey("articles.id", ondelete="CASCADE"), primary_key=True),
    Column("page", String(40), primary_key=True, comment="one open page of one editor"),
    Column("editor", String(120), nullable=False),
    Column("seen_at", Moment, nullable=False, index=True),
)

pictures = Table(
    "pictures",
    metadata,
    Column("name", String(60), primary_key=True, comment="hash of the content, size and format"),
    Column("content", LargeBinary, nullable=False),
    Column("width", Integer, nullable=False, comment="pixels"),
    Column("height", Integer, nullable=False, comment="pixels"),
    Column("uploaded_at", Moment, nullable=False),
    Column("uploaded_by", String(120), nullable=False),
)

passage_vectors = Table(
    "passage_vectors",
    metadata,
    Column("passage", String(64), primary_key=True, comment="hash of the text that was encoded"),
    Column("encoder", String(80), primary_key=True, comment="fingerprint of the encoder that did it"),
    Column("vector", LargeBinary, nullable=False, comment="float32, little endian"),
)

golden_questions = Table(
    "golden_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("language", String(2), nullable=False),
    Column("text", String(500), nullable=False),
    Column(
        "article_id",
        String(80),
        ForeignKey("articles.id", ondelete="CASCADE"),
        index=True,
        comment="what must answer; empty when nothing must",
    ),
    Column("gap_id", Integer, comment="the unanswered question it came from"),
    Column("revision", Integer, nullable=False, comment="rises with every change; a change names the one it saw"),
    Column("created_at", Moment, nullable=False),
    Column("created_by", String(120), nullable=False),
    Column("updated_at", Moment, nullable=False),
    Column("updated_by", String(120), nullable=False),
    Column("passes", Boolean, comment="at the last check; empty before the first"),
    Column("checked_generation", Integer, comment="what was public at that check"),
    UniqueConstraint("language", "text"),
)

publications = Table(
    "publications",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("article_id", String(80), nullable=False),
    Column("language", String(2), nullable=False),
    Column("kind", String(20), nullable=False, comment="publish, archive, rollback or import"),
    Column("version", Integer, comment="what became public; empty when it was taken away"),
    Column("actor", String(120), nullable=False),
    Column("at", Moment, nullable=False),
    Column("questions", Integer, nullable=False, comment="golden questions asked before and after"),
    Column("better", Integer, nullable=False),
    Column("worse", Integer, nullable=False),
    Column("losses", JSON, nullable=False, comment="the questions that did worse, with what was shown instead"),
    Column("override_reason", String(500), comment="why it became public though some did worse"),
    Index("ix_publications_article_id_language", "article_id", "language"),
)

kb_state = Table(
    "kb_state",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("generation", Integer, nullable=False, comment="rises with every change of what customers see"),
)

gaps = Table(
    "gaps",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("name", String(500), nullable=False, comment="the question that stood in the middle of the group"),
    Column("language", String(2), nullable=False),
    Column("action", String(10), nullable=False, comment="what was done: start, add or dismiss"),
    Column("article_id", String(80), comment="the article begun or added to"),
    Column("reason", String(200), comment="why it is none of ours"),
    Column("asked", Integer, nullable=False, comment="how many had asked when it was acted on"),
    Column("revision", Integer, nullable=False, comment="rises with every act; an act names the one it saw"),
    Column("acted_at", Moment, nullable=False),
    Column("acted_by", String(120), nullable=False),
    Column("vector", LargeBinary, nullable=False, comment="middle of its questions: float32, little endian"),
    Column("encoder", String(80), nullable=False, comment="fingerprint of the encoder that did it"),
)

asked_questions = Table(
    "asked_questions",
    metadata,
    Column("id", Integer, primary_key=True),
    Column("asked_at", Moment, nullable=False, index=True),
    Column("conversation", String(64), nullable=False, index=True, comment="keyed hash, so that it can be forgotten"),
    Column("language", String(2), nullable=False),
    Column("text", String(500), nullable=False, comment="masked"),
    Column("decision", String(10), nullable=False, comment="answer, suggest or abstain"),
    Column("article_id", String(80), comment="the best one found"),
    Column("score", Float),
    Column("suggested", JSON, nullable=False, comment="ids of the articles the customer could pick from"),
    Column("picked_id", String(80), comment="the one they picked"),
    Column("outcome", String(10), comment="helped, unhelpful, picked or escalated; empty while nothing is known"),
    Column("gap_id", Integer, ForeignKey("gaps.id", ondelete="SET NULL"), index=True),
    Column("vector", LargeBinary, comment="float32, little endian"),
    Column("encoder", String(80), comment="fingerprint of the encoder that did it"),
)
