"""Much to show: months of writing about candidate_a1, and a full hall on supervisor_a's Vandaag."""

from datetime import date, datetime, time, timedelta
from random import Random
from typing import Any

from pwa import clock
from pwa.domain.enums import AttendanceCode, EvaluationKind
from pwa.domain.states import UserState
from pwa.models import (
    Attendance,
    CandidateDay,
    Competence,
    Evaluation,
    Handbook,
    Reaction,
    Tile,
    User,
    VisitNote,
)
from pwa.services import people, placements
from pwa.services.evaluations import RatingEntry
from tests.evaluation_case import Case
from tests.people import START, TODAY, Cast, _place, write_note

NOTES, VISITS, OTHERS = 48, 12, 6
DAYS = [TODAY - timedelta(days=n) for n in range((TODAY - START).days + 1)]


class Words:
    """Sentences that do not repeat each other, since those would be packed away."""

    def __init__(self, book: Handbook) -> None:
        self._random = Random(3)
        rows = Competence.select(Competence.sentence_1, Competence.sentence_3, Competence.look_at)
        said = " ".join(" ".join(row) for row in rows.where(Competence.handbook == book).tuples())
        self._known = sorted({word.strip(".,;").lower() for word in said.split()})

    def some(self, many: int = 14) -> str:
        words = self._random.sample(self._known, many)
        return f"{' '.join(words).capitalize()} {self._random.randint(10, 999)}."


def _noon(day: date) -> datetime:
    return clock.at_local(day, time(12))


def months(cast: Cast) -> None:
    """Notes with tiles and answers, own days, attendance and visits of two months."""
    words, about = Words(cast.handbook_a), cast.placement_a1
    shown = (Competence.handbook == cast.handbook_a) & ~Competence.hidden & ~Tile.hidden
    rows = Tile.select().join(Competence).where(shown)
    tiles = list(rows.order_by(Competence.position, Tile.position))
    for n, day in enumerate(DAYS[:NOTES]):
        used = tuple(tiles[(n * 2 + k) % len(tiles)].id for k in range(2))
        note = write_note(cast, "supervisor_a", "a1", words.some(), day, tile_ids=used)
        said = {"text": words.some(8), "body_hash": "-", "made_at": _noon(day)}
        if n % 3 == 0:
            Reaction.create(note=note, user=cast.candidate_a1, **said)
        CandidateDay.create(placement=about, day=day, face=n % 3 + 1, **said)
        here = list(AttendanceCode)[n % len(AttendanceCode)]
        said.pop("text")
        Attendance.create(placement=about, day=day, code=here, author=cast.supervisor_a, **said)
    for day in DAYS[1 : VISITS * 4 : 4]:
        VisitNote.create(placement=about, author=cast.coach_1, day=day, text=words.some(30))


def evaluation(cast: Cast, state: str, kind: EvaluationKind = EvaluationKind.FINAL) -> Evaluation:
    """One about everything we look at, with an example each, as far as this state."""
    words, case = Words(cast.handbook_a), Case(cast, kind)
    shown = [one for one in case.competences() if not one.hidden]
    ratings = tuple(
        RatingEntry(one.id, n % 4 + 1, words.some(12), ()) for n, one in enumerate(shown)
    )
    content = case.content()
    full = {"strengths": words.some(40), "points": words.some(40), "ratings": ratings}
    case.content = lambda *_, **__: type(content)(**{**vars(content), **full})  # type: ignore[method-assign]
    if state == "draft":
        return case.save()
    return case.to(state)


def hall(cast: Cast) -> None:
    """Others on the same floor today, two notes about each, one of them with an answer."""
    words = Words(cast.handbook_a)
    people_here = ["a1", "a2"]
    for n in range(OTHERS):
        key = f"h{n}"
        user: Any = people.add_user(None, f"Kandidaat {words.some(1)}", phone="06")
        User.update(state=UserState.ACTIVE).where(User.id == user.id).execute()
        row = people.add_candidate(None, user, cast.kessenbroek, cast.coach_1)
        setattr(cast, f"{key}_row", row)
        placement = _place(cast, key, "a", words.some(8))
        setattr(cast, f"placement_{key}", placement)
        placements.assign(None, placement, cast.supervisor_a, main=True)
        people_here.append(key)
    for key in people_here:
        for _n in range(2):
            write_note(cast, "supervisor_a", key, words.some())
