"""The text layer is right in every script that people here write, in every kind of document."""

import re

import pytest

from tests.pdf.kinds import ONE_OF_EACH
from tests.pdf.norms import problems
from tests.pdf.test_hostile import everywhere

SENTENCES = {
    "Polish": "Zażółć gęślą jaźń, a łódź wciąż płynie",
    "Ukrainian": "Їжак ґанку їсть, а я вчуся щодня",
    "Arabic": "بنت ثبت الطاقة يبني بيت في الأسبوع ولا زملائي الآلة الثلاثاء",
    "Tigrinya": "ሰላም ተስፋይ ሃብተ ከመይ ኣለኻ ጽቡቕ ስራሕ",
}
_DIRECTIONS = re.compile("[\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def words(text: str) -> set[str]:
    return set(re.split(r"[\s,]+", _DIRECTIONS.sub(" ", text)))


@pytest.mark.parametrize("script", SENTENCES)
@pytest.mark.parametrize("kind", ONE_OF_EACH)
def test_every_word_can_be_found_again(pdf_process, words_of, kind, script):
    pdf = pdf_process.render(everywhere(ONE_OF_EACH[kind], SENTENCES[script]), seconds=60)
    assert words(SENTENCES[script]) <= words(words_of(pdf))
    assert problems(pdf) == []


def test_a_script_that_draws_one_letter_as_several_glyphs_keeps_the_norms(pdf_process):
    for text in ("काम सीखना ज़रूरी है क्योंकि", "شكراً جزيلاً مَرْحَبًا"):
        pdf = pdf_process.render(everywhere(ONE_OF_EACH["premium"], text), seconds=60)
        assert problems(pdf) == []
