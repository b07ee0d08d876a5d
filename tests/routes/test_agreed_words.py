"""Who does what was agreed is said in the language of the reader; the document stays Dutch."""

import pytest

from pwa.models import User
from pwa.services.evaluations import ActionEntry
from tests.evaluation_case import Case, quick_pdf

WHOSE = ("candidate", "supervisor")


def agree(cast, who):
    case = Case(cast)
    case.to("discussed")
    case.save(case.content(actions=(ActionEntry("Elke dinsdag een tekening", who, None, WHOSE),)))
    for step in (case._signing, case._seen, case._decided, case._final):
        step()


@pytest.mark.parametrize(
    ("language", "who", "said"),
    [
        ("nl", "", "Wie: kandidaat en begeleider"),
        ("en", "", "Who: candidate and supervisor"),
        ("en", "Sara en Amina", "Who: Sara en Amina"),
    ],
)
def test_who_does_it_is_said_in_the_readers_language(
    browse, cast, monkeypatch, language, who, said
):
    quick_pdf(monkeypatch)
    agree(cast, who)
    User.update(language=language).execute()
    placement = f"/plaatsingen/{cast.placement_a1.id}"
    for reader, path in (
        ("candidate_a1", "/mijn-voortgang"),
        ("supervisor_a", "/vandaag/"),
        ("supervisor_a", placement),
        ("coach_1", "/afspraken/"),
    ):
        text = browse(reader).get(path).text
        assert said.lower() in text.lower(), (reader, path)
