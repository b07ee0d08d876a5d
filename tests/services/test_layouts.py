"""A municipality makes its layout: drafts, two people at once, taking into use."""

from io import BytesIO

import pytest
from PIL import Image

from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.layouts import LayoutState
from pwa.models import AuditEvent, Blob, Layout
from pwa.models.layout_facts import in_use, look
from pwa.pdf.look import MOVABLE, OPTIONAL
from pwa.services import layout_printing, layouts, pictures
from pwa.services.layout_printing import Printed
from tests import layout_case
from tests.layout_case import again


@pytest.fixture
def mina(cast):
    return cast.as_("municipality_admin")


@pytest.fixture
def row(mina, cast):
    return layouts.begin(mina, cast.kessenbroek)


@pytest.fixture
def prints(monkeypatch):
    """What the PDF process says about a layout, without one."""
    said = {"problem": ""}
    monkeypatch.setattr(
        layout_printing, "render", lambda _doc, one: Printed(b"", one, said["problem"])
    )
    return said


def test_there_is_one_draft_at_a_time(mina, cast, row):
    assert layouts.begin(mina, cast.kessenbroek).id == row.id
    assert (row.version, row.state) == (1, LayoutState.DRAFT)
    assert in_use(cast.kessenbroek.id) is None


def test_texts_are_kept_and_counted(mina, row):
    assert layouts.save(mina, row, 1, {"top": "Welkom.", "end": ""}) == 2
    assert layouts.save(mina, row, 1, {"end": ""}) == 2
    assert again(row).texts == {"top": "Welkom."}


@pytest.mark.parametrize(
    ("texts", "wrong"),
    [
        ({"accent": "rood"}, {"accent": "not_a_colour"}),
        ({"accent": "#ffff00"}, {"accent": "too_light"}),
        ({"accent": "#808080"}, {"accent": "too_light"}),
        ({"head": "vlag"}, {"head": "not_a_choice"}),
        ({"privacy": "x" * 301}, {"privacy": "too_long:300"}),
        ({"template": "x" * 20_001}, {"template": "too_long:20000"}),
    ],
)
def test_what_cannot_be_used_is_refused(mina, row, texts, wrong):
    with pytest.raises(BadInput) as refused:
        layouts.save(mina, row, 1, texts)
    assert refused.value.fields == wrong
    assert again(row).edition == 1


def test_two_people_lose_nothing(mina, row):
    layouts.save(mina, row, 1, {"top": "Van de een."})
    assert layouts.save(mina, row, 1, {"end": "Van de ander."}) == 3
    with pytest.raises(Stale):
        layouts.save(mina, row, 1, {"top": "Van de ander."})
    assert again(row).texts == {"top": "Van de een.", "end": "Van de ander."}


def test_parts_move_and_stay_within_their_list(mina, row):
    layouts.move_part(mina, row, 1, "candidate", -1)
    order = look(again(row)).order
    assert order.index("candidate") == MOVABLE.index("candidate") - 1
    with pytest.raises(Stale):
        layouts.move_part(mina, again(row), 1, "candidate", -1)
    layouts.move_part(mina, again(row), 2, order[0], -1)
    assert look(again(row)).order == order
    assert sorted(order) == sorted(MOVABLE)


def test_only_some_parts_can_be_left_out(mina, row):
    layouts.show_part(mina, row, 1, "goals", False)
    assert look(again(row)).hidden == ("goals",)
    layouts.show_part(mina, again(row), 2, "goals", True)
    assert look(again(row)).hidden == ()
    for part in {*MOVABLE, "signatures", "head"} - set(OPTIONAL):
        with pytest.raises(NotAllowed):
            layouts.show_part(mina, again(row), 3, part, False)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "WEBP"])
def test_a_logo_is_drawn_anew(mina, row, kind):
    made = pictures.logo(layout_case.picture(kind, (1800, 600)))
    layouts.put_logo(mina, row, 1, made, "Een boom")
    kept = look(again(row))
    with Image.open(BytesIO(kept.logo)) as opened:
        assert (opened.format, opened.mode, opened.size) == ("PNG", "RGB", (900, 300))
    assert kept.logo_words == "Een boom"


def test_another_logo_forgets_the_first_and_none_forgets_both(mina, row):
    layouts.put_logo(mina, row, 1, pictures.logo(layout_case.picture()), "Een")
    other = pictures.logo(layout_case.picture("JPEG", (50, 50)))
    layouts.put_logo(mina, again(row), 2, other, "Twee")
    assert Blob.select().where(Blob.media_type == "image/png").count() == 1
    layouts.drop_logo(mina, again(row), 3)
    assert not Blob.select().where(Blob.media_type == "image/png").exists()
    assert again(row).texts == {}


@pytest.mark.parametrize("raw", [b"geen plaatje", b"<svg xmlns='x'/>", b"%PDF-1.7", b""])
def test_what_is_no_picture_is_no_logo(raw):
    with pytest.raises(BadInput):
        pictures.logo(raw)


def test_a_logo_needs_words(mina, row):
    with pytest.raises(BadInput):
        layouts.put_logo(mina, row, 1, pictures.logo(layout_case.picture()), "")


def test_taking_into_use_replaces_what_was(mina, cast, prints):
    first = layout_case.in_use(cast, top="Een")
    second = layout_case.in_use(cast, top="Twee")
    assert in_use(cast.kessenbroek.id).id == second.id
    assert (again(first).state, again(first).retired_by_id) == (LayoutState.RETIRED, mina.id)
    assert (second.version, second.used_by_id) == (2, mina.id)
    assert in_use(cast.anderdam.id) is None
    layouts.stop(mina, second)
    assert in_use(cast.kessenbroek.id) is None
    with pytest.raises(Stale):
        layouts.stop(mina, again(second))


def test_a_draft_begins_as_what_is_in_use(mina, cast, prints):
    layout_case.in_use(cast, top="Een", accent="#7a1f3d")
    assert layouts.begin(mina, cast.kessenbroek).texts == {"top": "Een", "accent": "#7a1f3d"}


def test_what_does_not_work_is_not_taken_into_use(mina, row, prints):
    prints["problem"] = "part_missing:advice"
    with pytest.raises(NotAllowed) as refused:
        layouts.use(mina, row, 1)
    assert refused.value.details == {"problem": "part_missing:advice"}
    assert again(row).state is LayoutState.DRAFT


def test_who_did_not_see_the_newest_cannot_take_it_into_use_or_throw_it_away(mina, row, prints):
    seen = again(row)
    layouts.save(mina, row, 1, {"top": "Nieuw"})
    for act in (layouts.use, layouts.throw_away):
        with pytest.raises(Stale):
            act(mina, seen, 1)
    layouts.throw_away(mina, row, 2)
    assert not Layout.select().exists()


def test_what_is_in_use_does_not_change(mina, cast, prints):
    row = layout_case.in_use(cast, top="Een")
    with pytest.raises(Stale):
        layouts.save(mina, row, row.edition, {"top": "Twee"})
    with pytest.raises(Stale):
        layouts.throw_away(mina, row, row.edition)


def test_the_log_holds_names_of_parts_and_no_text(mina, row):
    layouts.save(mina, row, 1, {"top": "Geheim"})
    event = AuditEvent.select().order_by(AuditEvent.seq.desc()).first()
    assert (event.action, event.detail["parts"]) == ("layout.save", ["top"])
    assert "Geheim" not in str(event.detail)
