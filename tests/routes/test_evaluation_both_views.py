"""What the candidate says: beside the supervisor's on the page, and in full in the PDF."""

import re
import subprocess

import pytest

from pwa.services import evaluations
from pwa.services.evaluations import OwnView, RatingEntry
from tests.evaluation_case import TALK, Case

LONG = " ".join(f"woord{n}" for n in range(170))


def pdf_words(data):
    done = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
    return done.stdout.decode()


@pytest.mark.parametrize("agrees", [True, False], ids=["agrees", "disagrees"])
def test_a_long_reaction_is_printed_in_full(browse, cast, agrees):
    assert len(LONG) > 1200
    case = Case(cast)
    case.to("seen")
    case.ev = evaluations.candidate_decides(case.amina, case.ev, agrees, LONG)
    case._final()
    page = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}")
    assert LONG in page.text
    said = pdf_words(browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/pdf").answer.data)
    assert re.findall(r"\bwoord\d+\b", said) == LONG.split(), "in full, in order, across pages"


def both(case, given, own):
    first = case.competences()[0]
    view = OwnView("", (RatingEntry(first.id, own, "Dat vind ik."),))
    case.ev = evaluations.save_own_view(case.amina, case.ev, case.ev.candidate_edition, view)
    case.save(case.content(ratings=(RatingEntry(first.id, given, "Dat zag ik."),)))
    case.ev = evaluations.ready(case.ria, case.ev)


@pytest.mark.parametrize("who", ["candidate_a1", "coach_1"])
def test_both_views_stand_side_by_side_in_words(browse, cast, who):
    case = Case(cast)
    both(case, 2, 3)
    page = browse(who).get(f"/evaluaties/{case.ev.id}")
    for words in ("Lukt met hulp", "Dat zag ik.", "Lukt zelfstandig", "Dat vind ik."):
        assert words in page.text
    for verdict in ("verschil", "hoger", "lager", "gemiddeld", "2 van 4", "3 van 4"):
        assert verdict not in page.text.lower()


def test_not_seen_and_not_known_are_said_as_that_and_never_as_low(browse, cast):
    case = Case(cast)
    both(case, 0, 0)
    page = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}")
    assert "Niet gezien" in page.text
    assert "Weet ik niet" in page.text
    assert "Lukt nog niet" not in page.text
    assert page.html.count('class="stairs"') == 2
    assert 'class="on"' not in page.html


def test_the_candidate_fills_in_without_seeing_the_others_levels(browse, cast):
    case = Case(cast)
    first = case.competences()[0]
    case.save(case.content(ratings=(RatingEntry(first.id, 4, "Dat zag ik."),)))
    page = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}/mijn-kijk")
    assert f"{first.label}: nog leeg" in page.text
    assert "Dat zag ik." not in page.text


def test_a_guest_who_was_at_the_talk_is_one_person_with_a_function(browse, cast):
    case = Case(cast)
    case.to("ready")
    there = "Amina El Idrissi\nSara Jansen\nPetra van Gool, HR"
    case.ev = evaluations.talk(case.ria, case.ev, TALK, there)
    page = browse("candidate_a1").get(f"/evaluaties/{case.ev.id}")
    assert "Amina El Idrissi; Sara Jansen; Petra van Gool, HR" in page.text
