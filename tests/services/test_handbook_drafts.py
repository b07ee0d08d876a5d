"""A handbook changes in versions: who begins gets the new one, who is busy keeps the own."""

from dataclasses import replace

import pytest

from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.ids import uuid7
from pwa.domain.states import HandbookState
from pwa.models import Competence, Handbook, Placement, Tile, TilePin
from pwa.services import handbook_drafts as drafts
from pwa.services import handbook_order as order
from pwa.services import handbook_parts as parts
from pwa.services import handbooks, notes, placements
from pwa.services.handbook_order import Group
from pwa.services.handbook_parts import TEXT_FIELDS, CompetenceEntry, TileEntry
from tests.people import END, EVERY_DAY, TODAY

pytestmark = pytest.mark.usefixtures("connection")


@pytest.fixture
def eva(cast):
    return cast.as_("employer_a")


@pytest.fixture
def draft(cast, eva):
    return drafts.draft_of(eva, cast.handbook_a)


def rows(book):
    return list(
        Competence.select().where(Competence.handbook == book).order_by(Competence.position)
    )


def shown(book):
    return [row.label for row in rows(book) if not row.hidden]


def tiles(row):
    return list(Tile.select().where(Tile.competence == row).order_by(Tile.position))


def entry(row, **changes):
    """What the form sends when nothing was changed."""
    kept = [
        TileEntry(t.id, t.sentence, t.sentence_second, t.tone, t.level_hint, t.icon, t.hidden)
        for t in tiles(row)
    ]
    texts = {name: getattr(row, name) for name in TEXT_FIELDS}
    return replace(CompetenceEntry(texts, row.hidden, kept), **changes)


def new_tile(sentence="Legde het zelf uit"):
    return TileEntry(uuid7(), sentence, "", Tone.STRONG, 4, "star", hidden=False)


def words(row, **changes):
    return {name: getattr(row, name) for name in TEXT_FIELDS} | changes


def place(cast, book):
    agreed = placements.Agreed(cast.placement_a1.kind, TODAY, END, EVERY_DAY, ("Doel.",))
    return placements.place(None, cast.a2_row, cast.workplace_a, book, agreed)


def test_a_draft_is_a_whole_copy_that_nobody_uses_yet(cast, draft):
    assert draft.state is HandbookState.DRAFT and draft.version == 2
    assert shown(draft) == shown(cast.handbook_a)
    count = Tile.select().where(Tile.handbook == cast.handbook_a).count()
    assert Tile.select().where(Tile.handbook == draft).count() == count > 0
    assert handbooks.active_of(cast.company_a.id) == cast.handbook_a


def test_asking_for_a_draft_twice_gives_the_same(cast, eva, draft):
    assert drafts.draft_of(eva, cast.handbook_a) == draft
    assert Handbook.select().where(Handbook.organisation == cast.company_a).count() == 2


def test_the_next_placement_gets_the_new_version_and_running_ones_keep_theirs(cast, eva, draft):
    row = rows(draft)[0]
    parts.save_competence(eva, draft, 1, row.id, entry(row, words=words(row, label="Klokvast")))
    drafts.activate(eva, draft, 2)
    assert handbooks.active_of(cast.company_a.id) == draft
    assert Handbook.get_by_id(cast.handbook_a.id).state is HandbookState.RETIRED
    assert Placement.get_by_id(cast.placement_a1.id).handbook_id == cast.handbook_a.id
    assert "Klokvast" not in shown(cast.handbook_a)
    later = place(cast, handbooks.active_of(cast.company_a.id))
    assert "Klokvast" in shown(later.handbook_id)


def test_a_running_placement_cannot_use_a_tile_of_the_new_version(cast, eva, draft):
    row = rows(draft)[0]
    parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=[new_tile()]))
    drafts.activate(eva, draft, 2)
    new = tiles(row)[0]
    ids = {cast.placement_a1.id: uuid7()}
    with pytest.raises(BadInput) as refused:
        notes.write(cast.as_("supervisor_a"), notes.NoteEntry(ids, TODAY, (new.id,)))
    assert refused.value.fields == {"tiles": "unknown_tile"}


def test_tiles_are_added_changed_hidden_reordered_and_taken_away(eva, draft):
    row = rows(draft)[0]
    first, second, *_rest = entry(row).tiles
    typed = [replace(second, sentence="Was er vroeg"), replace(first, hidden=True), new_tile()]
    parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=typed))
    assert [(t.sentence, t.hidden) for t in tiles(row)] == [
        ("Was er vroeg", False), (first.sentence, True), ("Legde het zelf uit", False),
    ]  # fmt: skip


