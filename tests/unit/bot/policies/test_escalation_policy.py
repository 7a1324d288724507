"""What the policy predicts where its rules and the rest of the dialogue meet."""

import pytest
from rasa.engine.graph import ExecutionContext
from rasa.engine.storage.resource import Resource
from rasa.shared.core.domain import Domain

from bot.policies.escalation import EscalationPolicy
from bot.policies.rules import RuleBook
from tests.unit.bot.policies.test_signals import said, tracker_of
from warmline.settings import ROOT

DOMAIN = Domain.from_dict({"actions": ["action_hand_over", "action_offer_human"]})


@pytest.mark.parametrize(
    ("intent", "flags", "predicted"),
    [
        ("request_human", [], "action_hand_over"),
        ("request_callback", [], None),
        ("request_callback", ["threat"], "action_hand_over"),
    ],
)
def test_a_call_back_is_left_to_its_form_unless_something_graver_is_said(
    intent: str, flags: list[str], predicted: str | None
) -> None:
    book = RuleBook(ROOT / "bot" / "escalation.yml")
    context = ExecutionContext(graph_schema=None)  # type: ignore[arg-type]
    policy = EscalationPolicy(
        EscalationPolicy.get_default_config(),
        None,  # type: ignore[arg-type]
        Resource("test"),
        context,
        book,
    )
    message = said("oddzwońcie", intent, mood={"frustration": 0.2, "flags": flags})
    prediction = policy.predict_action_probabilities(tracker_of(message), DOMAIN)
    likely = max(prediction.probabilities)
    found = DOMAIN.action_names_or_texts[prediction.probabilities.index(likely)] if likely > 0 else None
    assert found == predicted
