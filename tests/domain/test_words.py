import pytest

from pwa.domain.words import Words


@pytest.mark.parametrize(
    ("language", "said"), [("nl", "Tempo goed"), ("en", "Good pace"), ("en-GB", "Good pace")]
)
def test_a_phrase_is_said_in_the_readers_language(language, said):
    assert Words("Tempo goed", "Good pace").said_in(language) == said


def test_dutch_shows_where_there_is_no_english():
    assert Words("Tempo goed").said_in("en") == "Tempo goed"


def test_an_empty_phrase_is_false():
    assert Words("Ja")
    assert not Words("")
