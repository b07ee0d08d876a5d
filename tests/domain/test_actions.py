"""Agreements of an evaluation and of the one that corrects it."""

import pytest

from pwa.domain.actions import same_agreements


@pytest.mark.parametrize(
    ("before", "after", "same"),
    [
        ("abc", "abc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "cab", [(0, 1), (1, 2), (2, 0)]),
        ("abc", "aBc", [(0, 0), (1, 1), (2, 2)]),
        ("abc", "bc", [(1, 0), (2, 1)]),
        ("abc", "Bc", [(2, 1)]),
        ("abc", "abcd", [(0, 0), (1, 1), (2, 2)]),
        ("aa", "aa", [(0, 0), (1, 1)]),
        ("ab", "bB", [(1, 0)]),
        ("", "a", []),
    ],
)
def test_which_agreement_is_which(before, after, same):
    assert sorted(same_agreements(before, after)) == same


DONE = "Elke dinsdag een tekening lezen"


@pytest.mark.parametrize(
    ("now", "same"),
    [
        ("Elke dinsdag een tekening lezen.", True),
        ("elke woensdag een tekening lezen", True),
        ("Elke week één tekening", True),
        ("Elke dinsdag een tekening lezen, met Ria erbij", True),
        ("Bellen als je later komt", False),
        ("Foto's op de werkkaart", False),
        ("Tien minuten eerder komen", False),
        ("", False),
    ],
)
def test_what_was_typed_over_with_something_else_is_another_agreement(now, same):
    assert same_agreements([DONE], [now]) == ([(0, 0)] if same else [])
