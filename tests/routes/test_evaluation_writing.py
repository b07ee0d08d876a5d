"""Two people in one evaluation, and what only its author is shown."""

import pytest

from pwa.domain.merging import mark
from pwa.models import Evaluation, Rating, RatingNote, Tile
from pwa.services import evaluations
from tests.evaluation_case import Case, quick_pdf
from tests.people import TODAY, write_note

AUTO = {"X-Opstap-Autosave": "1"}


@pytest.fixture
def case(cast):
    return Case(cast)


def url(case, step=""):
    return f"/evaluaties/{case.ev.id}{step}"


def now(case):
    return Evaluation.get_by_id(case.ev.id)


def level_of(case, n=0):
    one = Rating.get_or_none(
        Rating.evaluation == case.ev.id, Rating.competence == case.competences()[n].id
    )
    return one and one.level


def test_it_saves_itself_and_says_when_and_where_it_starts_from_now(browse, case):
    ria = browse("supervisor_a")
    sent = {"edition": 1, "strengths": "Rustig."}
    answer = ria.post(url(case, "/bewaren"), sent, headers=AUTO).answer.json
    assert answer == {
        "saved": "10:00", "edition": 2, "also": "", "hints": [],
        "base": f"strengths={mark('Rustig.')}",
    }  # fmt: skip
    long = ria.post(url(case, "/bewaren"), {"edition": 2, "points": "x" * 2001}, headers=AUTO)
    assert long.status == 422
    assert "2000" in long.answer.json["message"]


@pytest.mark.parametrize("now_here", ["substitute", None])
def test_what_one_wrote_is_never_saved_as_of_who_signed_in_there_since(browse, case, now_here):
    """A tab that stood open on a shared tablet sends again by itself what it could not before."""
    told = {**AUTO, "Opstap-Person": str(case.cast.user("supervisor_a").id)}
    sent = {"edition": 1, "strengths": "Van Sara."}
    answer = browse(now_here).post(url(case, "/bewaren"), sent, headers=told)
    assert answer.status == 401
    assert answer.answer.is_json
    assert now(case).strengths == ""
    answer = browse("supervisor_a").post(url(case, "/bewaren"), sent, headers=told)
    assert answer.status == 200
    assert now(case).strengths == "Van Sara."


def test_a_page_that_held_only_a_part_leaves_the_rest_as_it_is(browse, case):
    case.save()
    browse("supervisor_a").post(url(case, "/bewaren"), {"edition": 2, "points": "Meten."})
    assert (now(case).points, now(case).strengths) == ("Meten.", "Nauwkeurig en eerlijk.")
    assert level_of(case) == 3


def test_what_two_supervisors_wrote_in_different_places_is_both_kept(browse, case):
    code = case.competences()[0].code
    mine, his = browse("supervisor_a").get(url(case)), browse("substitute").get(url(case))
    his.submit("Bewaren", **{f"level.{code}": "2"})
    assert mine.submit("Bewaren", **{f"example.{code}": "Van Sara."}).status == 303
    assert (level_of(case), Rating.get().example) == (2, "Van Sara.")
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    his.submit("Bewaren", strengths="Van Tom.")
    assert mine.submit("Bewaren", points="Van Sara.").status == 303
    assert (now(case).strengths, now(case).points) == ("Van Tom.", "Van Sara.")


def test_of_a_level_that_both_chose_one_has_to_be_chosen(browse, case):
    code = case.competences()[0].code
    mine, his = browse("supervisor_a").get(url(case)), browse("substitute").get(url(case))
    assert his.submit("Bewaren", **{f"level.{code}": "3"}).status == 303
    clash = mine.submit("Bewaren", **{f"level.{code}": "1"})
    assert clash.status == 409
    assert "Lukt zelfstandig" in clash.text
    assert "Lukt nog niet" in clash.text
    assert clash.submit("Bewaren", **{f"keep.level.{code}": "mine"}).location == url(case)
    assert level_of(case) == 1


