"""What the shipped words find, and what they leave alone (figures: decision 32)."""

import pytest

from pwa.domain.guard import Guard, problem
from pwa.domain.guard_lists import GROUPS, LANGUAGES, SHIPPED
from pwa.domain.notes import MOST_GROUPS
from tests.guard_sentences import measure, sentences, shipped


def test_no_ordinary_sentence_and_no_text_of_the_demo_warns() -> None:
    wrong = measure()
    assert wrong["false"] == []
    assert wrong["demo"] == []


def test_what_does_not_belong_in_a_note_is_found() -> None:
    told = sentences("must_warn")
    missed = measure()["missed"]
    assert {group for group, _text in told} == set(GROUPS)
    assert len(told) >= 120
    assert len(missed) <= len(told) * 0.02, missed


@pytest.mark.parametrize("name", GROUPS)
def test_every_group_has_words_and_two_sentences_to_tap_in_each_language(name: str) -> None:
    group = SHIPPED[name]
    for language in LANGUAGES:
        assert group.label[language]
        assert len(group.words[language]) >= 15
        assert 2 <= len(group.instead[language]) <= 3
    every = [*group.all_words(), *group.all_fine()]
    assert [one for one in every if problem(one)] == []
    assert len(set(every)) == len(every)


def test_a_count_can_name_every_group() -> None:
    assert len(GROUPS) == MOST_GROUPS


def test_no_sentence_to_tap_would_warn_itself() -> None:
    guard = Guard(shipped())
    offered = [
        text for one in SHIPPED.values() for language in LANGUAGES for text in one.instead[language]
    ]
    assert [text for text in offered if guard.hits(text)] == []
