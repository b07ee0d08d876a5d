"""The glossary names every state, choice and move of the domain."""

from enum import Enum, IntEnum
from inspect import getmembers, isclass
from pathlib import Path

import pytest

from pwa.domain import enums, errors, evaluation, milestones, states

PAGE = (Path(__file__).parents[2] / "docs" / "glossary.md").read_text()
ENUMS = {
    found
    for module in (enums, states, milestones, evaluation)
    for _, found in getmembers(module, isclass)
    if issubclass(found, Enum) and found.__module__.startswith("pwa.") and found.__members__
} - {errors.Code}


@pytest.mark.parametrize("kind", sorted(ENUMS, key=lambda kind: kind.__name__))
def test_every_choice_has_its_place_in_the_glossary(kind):
    values = [str(int(one)) if isinstance(one, IntEnum) else one.value for one in kind]
    names = {value for value in values if value.upper() not in PAGE and value not in PAGE}
    assert kind.__name__ in PAGE
    assert names == set()


def test_every_move_has_its_place_in_the_glossary():
    moves = {move.name for move in (*states.EVALUATION_MOVES, *states.PLACEMENT_MOVES)}
    assert {name for name in moves if f"`{name}`" not in PAGE} == set()