def test_an_empty_sentence_takes_the_tile_away(eva, draft):
    row = rows(draft)[0]
    parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=[new_tile("")]))
    assert tiles(row) == []


def test_a_tile_of_another_version_cannot_be_smuggled_in(cast, eva, draft):
    row = rows(draft)[0]
    strange = tiles(rows(cast.handbook_a)[0])[0]
    typed = [replace(new_tile("Gekaapt"), id=strange.id)]
    with pytest.raises(NotAllowed):
        parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=typed))
    assert Tile.get_by_id(strange.id).sentence == strange.sentence
    assert Handbook.get_by_id(draft.id).edition == 1, "nothing of it was kept"


def test_who_read_an_older_edition_hears_it_and_loses_nothing_of_the_other(eva, draft):
    one, other = rows(draft)[:2]
    parts.save_competence(eva, draft, 1, one.id, entry(one, words=words(one, label="Eerst")))
    with pytest.raises(Stale):
        parts.save_competence(eva, draft, 1, one.id, entry(one, words=words(one, label="X")))
    assert "Eerst" in shown(draft) and "X" not in shown(draft)
    parts.save_competence(eva, draft, 1, other.id, entry(other, words=words(other, label="Y")))
    assert {"Eerst", "Y"} <= set(shown(draft)), "two people write on two of them at once"


@pytest.mark.parametrize("verb", ["activate", "throw_away"])
def test_an_old_edition_is_neither_used_nor_thrown_away(eva, draft, verb):
    with pytest.raises(Stale):
        getattr(drafts, verb)(eva, draft, 7)
    assert Handbook.get_by_id(draft.id).state is HandbookState.DRAFT


def test_a_version_in_use_does_not_change(cast, eva):
    row = rows(cast.handbook_a)[0]
    with pytest.raises(Stale):
        parts.save_competence(eva, cast.handbook_a, 1, row.id, entry(row))


def labels(rows):
    return [row.label for row in rows]


def grouped(book):
    """Label of the group -> what is shown under it, in order."""
    found = {}
    for row in rows(book):
        if not row.hidden:
            found.setdefault(row.group_label, []).append(row.label)
    return found


def test_moving_steps_over_what_is_put_away_and_takes_the_tiles_along(eva, draft):
    here = [row for row in rows(draft) if row.group_code == "werk"]
    third = [row for row in here if not row.hidden][2]
    parts.put_away(eva, draft, 1, here[1].id, hidden=True)
    order.move_competence(eva, draft, 2, third.id, -1)
    assert grouped(draft)[third.group_label][:2] == [third.label, here[0].label]
    in_order = (
        Tile.select(Tile, Competence).join(Competence).where(Tile.handbook == draft)
    ).order_by(Tile.position)
    positions = [tile.competence.position for tile in in_order]
    assert positions == sorted(positions)


@pytest.mark.parametrize(("at", "step"), [(0, -1), (-1, 1)])
def test_the_first_and_the_last_of_a_group_stay_where_they_are(eva, draft, at, step):
    before = shown(draft)
    for group in grouped(draft).values():
        row = next(row for row in rows(draft) if row.label == group[at])
        edition = Handbook.get_by_id(draft.id).edition
        order.move_competence(eva, draft, edition, row.id, step)
    assert shown(draft) == before


def test_a_whole_group_moves_past_the_next_one(eva, draft):
    before = list(grouped(draft))
    code = next(row.group_code for row in rows(draft) if row.group_label == before[1])
    order.move_group(eva, draft, 1, code, -1)
    assert list(grouped(draft)) == [before[1], before[0], *before[2:]]
    with pytest.raises(NotAllowed):
        order.move_group(eva, draft, 2, "vliegen", 1)


def test_a_group_gets_another_name_above_the_same(eva, draft):
    row = rows(draft)[0]
    order.rename_group(eva, draft, 1, row.group_code, "De basis", None)
    again = Competence.get_by_id(row.id)
    assert (again.group_label, again.group_second) == ("De basis", "")
    assert shown(draft) == shown(again.handbook_id)
    with pytest.raises(BadInput):
        order.rename_group(eva, draft, 2, row.group_code, "", None)


