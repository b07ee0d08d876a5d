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
