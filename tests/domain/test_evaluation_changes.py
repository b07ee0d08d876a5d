"""Two contents side by side: every change is named where it belongs, and nothing else is."""

import copy
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pwa.domain.evaluation import content_hash
from pwa.domain.evaluation_changes import OTHER, Change, Part, compare

NOTE = {
    "id": "n1", "day": "2026-03-03", "author": "Mehmet Kaya", "tiles": ["Hielp een collega"],
    "text": "Hielp twee uur mee inpakken.", "reaction": "",
}  # fmt: skip


def competence(code, level=2, **changes):
    facts = {
        "code": code, "label": code.capitalize(), "level": level, "sentence": "Zo doe je dat.",
        "example": "", "previous_level": None, "own_level": 3, "own_example": "", "notes": [],
        "earlier": [["2025-09-30", 2], ["2025-09-30", 3]],
    }  # fmt: skip
    return {**facts, **changes}


def content(**changes):
    facts = {
        "format": "opstap-evaluation/1", "evaluation": "e1", "kind": "final",
        "period": ["2026-01-12", "2026-03-11"], "candidate": "Tesfay Habte",
        "municipality": "Kessenbroek", "coach": "Anouk Driessen", "supervisors": ["Ria Hoeben"],
        "workplace": "Medewerker afbramen", "department": "afbramen",
        "placement": {"kind": "ontwikkelplek", "from": "2026-01-12", "to": "2026-06-30",
                      "minutes_per_week": 1440},
        "goals": [{"text": "Zelf een order afbramen.", "reached_on": None}],
        "company": {"name": "De Linie", "sections": {"makes": "Kappen."}, "statement": ""},
        "groups": [
            {"label": "Samen", "competences": [competence("samenwerken"), competence("uitleg")]},
            {"label": "Werk", "competences": [competence("tempo", 3)]},
        ],
        "attendance": {"present": 20},
        "attendance_days": [["2026-02-02", "present"], ["2026-02-03", ""]],
        "strengths": "Precies.", "points": "", "support": "",
        "talk": {"on": "2026-03-10", "with": "Tesfay en Ria", "short_reading_reason": ""},
        "actions": [{"who": "Ria", "what": "Foto's maken", "by_on": "2026-04-01"}],
        "candidate_words": "Ik help wel.",
        "advice": {"code": "training", "details": {"training": "Nederlands", "provider": ""}},
    }  # fmt: skip
    return {**copy.deepcopy(facts), **changes}


def changed(path, value):
    """The content with one thing put in another's place."""
    found = content()
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    return found


A, C, D = Change.ADDED, Change.CHANGED, Change.DROPPED
FIRST = ("groups", 0, "competences", 0)
CASES = [
    ((*FIRST, "level"), 3, ("competence", "samenwerken", "Samenwerken"), ("level", C, "2", "3")),
    ((*FIRST, "level"), None, ("competence", "samenwerken", "Samenwerken"), ("level", D, "2", "")),
    ((*FIRST, "level"), 0, ("competence", "samenwerken", "Samenwerken"), ("level", C, "2", "0")),
    ((*FIRST, "example"), "Hielp.", ("competence", "samenwerken", "Samenwerken"),
     ("example", A, "", "Hielp.")),
    ((*FIRST, "own_level"), 2, ("competence", "samenwerken", "Samenwerken"),
     ("own_level", C, "3", "2")),
    ((*FIRST, "sentence"), "Anders.", ("competence", "samenwerken", "Samenwerken"),
     ("sentence", C, "Zo doe je dat.", "Anders.")),
    ((*FIRST, "notes"), [NOTE], ("competence", "samenwerken", "Samenwerken"),
     ("note", A, "", "Mehmet Kaya\nHielp een collega\nHielp twee uur mee inpakken.",
      "2026-03-03")),
    (("groups", 1, "label"), "Het werk", ("competence", "tempo", "Tempo"),
     ("group", C, "Werk", "Het werk")),
    (("strengths",), "Heel precies.", ("words", "", ""),
     ("strengths", C, "Precies.", "Heel precies.")),
    (("candidate_words",), "", ("words", "", ""), ("candidate_words", D, "Ik help wel.", "")),
    (("company", "statement"), "Graag.", ("company", "", ""), ("statement", A, "", "Graag.")),
    (("company", "sections", "makes"), "Frames.", ("company", "", ""),
     ("section", C, "Kappen.", "Frames.", "makes")),
    (("advice",), None, ("advice", "", ""), ("advice", D, "training", "")),
    (("advice", "details", "training"), "Lassen", ("advice", "", ""),
     ("detail", C, "Nederlands", "Lassen", "training")),
    (("actions", 0, "by_on"), None, ("action", "", ""),
     ("action", C, "Ria\n2026-04-01", "Ria\n", "Foto's maken")),
    (("actions",), [], ("action", "", ""), ("action", D, "Ria\n2026-04-01", "", "Foto's maken")),
    (("goals", 0, "reached_on"), "2026-03-01", ("goal", "", ""),
     ("goal", C, "Zelf een order afbramen.\n", "Zelf een order afbramen.\n2026-03-01",
      "Zelf een order afbramen.")),
    (("talk", "with"), "Tesfay", ("talk", "", ""), ("with", C, "Tesfay en Ria", "Tesfay")),
    (("attendance", "late"), 1, ("attendance", "", ""), ("late", A, "", "1")),
    (("attendance_days", 0, 1), "late", ("attendance", "", ""),
     ("day", C, "present", "late", "2026-02-02")),
    (("attendance_days", 1, 1), "absent_reported", ("attendance", "", ""),
     ("day", C, "open", "absent_reported", "2026-02-03")),
    (("attendance_days",), [["2026-02-02", "present"]], ("attendance", "", ""),
     ("day", D, "open", "", "2026-02-03")),
    ((*FIRST, "earlier", 1, 1), 2, ("competence", "samenwerken", "Samenwerken"),
     ("earlier", C, "3", "2", "2025-09-30")),
    ((*FIRST, "earlier"), [["2025-09-30", 2]], ("competence", "samenwerken", "Samenwerken"),
     ("earlier", D, "3", "", "2025-09-30")),
    (("supervisors",), ["Ria Hoeben", "Mehmet Kaya"], ("head", "", ""),
     ("supervisors", C, "Ria Hoeben", "Ria Hoeben, Mehmet Kaya")),
    (("placement", "minutes_per_week"), 960, ("head", "", ""),
     ("place_minutes_per_week", C, "1440", "960")),
]  # fmt: skip


