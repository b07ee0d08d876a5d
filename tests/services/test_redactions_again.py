"""A clean copy of a signed evaluation stays clean: no version after it brings the words back."""

import pytest

from pwa.domain.errors import BadInput
from pwa.domain.privacy_cases import RemovalReason
from pwa.models import Note
from pwa.queries.redactions import look
from pwa.services import evaluations, redactions
from pwa.services.evaluations import ActionEntry, RatingEntry
from pwa.services.redactions import Removal
from tests.evaluation_case import Case, quick_pdf
from tests.people import NOW
from tests.privacy_case import everywhere, open_case

CANARY = "kanarie-depressief"


def told_in_points(case: Case) -> None:
    case.content = lambda **_: Case.content(case, points=f"Wennen na {CANARY}.")


def told_in_example(case: Case) -> None:
    case.content = lambda **_: Case.content(
        case, ratings=(RatingEntry(case.competences()[0].id, 3, f"Kon het, ook {CANARY}."),)
    )


def told_in_agreement(case: Case) -> None:
    case.content = lambda **_: Case.content(case, actions=(ActionEntry(f"Praten over {CANARY}"),))


def told_in_note(case: Case) -> None:
    Note.update(text=f"Was {CANARY}.").where(Note.id == case.cast.note_a1.id).execute()


@pytest.mark.parametrize("told", [told_in_points, told_in_example, told_in_agreement, told_in_note])
def test_no_file_is_cleaned_whose_next_version_would_bring_the_words_back(cast, monkeypatch, told):
    quick_pdf(monkeypatch)
    case = Case(cast)
    told(case)
    case.to("final")
    work = open_case(cast)
    spots = look(work, CANARY, NOW).spots
    files = [one.key for one in spots if one.signed]
    with pytest.raises(BadInput) as refused:
        redactions.remove(
            cast.as_("privacy_officer"), work, Removal(CANARY, tuple(files), RemovalReason.HEALTH)
        )
    assert refused.value.fields == {"places": "redact_prints"}
    every = Removal(CANARY, tuple(one.key for one in spots), RemovalReason.HEALTH)
    redactions.remove(cast.as_("privacy_officer"), work, every)
    asked = evaluations.ask_correction(case.ria, evaluations.again(case.ev), "Een dag klopt niet.")
    case.ev = evaluations.supersede(case.coach, asked)
    case.freeze()
    assert set(everywhere(CANARY)) == set()