def test_a_part_moves_to_another_group_or_to_a_new_one(eva, draft):
    row, other = rows(draft)[0], rows(draft)[-1]
    moved = entry(row, group=Group(code=other.group_code))
    parts.save_competence(eva, draft, 1, row.id, moved)
    assert rows(draft)[-1].id == row.id
    parts.save_competence(eva, draft, 2, row.id, entry(rows(draft)[-1], group=Group(label="Hal 3")))
    assert grouped(draft)["Hal 3"] == [row.label]
    again = rows(draft)[-1]
    parts.save_competence(eva, draft, 3, row.id, entry(again, group=Group(label=other.group_label)))
    assert rows(draft)[-1].group_code == other.group_code, "a name that is there is that group"
    positions = [one.position for one in rows(draft)]
    assert positions == list(range(len(positions)))


def test_something_new_to_look_at_comes_last_in_its_group(eva, draft):
    group = rows(draft)[0].group_code
    row = parts.add_competence(eva, draft, 1, "Lassen", Group(code=group))
    assert labels([one for one in rows(draft) if one.group_code == group])[-1] == "Lassen"
    assert parts.add_competence(eva, draft, 2, "Kanten", Group(label="Vakwerk")).group_label
    assert rows(draft)[-1].label == "Kanten" and row.code != rows(draft)[-1].code
    for label, wanted in (("", Group(code=group)), ("Buigen", Group(code="vliegen"))):
        with pytest.raises(BadInput):
            parts.add_competence(eva, draft, 3, label, wanted)


def test_what_is_dropped_is_really_gone_from_the_draft_alone(cast, eva, draft):
    row = rows(draft)[0]
    parts.drop_competence(eva, draft, 1, row.id)
    assert row.label not in labels(rows(draft)) and row.label in shown(cast.handbook_a)
    assert tiles(row) == []
    with pytest.raises(NotAllowed):
        parts.drop_competence(eva, draft, 2, rows(cast.handbook_a)[0].id)


def test_what_is_put_away_keeps_its_words_and_comes_back(eva, draft):
    row = rows(draft)[0]
    parts.put_away(eva, draft, 1, row.id, hidden=True)
    assert row.label not in shown(draft) and len(tiles(row)) > 0
    parts.put_away(eva, draft, 2, row.id, hidden=False)
    assert row.label in shown(draft)


def test_words_of_a_second_language_go_when_the_dutch_ones_say_something_else(eva, draft):
    row = rows(draft)[0]
    first, second, *_rest = entry(row).tiles
    typed = {name: getattr(row, name) for name in ("look_at", "avoid", *parts.PAIRS)}
    typed |= {"label": "Klokvast"}
    kept = [replace(first, second=None), replace(second, second=None, sentence="Belde niet")]
    parts.save_competence(eva, draft, 1, row.id, entry(row, words=typed, tiles=kept))
    again = Competence.get_by_id(row.id)
    assert again.label_second == "" and again.second_3 == row.second_3 != ""
    assert [t.sentence_second for t in tiles(row)] == [first.second, ""]


def test_a_tile_stands_first_in_departments_and_a_new_version_takes_that_along(cast, eva, draft):
    row = rows(draft)[0]
    pinned = replace(entry(row).tiles[0], departments=("Hal 2", "Magazijn"))
    parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=[pinned]))
    drafts.activate(eva, draft, 2)
    again = drafts.draft_of(eva, Handbook.get_by_id(draft.id))
    assert list(TilePin.of_book(again.id).values()) == [("Hal 2", "Magazijn")]
    assert again.version == 3


def test_a_form_that_saves_itself_makes_a_new_tile_once(eva, draft):
    row = rows(draft)[0]
    typed = [*entry(row).tiles, new_tile()]
    for edition in (1, 2, 3):
        parts.save_competence(eva, draft, edition, row.id, entry(row, tiles=typed))
    assert [t.sentence for t in tiles(row)].count("Legde het zelf uit") == 1


def test_a_handbook_without_anything_is_not_taken_into_use(cast, eva, draft):
    Competence.update(hidden=True).where(Competence.handbook == draft).execute()
    with pytest.raises(NotAllowed, match="handbook_empty"):
        drafts.activate(eva, draft, 1)
    assert handbooks.active_of(cast.company_a.id) == cast.handbook_a


def test_a_thrown_away_draft_leaves_the_one_in_use(cast, eva, draft):
    drafts.throw_away(eva, draft, 1)
    assert Handbook.get_or_none(Handbook.id == draft.id) is None
    assert handbooks.active_of(cast.company_a.id) == cast.handbook_a


def test_each_verb_is_one_commit(eva, draft, watch):
    row = rows(draft)[0]
    with watch.counting() as seen:
        parts.save_competence(eva, draft, 1, row.id, entry(row, tiles=[new_tile()]))
    assert seen.commits == 1