@pytest.mark.parametrize(("path", "value", "place", "part"), CASES)
def test_one_change_is_one_part_where_it_belongs(path, value, place, part):
    (one,) = compare(content(), changed(path, value))
    assert (one.where, one.about, one.label) == place
    assert Part(*part) in one.parts


def test_the_same_content_has_no_difference_and_the_id_alone_is_none():
    assert compare(content(), content()) == ()
    assert compare(content(), content(evaluation="e2")) == ()


def test_another_format_is_a_difference_that_is_told_without_words():
    (one,) = compare(content(), content(format="opstap-evaluation/2"))
    assert (one.where, one.parts) == (OTHER, (Part("other", Change.CHANGED),))


def test_what_an_older_format_did_not_have_is_no_day_that_changed():
    old = content(format="opstap-evaluation/1", strengths="Netjes.")
    del old["attendance_days"]
    (one,) = compare(old, content())
    assert [part.what for part in one.parts] == ["strengths"]


def test_a_return_reads_as_one_line_about_the_competence():
    new = changed(FIRST, competence("samenwerken", 3, example="Hielp inpakken.", notes=[NOTE]))
    (one,) = compare(content(), new)
    assert [(part.what, part.change, part.item) for part in one.parts] == [
        ("level", C, ""), ("example", A, ""), ("note", A, "2026-03-03"),
    ]  # fmt: skip


def test_a_competence_that_came_and_one_that_went_keep_their_names():
    new = changed(("groups", 0, "competences"), [competence("veilig"), competence("uitleg")])
    came, went = compare(content(), new)
    assert (came.label, came.part("level")) == ("Veilig", Part("level", A, "", "2"))
    assert (went.label, went.part("level")) == ("Samenwerken", Part("level", D, "2", ""))


def test_another_order_alone_is_told():
    turned = changed(
        ("groups", 0, "competences"), [competence("uitleg"), competence("samenwerken")]
    )
    (one,) = compare(content(), turned)
    assert (one.where, one.parts) == ("competence", (Part("order", C),))


LEVEL = st.one_of(st.none(), st.integers(0, 4))
TEXT = st.sampled_from(["", "Goed.", "Anders.", "x (2)", "x"])
DAY = st.sampled_from([None, *(str(date(2026, 3, 2) + timedelta(n)) for n in range(3))])

CODE = st.sampled_from(["", "present", "late"])


def _as_days(found):
    return [[day, found[day]] for day in sorted(found)]


@st.composite
def contents(draw):
    codes = draw(st.lists(st.sampled_from(["a", "b", "c"]), unique=True))
    notes = st.lists(st.sampled_from(["n1", "n2"]), unique=True)
    rated = [
        competence(
            code, draw(LEVEL), example=draw(TEXT), own_level=draw(LEVEL),
            notes=[{**NOTE, "id": id, "reaction": draw(TEXT)} for id in draw(notes)],
        )
        for code in codes
    ]  # fmt: skip
    cut = draw(st.integers(0, len(rated)))
    parts = [("Een", rated[:cut]), ("Twee", rated[cut:])]
    actions = st.lists(
        st.fixed_dictionaries({"who": TEXT, "what": st.sampled_from(["x", "y"]), "by_on": DAY}),
        max_size=3,
    )
    advice = st.one_of(
        st.none(),
        st.fixed_dictionaries({"code": TEXT, "details": st.dictionaries(TEXT, TEXT, max_size=2)}),
    )
    return content(
        evaluation=draw(st.sampled_from(["e1", "e2"])),
        groups=[{"label": label, "competences": some} for label, some in parts if some],
        actions=draw(actions), advice=draw(advice), strengths=draw(TEXT),
        attendance_days=draw(st.dictionaries(DAY.filter(bool), CODE).map(_as_days)),
        attendance=draw(st.dictionaries(st.sampled_from(["present", "late"]), st.integers(1, 3))),
    )  # fmt: skip


@given(contents(), contents())
def test_no_difference_is_found_exactly_where_the_content_is_the_same(old, new):
    same = content_hash({**old, "evaluation": ""}) == content_hash({**new, "evaluation": ""})
    assert (compare(old, new) == ()) is same
    assert {one.where for one in compare(old, new)} == {one.where for one in compare(new, old)}


@given(contents(), contents())
def test_one_way_is_the_other_turned_around(old, new):
    def told(found, turn=False):
        other = {A: D, D: A, C: C}
        return {
            (one.where, one.about, part.what, part.item,
             *((part.new, part.old, other[part.change]) if turn
               else (part.old, part.new, part.change)))
            for one in found
            for part in one.parts
        }  # fmt: skip

    assert told(compare(old, new)) == told(compare(new, old), turn=True)
