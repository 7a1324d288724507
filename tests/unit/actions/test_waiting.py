"""What is said to a customer who waits for a person."""

import pytest

from actions.search import ActionSearch, ActionSearchNext
from actions.waiting import ActionKeepForColleague
from kb_index.client import SearchResult
from tests.unit.actions.action_stage import Stage, TalkFactory, hit_factory


async def test_that_a_message_is_kept_is_said_once(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory("ok", waiting=True)
    assert [said["response"] for said in await talk.run(ActionKeepForColleague())] == ["utter_kept"]
    assert await talk.run(ActionKeepForColleague()) == []
    talk.slots["waiting_told"] = None
    assert len(await talk.run(ActionKeepForColleague())) == 1


async def test_a_sure_answer_is_given_as_always(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory(),), 1.0)]
    talk = talk_factory("jak zwrócić?", waiting=True)
    [said] = await talk.run(ActionSearch())
    assert (said["custom"]["kind"], len(said["buttons"])) == ("article", 2)
    assert talk.slots["search"]["outcome"] == "answer"
    assert "waiting_told" not in talk.slots


@pytest.mark.parametrize("decision", ["suggest", "abstain"])
async def test_what_is_not_sure_is_kept(stage: Stage, talk_factory: TalkFactory, decision: str) -> None:
    found = SearchResult(decision, (hit_factory(score=0.4),), 1.0)  # type: ignore[arg-type]
    stage.kb.results = [found, found]
    talk = talk_factory("a w zimie?", waiting=True)
    assert [said["response"] for said in await talk.run(ActionSearch())] == ["utter_kept"]
    assert await talk.run(ActionSearch()) == []
    assert talk.slots["search"]["outcome"] == "abstain"
    assert [entry["outcome"] for entry in talk.slots["search"]["tried"]] == ["not_shown"]


async def test_after_an_article_that_did_not_help_only_a_sure_one_follows(
    stage: Stage, talk_factory: TalkFactory
) -> None:
    tried = [{"article_id": "a", "title": "A", "score": 0.9, "outcome": "shown", "query": "zwrot"}]
    before = {"query": "zwrot", "outcome": "answer", "tried": tried}
    stage.kb.results = [SearchResult("suggest", (hit_factory("b"),), 1.0), SearchResult("abstain", (), 1.0)]
    for _ in range(2):
        talk = talk_factory("nie", waiting=True, search=before)
        assert [said["response"] for said in await talk.run(ActionSearchNext())] == ["utter_kept"]


async def test_a_picked_article_that_is_gone_is_kept_too(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory("Zwroty", entities=[{"entity": "article", "value": "pl/gone"}], waiting=True)
    assert [said["response"] for said in await talk.run(ActionSearch())] == ["utter_kept"]
