"""Questions answered from the knowledge base."""

import pytest

from actions.search import ActionSearch, ActionSearchNext
from kb_index.client import PublicArticle, SearchResult
from kb_index.errors import KnowledgeBaseDown
from tests.unit.actions.action_stage import Stage, TalkFactory, hit_factory


async def test_an_answer_is_shown_and_asked_about(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory(), hit_factory("other")), 1.0)]
    talk = talk_factory("jak zwrócić?")
    [said] = await talk.run(ActionSearch())
    assert said["text"] == "Treść returns"
    assert said["custom"]["kind"] == "article"
    assert said["custom"]["data"]["article_id"] == "returns"
    assert [button["payload"] for button in said["buttons"]] == ["/affirm", "/deny"]
    assert stage.kb.asked == [("jak zwrócić?", "pl", ())]
    assert talk.slots["search"]["outcome"] == "answer"
    assert [entry["article_id"] for entry in talk.slots["search"]["tried"]] == ["returns"]


async def test_inside_a_form_a_yes_is_not_asked_for(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory(),), 1.0)]
    [said] = await talk_factory("a zwrot?", loop="status_form").run(ActionSearch())
    assert not said["buttons"]


async def test_an_article_in_the_other_language_is_announced(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory(cross_language=True),), 1.0)]
    said = await talk_factory("how to return?", language="en").run(ActionSearch())
    assert [message["response"] for message in said] == ["utter_other_language", None]


async def test_suggestions_are_choices_and_a_person_is_one_of_them(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("suggest", (hit_factory("a"), hit_factory("b")), 1.0)]
    [said] = await talk_factory("zwrot").run(ActionSearch())
    assert said["response"] == "utter_did_you_mean"
    assert [button["payload"] for button in said["buttons"]] == [
        '/shop_question{"article": "pl/a"}',
        '/shop_question{"article": "pl/b"}',
        "/request_human",
    ]


async def test_a_picked_article_is_shown_whole(stage: Stage, talk_factory: TalkFactory) -> None:
    html = "<p>Masz <b>30&nbsp;dni</b></p><p>od odbioru</p>"
    stage.kb.articles["a", "pl"] = PublicArticle("a", "pl", "Zwroty", html, "/help/pl/a", 1)
    tried = [{"article_id": "a", "title": "Zwroty", "score": 0.5, "outcome": "suggested", "query": "zwrot"}]
    talk = talk_factory(
        "Zwroty",
        entities=[{"entity": "article", "value": "pl/a"}],
        search={"query": "zwrot", "outcome": "suggest", "tried": tried},
    )
    [said] = await talk.run(ActionSearch())
    assert said["text"].split() == ["Masz", "30", "dni", "od", "odbioru"]
    assert said["custom"]["data"]["html"] == html
    assert talk.slots["search"]["query"] == "zwrot"
    assert [entry["outcome"] for entry in talk.slots["search"]["tried"]] == ["picked"]
    assert stage.kb.outcomes == [("c-1", "picked", "a")]


async def test_a_picked_article_that_is_gone_is_not_known(stage: Stage, talk_factory: TalkFactory) -> None:
    talk = talk_factory("Zwroty", entities=[{"entity": "article", "value": "pl/gone"}])
    [said] = await talk.run(ActionSearch())
    assert said["response"] == "utter_abstain"
    assert talk.slots["search"]["outcome"] == "abstain"
    assert stage.kb.outcomes == []


async def test_what_is_not_known_is_not_guessed(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("abstain", (hit_factory(score=0.1),), 1.0)]
    talk = talk_factory("czy macie hipopotamy?")
    [said] = await talk.run(ActionSearch())
    assert said["response"] == "utter_abstain"
    assert "custom" not in said or not said["custom"]
    assert talk.slots["search"]["tried"][0]["outcome"] == "not_shown"


async def test_the_next_best_leaves_out_what_did_not_help(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [
        SearchResult("answer", (hit_factory("a"),), 1.0),
        SearchResult("answer", (hit_factory("b"),), 1.0),
    ]
    talk = talk_factory("jak zwrócić?")
    await talk.run(ActionSearch())
    talk.text = "nie"
    [said] = await talk.run(ActionSearchNext())
    assert said["custom"]["data"]["article_id"] == "b"
    assert stage.kb.asked[1] == ("jak zwrócić?", "pl", ("a",))
    assert stage.kb.outcomes == [("c-1", "unhelpful", None)]
    assert [entry["outcome"] for entry in talk.slots["search"]["tried"]] == ["unhelpful", "shown"]


async def test_another_question_starts_without_exclusions(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory(name),), 1.0) for name in ("a", "b", "a", "c")]
    talk = talk_factory("jak zwrócić?")
    await talk.run(ActionSearch())
    await talk.run(ActionSearchNext())
    talk.text = "ile trwa zwrot pieniędzy?"
    await talk.run(ActionSearch())
    await talk.run(ActionSearchNext())
    assert [excluded for _, _, excluded in stage.kb.asked] == [(), ("a",), (), ("a",)]
    assert [entry["article_id"] for entry in talk.slots["search"]["tried"]] == ["b", "a", "c"]


async def test_when_nothing_is_left_it_says_so(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.results = [SearchResult("answer", (hit_factory("a"),), 1.0), SearchResult("abstain", (), 1.0)]
    talk = talk_factory("jak zwrócić?")
    await talk.run(ActionSearch())
    [said] = await talk.run(ActionSearchNext())
    assert said["response"] == "utter_no_other_article"
    assert talk.slots["search"]["outcome"] == "abstain"


async def test_a_knowledge_base_that_is_down_fails_aloud(stage: Stage, talk_factory: TalkFactory) -> None:
    stage.kb.down = True
    with pytest.raises(KnowledgeBaseDown):
        await talk_factory("jak zwrócić?").run(ActionSearch())
