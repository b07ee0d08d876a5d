"""When a running placement can move to a newer version of the handbook."""

import pytest

from pwa.domain.handbook_moves import problems
from pwa.domain.states import EvaluationState as E


@pytest.mark.parametrize(
    ("states", "written", "codes", "newest", "over", "said"),
    [
        ((), (), ("a",), True, False, []),
        ((E.DRAFT, E.FINAL, E.SUPERSEDED), ("a",), ("a", "b"), True, False, []),
        ((E.READY,), (), ("a",), True, False, ["move_evaluation_under_way"]),
        ((E.FINAL, E.DISCUSSED), (), ("a",), True, False, ["move_evaluation_under_way"]),
        ((E.SIGNING,), (), ("a",), True, False, ["move_evaluation_under_way"]),
        ((E.RETURNED,), (), ("a",), True, False, ["move_evaluation_under_way"]),
        ((E.DRAFT,), ("a", "c"), ("a", "b"), True, False, ["move_words_would_go"]),
        ((), (), ("a",), False, False, ["move_not_newest"]),
        ((), (), ("a",), True, True, ["move_over"]),
    ],
)
def test_what_stands_in_the_way(states, written, codes, newest, over, said):
    assert problems(states, written, codes, newest=newest, over=over) == said
