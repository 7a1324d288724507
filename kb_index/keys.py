"""What the knowledge-base service shares between its handlers."""

from __future__ import annotations

from aiohttp import web

from kb_index.gate import Gate
from kb_index.index import Index
from kb_index.ranking import Ranking
from kb_index.recorder import Recorder
from warmline.database import Database
from warmline.settings import Settings

SETTINGS = web.AppKey("settings", Settings)
DATABASE = web.AppKey("database", Database)
INDEX = web.AppKey("index", Index)
GATE = web.AppKey("gate", Gate)
RANKING = web.AppKey("ranking", Ranking)
RECORDER = web.AppKey("recorder", Recorder)
