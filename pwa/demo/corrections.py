"""Ilse says that a note is wrong: it gets a new version, and the day its right word."""

from datetime import date, time
from typing import TYPE_CHECKING, Any

from pwa import clock
from pwa.domain.enums import AttendanceCode
from pwa.domain.ids import uuid7
from pwa.models import Correction, Note
from pwa.services import corrections
from pwa.services.corrections import Correcting, NewWords
from pwa.services.hours import DayChange

if TYPE_CHECKING:
    from pwa.demo.cases import Case


def live(case: "Case") -> None:
    """Everything that the candidate of this case asked about a note, and what was answered."""
    for told in case.data.get("corrections", ()):
        mine = (Note.placement == case.placement.id) & (Note.day == case.day(told["note_day"]))
        asked = _ask(case, Note.select().where(mine).get(), told)
        if "text" in told:
            _put_right(case, asked, told)


def _ask(case: "Case", note: Note, told: dict[str, Any]) -> Correction:
    with clock.at(clock.at_local(_after(case, told, 1), time(17, 20))):
        by = case.who(case.data["candidate"])
        row = Note.visible_to(by).where(Note.id == note.id).get()
        return corrections.ask_note(by, row, uuid7(), told["asks"])


def _put_right(case: "Case", asked: Correction, told: dict[str, Any]) -> None:
    with clock.at(clock.at_local(_after(case, told, 2), time(9, 10))):
        row = corrections.fresh(asked.id)
        words = NewWords(uuid7(), row.note.revision, told["text"]) if row.note else None
        day = DayChange(uuid7(), case.day(told["attendance_day"]), AttendanceCode(told["code"]))
        corrections.correct(case.who(told["by"]), row, Correcting(told["reason"], words, day))


def _after(case: "Case", told: dict[str, Any], worked_days: int) -> date:
    n: int = told["note_day"] + worked_days
    return case.day(min(n, len(case.worked) - 1))