def test_the_same_field_gives_a_choice_with_both_texts_and_the_rest_is_kept(browse, case):
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    his.submit("Bewaren", strengths="Van Tom.", support="Tijd.")
    clash = mine.submit("Bewaren", strengths="Van Sara.", points="Meten.")
    assert clash.status == 409
    assert "Van Tom." in clash.text
    assert "Van Sara." in clash.text
    assert "Meten." not in clash.text
    one = now(case)
    assert (one.strengths, one.points, one.support) == ("Van Tom.", "Meten.", "Tijd.")


@pytest.mark.parametrize(
    ("keep", "kept"),
    [("mine", "Van Sara."), ("theirs", "Van Tom."), ("both", "Van Tom.\n\nVan Sara.")],
)
def test_who_chooses_gets_what_was_chosen(browse, case, keep, kept):
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    his.submit("Bewaren", strengths="Van Tom.")
    clash = mine.submit("Bewaren", strengths="Van Sara.")
    assert clash.submit("Bewaren").status == 409, "without a choice it asks again"
    assert clash.submit("Bewaren", **{"keep.strengths": keep}).status == 303
    assert now(case).strengths == kept


def test_a_choice_about_what_is_no_longer_there_asks_again(browse, case):
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    his.submit("Bewaren", strengths="Van Tom.")
    clash = mine.submit("Bewaren", strengths="Van Sara.")
    browse("substitute").get(url(case, "/woorden")).submit("Bewaren", strengths="Toch anders.")
    again = clash.submit("Bewaren", **{"keep.strengths": "mine"})
    assert again.status == 409
    assert "Toch anders." in again.text
    assert now(case).strengths == "Toch anders."


def test_advice_days_and_agreements_can_be_chosen_too(browse, case):
    case.to("discussed")
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    both = {"advice": "stop", "advice.reason": "te ver", "action.1": "Bellen",
            "talk_on": "2026-03-11", "talk_with": "Amina en Tom"}  # fmt: skip
    assert his.submit("Bewaren", **both).status == 303
    other = {"advice": "extend", "advice.reason": "druk",
             "action.1": "Fietsen", "talk_on": "2026-03-09", "talk_with": "Amina"}  # fmt: skip
    clash = mine.submit("Bewaren", **other)
    assert clash.status == 409
    names = ["advice", "advice.reason", "actions", "talk_on", "talk_with"]
    for text in ("Stoppen", "Fietsen", "Bellen", "11 maart"):
        assert text in clash.text
    chosen = {f"keep.{name}": "mine" for name in names} | {"keep.actions": "both"}
    done = clash.submit("Bewaren", **chosen)
    assert done.location == url(case, "/woorden")
    assert (now(case).advice.value, now(case).talk_with) == ("extend", "Amina")
    assert [one.what for one in now(case).actions][1::2] == ["Bellen", "Fietsen"]


def test_a_page_that_saves_itself_says_what_waits_and_goes_on_from_there(browse, case):
    ria, tom = browse("supervisor_a"), browse("substitute")
    tom.post(url(case, "/bewaren"), {"edition": 1, "base": "", "strengths": "Van Tom."})
    sent = {"edition": 1, "base": "", "strengths": "Van Sara.", "points": "Meten."}
    answer = ria.post(url(case, "/bewaren"), sent, headers=AUTO)
    assert answer.status == 409
    assert "Wat gaat goed?" in answer.answer.json["message"]
    assert answer.answer.json["base"] == f"points={mark('Meten.')}"
    assert "edition" not in answer.answer.json
    assert now(case).points == "Meten."
    later = ria.post(
        url(case, "/bewaren"),
        {"edition": 1, "base": answer.answer.json["base"], "strengths": "", "points": "Meten!"},
        headers=AUTO,
    )
    assert later.answer.json["saved"] == "10:00"
    assert "Iemand anders" in later.answer.json["also"]


@pytest.mark.parametrize(("state", "button"), [("draft", "Klaar"), ("discussed", "Vastleggen")])
def test_nobody_goes_on_with_what_somebody_else_wrote_unseen(browse, case, state, button):
    if state != "draft":
        case.to(state)
    mine, his = (browse(who).get(url(case, "/woorden")) for who in ("supervisor_a", "substitute"))
    his.submit("Bewaren", points="Van Tom.")
    page = mine.submit(button, strengths="Van Sara.")
    assert page.status == 303
    assert now(case).state == state
    page = page.follow()
    assert "Iemand anders schreef ook" in page.text
    assert page.submit(button).status == 303
    assert now(case).state != state


