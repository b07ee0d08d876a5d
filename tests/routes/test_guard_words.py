"""The privacy officer makes the guard's words the municipality's own."""

import pytest

from pwa.database import connected
from pwa.domain.ids import uuid7
from pwa.models import AuditEvent, GuardWords, Note
from pwa.models.guard_facts import list_for


@pytest.fixture
def pia(browse):
    return browse("privacy_officer")


def at(cast, slug=""):
    return f"/privacy/woorden/{cast.kessenbroek.id}" + (f"/{slug}" if slug else "")


def words_for(cast, who):
    with connected():
        return {one.name: one for one in list_for(cast.as_(who))}


def test_she_adds_a_word_an_exception_and_a_sentence_and_switches_one_off(pia, cast):
    page = pia.get(at(cast, "gezondheid"))
    fields = {"added": "pollen*\n\n pollen* ", "fine": "zieke hond", "nl": "Was stil.", "en": ""}
    page = page.submit("Bewaren", **fields, off="Griep").follow()
    assert "Bewaard." in page.text
    assert "erbij: + pollen*" in page.text
    assert "telt niet meer: + griep*" in page.text
    health = words_for(cast, "supervisor_a")["illness"]
    assert "pollen*" in health.all_words()
    assert "griep*" not in health.all_words()
    assert "zieke hond" in health.all_fine()
    assert health.instead["nl"] == ("Was stil.",)
    assert len(health.instead["en"]) == 3


def test_the_form_shows_what_counts_and_the_shipped_list_stays_to_be_read(pia, cast):
    pia.get(at(cast, "gezondheid")).submit("Bewaren", added="pollen*", off="Griep")
    page = pia.get(at(cast, "gezondheid"))
    assert page.form("Bewaren").find(".//textarea[@name='added']").text.strip() == "pollen*"
    assert page.form("Bewaren").find(".//textarea[@name='off']").text.strip() == "griep*"
    assert "Wat Opstap zelf meegeeft" in page.text


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"added": "zi*"}, "is te kort"),
        ({"added": "***"}, "heeft geen letters"),
        ({"fine": "a b c d e f g"}, "is te lang"),
        ({"added": "\n".join(f"woord{n}" for n in range(201))}, "hooguit 200"),
        ({"off": "griep\ngrieperig"}, "staat niet in de lijst van Opstap"),
        ({"nl": "Een.\nTwee.\nDrie.\nVier."}, "hooguit 3 zinnen"),
    ],
)
def test_what_would_be_found_everywhere_is_refused_and_still_there(pia, cast, fields, said):
    page = pia.get(at(cast, "gezondheid")).submit("Bewaren", **fields)
    assert page.status == 422
    assert said in page.text
    (name, typed) = next(iter(fields.items()))
    assert page.form("Bewaren").find(f".//textarea[@name='{name}']").text.strip() == typed
    assert GuardWords.select().count() == 0


def test_who_was_slower_sees_both_and_chooses(pia, cast):
    first, second = (pia.get(at(cast, "gezondheid")) for _ in range(2))
    first.submit("Bewaren", added="pollen*")
    page = second.submit("Bewaren", added="gips*")
    assert page.status == 409
    assert "Wat er nu staat" in page.text
    assert "pollen*" in page.text
    page.submit("Bewaren")
    assert "gips*" in words_for(cast, "supervisor_a")["illness"].all_words()
    assert [row.version for row in GuardWords.select().order_by(GuardWords.version)] == [1, 2]


def test_who_was_slower_sees_what_the_other_wrote_in_another_field(pia, cast):
    first, second = (pia.get(at(cast, "gezondheid")) for _ in range(2))
    first.submit("Bewaren", fine="rozenbottel")
    page = second.submit("Bewaren", nl="Was stil.")
    assert page.status == 409
    assert "rozenbottel" in page.text


def test_a_mistake_does_not_hide_that_somebody_was_faster(pia, cast):
    first, second = (pia.get(at(cast, "gezondheid")) for _ in range(2))
    first.submit("Bewaren", added="pollen*")
    page = second.submit("Bewaren", added="zi*")
    assert page.status == 422
    page = page.submit("Bewaren", added="gips*")
    assert page.status == 409
    assert "pollen*" in page.text
    assert "pollen*" in words_for(cast, "supervisor_a")["illness"].all_words()


def test_the_same_again_is_no_new_version(pia, cast):
    for _ in range(2):
        pia.get(at(cast, "gezondheid")).submit("Bewaren", added="pollen*")
    assert GuardWords.select().count() == 1


def test_an_earlier_version_and_the_shipped_words_can_count_again(pia, cast):
    for added in ("pollen*", "gips*"):
        pia.get(at(cast, "gezondheid")).submit("Bewaren", added=added)
    pia.get(at(cast)).submit("Laat versie 1 weer tellen")
    assert "pollen*" in words_for(cast, "supervisor_a")["illness"].all_words()
    pia.get(at(cast)).submit("Terug naar de woorden van Opstap")
    assert "pollen*" not in words_for(cast, "supervisor_a")["illness"].all_words()
    assert [row.version for row in GuardWords.select().order_by(GuardWords.version)] == [1, 2, 3, 4]


def test_it_is_written_down_who_changed_it_and_not_what(pia, cast):
    pia.get(at(cast, "gezondheid")).submit("Bewaren", added="pollen*")
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert event.action == "guard.change"
    assert event.actor_id == cast.privacy_officer.id
    assert "pollen" not in str(event.detail)


def test_a_coach_reads_the_words_and_has_nothing_to_change(browse, cast):
    page = browse("coach_1").get(at(cast, "gezondheid"))
    assert page.find(".//textarea[@name='added']") == []
    assert "Wat Opstap zelf meegeeft" in page.text


def test_how_often_a_word_was_left_is_told_of_many_notes_only(pia, cast):
    assert "bij het bewaren nog een woord" not in pia.get(at(cast)).text
    note = Note.get_by_id(cast.note_a1.id)
    Note.update(guard_hits=3).where(Note.id == note.id).execute()
    facts = dict(note.__data__)
    for n in range(25):
        Note.create(**{**facts, "id": uuid7(), "guard_hits": int(n < 2)})
    assert "Bij 3 stond bij het bewaren nog een woord" in pia.get(at(cast)).text
