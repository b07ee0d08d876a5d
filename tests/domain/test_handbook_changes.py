"""Two versions side by side: every word that became another is there, and nothing else."""

import json
from dataclasses import replace
from pathlib import Path

import pwa.domain
from pwa.domain.enums import Level, Tone
from pwa.domain.handbook import TileData, read_handbook
from pwa.domain.handbook_changes import Change, Part, compare
from pwa.domain.words import Words

DATA = Path(pwa.domain.__file__).parent.parent / "data/starter_handbook.json"
OLD = replace(read_handbook(json.loads(DATA.read_text("utf-8"))), second_language="Engels")
FIRST, SECOND = OLD.competences[:2]


def with_first(**changes):
    return replace(OLD, competences=(replace(FIRST, **changes), *OLD.competences[1:]))


def only(comparison):
    (one,) = comparison.changes
    return one


def test_a_version_and_itself_do_not_differ():
    found = compare(OLD, OLD)
    assert found.is_empty and len(found.same) == len(OLD.default_active)


def test_old_and_new_words_stand_beside_each_other():
    anchors = (*FIRST.anchors[:2], Words("Staat klaar voor de bel."), FIRST.anchors[3])
    one = only(compare(OLD, with_first(label=Words("Klokvast", FIRST.label.en), anchors=anchors)))
    assert one.change is Change.CHANGED and one.label == "Klokvast"
    assert Part("label", FIRST.label.nl, "Klokvast") in one.parts
    assert Part("sentence_3", FIRST.anchors[2].nl, "Staat klaar voor de bel.") in one.parts
    assert {part.what for part in one.parts} == {"label", "sentence_3", "second"}


def test_what_is_shown_came_and_what_is_put_away_went():
    hidden = next(one for one in OLD.competences if one.code not in OLD.default_active)
    active = (*OLD.default_active[1:], hidden.code)
    found = compare(OLD, replace(OLD, default_active=active))
    assert [one.code for one in found.of(Change.ADDED)] == [hidden.code]
    assert [one.code for one in found.of(Change.DROPPED)] == [FIRST.code]
    assert found.of(Change.CHANGED) == () and not found.reordered


def test_another_order_alone_is_said():
    new = replace(OLD, competences=(SECOND, FIRST, *OLD.competences[2:]))
    found = compare(OLD, new)
    assert found.changes == () and found.reordered and not found.is_empty


def test_tiles_are_paired_by_what_they_say():
    first, second, third = FIRST.tiles
    new = TileData(Words("Zette koffie voor de ploeg"), Tone.STRONG, Level(4), "sun")
    reworded = replace(second, words=Words("Kwam later en had gebeld", second.words.en))
    one = only(compare(OLD, with_first(tiles=(new, replace(first, tone=Tone.NEUTRAL), reworded))))
    assert {(t.change, t.old, t.new) for t in one.tiles} == {
        (Change.ADDED, None, new),
        (Change.CHANGED, first, replace(first, tone=Tone.NEUTRAL)),
        (Change.CHANGED, second, reworded),
        (Change.DROPPED, third, None),
    }


def test_a_department_in_which_a_tile_stands_first_is_a_change_too():
    tiles = (replace(FIRST.tiles[0], departments=("Hal 2",)), *FIRST.tiles[1:])
    assert only(compare(OLD, with_first(tiles=tiles))).tiles[0].change is Change.CHANGED


def test_a_hidden_tile_counts_as_gone():
    tiles = (replace(FIRST.tiles[0], hidden=True), *FIRST.tiles[1:])
    (tile,) = only(compare(OLD, with_first(tiles=tiles))).tiles
    assert tile.change is Change.DROPPED


def test_a_group_that_got_another_name_is_a_change():
    groups = (replace(OLD.groups[0], label=Words("De basis")), *OLD.groups[1:])
    found = compare(OLD, replace(OLD, groups=groups))
    assert all(
        one.parts[0] == Part("group", OLD.groups[0].label.nl, "De basis") for one in found.changes
    )
    assert found.changes


def test_a_second_language_counts_only_where_the_company_writes_one():
    old = replace(OLD, second_language="")
    new = replace(with_first(label=Words(FIRST.label.nl, "On the clock")), second_language="")
    assert compare(old, new).is_empty
    assert only(compare(OLD, with_first(label=Words(FIRST.label.nl, "On the clock")))).parts