def test_the_candidate_on_two_devices_gets_the_same_choice(browse, case):
    amina = browse("candidate_a1")
    here, there = amina.get(url(case, "/mijn-kijk")), amina.get(url(case, "/mijn-kijk"))
    code = case.competences()[0].code
    there.submit("Bewaren", words="Op de telefoon.")
    clash = here.submit("Bewaren", words="Op de computer.", **{f"level.{code}": "0"})
    assert clash.status == 409
    assert "Op de telefoon." in clash.text
    assert level_of(case) == 0
    assert clash.submit("Bewaren", **{"keep.words": "both"}).status == 303
    assert now(case).candidate_words == "Op de telefoon.\n\nOp de computer."


def test_a_note_is_attached_and_taken_away_without_touching_what_another_chose(browse, cast, case):
    code = case.competences()[0].code
    mine = browse("supervisor_a").get(url(case, f"/notities/{code}"))
    his = browse("substitute").get(url(case, f"/notities/{code}"))
    assert "Deed order 41-207 helemaal zelf." in mine.text
    mine.submit("Bewaren", **{f"notes.{code}": str(cast.note_a1.id)})
    his.submit("Bewaren", **{f"notes.{code}": str(cast.old_note_a1.id)})
    assert {row.note_id for row in RatingNote.select()} == {cast.note_a1.id, cast.old_note_a1.id}
    later = browse("supervisor_a").get(url(case, f"/notities/{code}"))
    later.submit("Bewaren", **{f"notes.{code}": str(cast.note_a1.id)})
    assert {row.note_id for row in RatingNote.select()} == {cast.note_a1.id}


def test_a_page_that_does_not_show_the_notes_leaves_them(browse, case):
    case.save()
    browse("supervisor_a").get(url(case)).submit("Bewaren", points="Meten.")
    assert RatingNote.select().count() == 1


def test_a_note_that_comes_in_while_the_page_stands_open_is_evidence_all_the_same(
    browse, cast, case
):
    first = case.competences()[0]
    tile = Tile.get(Tile.competence == first.id)
    page = browse("supervisor_a").get(url(case))
    note = write_note(cast, "substitute", "a1", "Was vroeg.", TODAY, tile_ids=(tile.id,))
    page.submit("Bewaren", points="Meten.")
    assert {row.note_id for row in RatingNote.select()} == {note.id}


def test_a_note_that_was_withdrawn_meanwhile_is_left_out_and_stops_nobody(browse, cast, case):
    code = case.competences()[0].code
    page = browse("supervisor_a").get(url(case, f"/notities/{code}"))
    type(cast.note_a1).update(withdrawn_at=case.ev.started_at).where(
        type(cast.note_a1).id == cast.note_a1.id
    ).execute()
    assert page.submit("Bewaren", **{f"notes.{code}": str(cast.note_a1.id)}).status == 303
    assert RatingNote.select().count() == 0


@pytest.mark.parametrize(
    ("who", "way", "field"),
    [("supervisor_a", "/woorden", "points"), ("candidate_a1", "/mijn-kijk", "words")],
)
def test_what_comes_too_late_without_javascript_is_given_back(
    browse, case, who, way, field, monkeypatch
):
    quick_pdf(monkeypatch)
    case.to("ready" if who == "candidate_a1" else "discussed")
    page = browse(who).get(f"/evaluaties/{case.ev.id}{way}")
    if who == "candidate_a1":
        case.ev = evaluations.talk(case.ria, case.ev, TODAY, "Amina en Sara")
    case.freeze()
    page = page.submit("Bewaren", **{field: "Dit typte ik nog."})
    assert page.status == 409
    assert "Dit typte ik nog." in page.text and "Opstap bewaarde het niet." in page.text
    assert now(case).strengths and now(case).strengths not in page.text
