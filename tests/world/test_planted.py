"""The world counts only when it finds what was planted: rules of Opstap that are loosened a little."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import run_state_machine_as_test

from pwa.models import Note, Placement, PrivacyCase, Supervision
from pwa.policies import placements
from tests.world.machine import Tally, machine

Plant = Callable[[pytest.MonkeyPatch], None]


def _waiting_notes_are_shown(patch: pytest.MonkeyPatch) -> None:
    """A note that waits for the talk is read by candidate and coach at once."""
    patch.setattr(Note, "shared_at", classmethod(lambda cls, _moment: cls.left_a_trace()))


def _guiding_never_ends(patch: pytest.MonkeyPatch) -> None:
    """Who guided once reads on, as long as there is a seat."""

    def in_force(cls: Any, user_id: Any, today: Any) -> Any:
        return cls.select().where(cls.user == user_id, cls.from_on <= today)

    patch.setattr(Supervision, "in_force", classmethod(in_force))


def _coaches_read_each_other(patch: pytest.MonkeyPatch) -> None:
    """Every coach of a municipality reads every candidate's page there."""
    patch.setattr(placements, "see", lambda _person, _placement: True)
    patch.setattr(placements, "read_notes", lambda _person, _placement: True)
    patch.setattr(Placement, "visible_to", classmethod(lambda cls, _person: cls.with_people()))


def _cases_stay_open(patch: pytest.MonkeyPatch) -> None:
    """A case that was closed, or is over, still opens the record."""

    def open_of(cls: Any, person: Any) -> Any:
        return cls.select().where(cls.officer == person.id)

    patch.setattr(PrivacyCase, "open_of", classmethod(open_of))


PLANTED: list[Plant] = [
    _waiting_notes_are_shown, _guiding_never_ends, _coaches_read_each_other, _cases_stay_open,
]  # fmt: skip


@pytest.mark.slow
@pytest.mark.usefixtures("words_for_pdf")
@pytest.mark.parametrize("plant", PLANTED, ids=lambda one: one.__name__.strip("_"))
def test_a_rule_that_was_loosened_is_found(
    application: Flask, region: Any, plant: Plant, monkeypatch: pytest.MonkeyPatch
) -> None:
    plant(monkeypatch)
    tries = settings(
        stateful_step_count=60, max_examples=25, deadline=None, phases=[Phase.generate],
        suppress_health_check=list(HealthCheck), database=None,
    )  # fmt: skip
    with pytest.raises(AssertionError, match="LEAK|shows on"):
        run_state_machine_as_test(machine(application, region, Tally(), sweep=1), settings=tries)


def test_the_rule_book_knows_nothing_of_the_product() -> None:
    """It would only say what the product says."""
    lines = Path(__file__).with_name("rulebook.py").read_text("utf-8").splitlines()
    assert not [one for one in lines if "import" in one.split() and ("pwa" in one or "tests" in one)]
