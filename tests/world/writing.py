"""What people write in the world, through the services; each text has a canary word of its own."""

from datetime import datetime, timedelta
from typing import Any

from pwa import clock
from pwa.domain.enums import Advice, EvaluationKind
from pwa.domain.ids import uuid7
from pwa.domain.states import EvaluationState, NoteVisibility
from pwa.models import Competence, Evaluation, Note
from pwa.services import (
    evaluations,
    handovers,
    note_changes,
    notes,
    own_days,
    visits,
)
from pwa.services.evaluations import EvaluationContent, OwnView, RatingEntry
from pwa.services.note_changes import NoteChange
from pwa.services.notes import NoteEntry
from tests.world import facts as told
from tests.world.facts import Kind, Words
from tests.world.town import Town


def note(town: Town, who: str, place: str, first_talk: bool) -> Words | None:
    row, facts = town.placement(place), town.facts
    way = NoteVisibility.DISCUSS_FIRST if first_talk else NoteVisibility.DIRECT
    text = f"Deed {town.next_words()} zelf."
    entry = NoteEntry(ids={row.id: uuid7()}, day=facts.today, text=text, visibility=way)
    made = town.try_(notes.write, town.as_(who), entry)
    if made is None:
        return None
    assert facts.guides_today(who, place), f"{who} wrote about {place} and does not guide it"
    words = town.said(Kind.NOTE, place, shared=_shared(facts, first_talk))
    town.notes.append((made[0].id, words))
    return words


def _shared(facts: told.Facts, first_talk: bool) -> datetime:
    soon = facts.now + told.TIME_TO_UNDO
    if not first_talk:
        return soon
    last = told.end_of_working_day(facts.today, told.DAYS_BEFORE_THE_TALK)
    return max(soon, clock.at_local(last + timedelta(days=1), datetime.min.time()))


def change(town: Town, who: str, number: int) -> None:
    """Other words in the same note; what it said before stays to be read."""
    id, words = town.notes[number]
    row = Note.get_by_id(id)
    wanted = NoteChange(
        id=uuid7(), revision=row.revision, day=row.day, reason="Het was anders.",
        text=f"Deed {town.next_words()} samen.",
    )  # fmt: skip
    if town.try_(note_changes.change, town.as_(who), row, wanted) is None:
        return
    new = town.said(Kind.NOTE, words.placement, shared=words.shared, due=words.due)
    words.kind, words.replaced, words.due = Kind.EARLIER, True, False
    town.notes[number] = (id, new)


def withdraw(town: Town, who: str, number: int) -> None:
    id, _words = town.notes[number]
    if town.try_(note_changes.withdraw, town.as_(who), Note.get_by_id(id), "Verkeerd."):
        for one in town.with_note(number):
            one.gone = True


def talk_held(town: Town, who: str, number: int) -> None:
    id, words = town.notes[number]
    if town.try_(notes.mark_discussed, town.as_(who), Note.get_by_id(id)) and words.written:
        soonest = max(words.written + told.TIME_TO_UNDO, town.facts.now)
        for one in town.with_note(number):
            one.shared = min(words.shared or soonest, soonest)


def react(town: Town, number: int) -> None:
    id, words = town.notes[number]
    row = Note.get_by_id(id)
    text = f"Ik vond {town.next_words()} goed."
    if town.try_(notes.react, town.as_(words.about), row, uuid7(), text):
        town.said(Kind.REACTION, words.placement, shared=town.facts.now)


def own_day(town: Town, place: str) -> None:
    who = town.facts.placements[place].candidate
    text = f"Vandaag {town.next_words()} gedaan."
    row, today = town.placement(place), town.facts.today
    earlier = [w for w in town.facts.words if _same_day(w, place, town)]
    if town.try_(own_days.write, town.as_(who), row, today, 1, text, id=uuid7()):
        for one in earlier:
            one.gone = True  # what was said again that day stands in its place
        town.said(Kind.OWN_DAY, place)


def _same_day(words: Words, place: str, town: Town) -> bool:
    then = clock.local(words.written).date() if words.written else None
    return (words.kind, words.placement, then) == (Kind.OWN_DAY, place, town.facts.today)


def line(town: Town, who: str, place: str) -> None:
    text = f"Leg {town.next_words()} klaar."
    if town.try_(handovers.leave, town.as_(who), town.placement(place), text):
        town.said(Kind.LINE, place)


def visit(town: Town, who: str, place: str) -> None:
    text = f"Samen {town.next_words()} bekeken."
    if town.try_(visits.write, town.as_(who), town.placement(place), town.facts.today, text):
        town.said(Kind.VISIT, place)


def evaluate(town: Town, who: str, place: str) -> None:
    """The next step of the evaluation of this placement: each by whoever has to make it."""
    row = town.placement(place)
    if place not in town.evaluations:
        facts = town.facts.today, row.last_day
        made = town.try_(
            evaluations.start, town.as_(who), row, EvaluationKind.INTERIM, row.start_on, min(facts)
        )
        if made is not None:
            town.evaluations[place], town.facts.states[place] = made.id, "draft"
        return
    one = Evaluation.get_by_id(town.evaluations[place])
    one.placement = row
    step = STEPS.get(EvaluationState(one.state).value)
    if step is not None:
        step(town, who, place, one)
    now = Evaluation.get_by_id(one.id)
    town.facts.states[place] = EvaluationState(now.state).value


def _draft(town: Town, who: str, place: str, one: Any) -> None:
    """The candidate's own view first, then the supervisor's words, then ready for the talk."""
    candidate = town.facts.placements[place].candidate
    if not one.candidate_words:
        view = OwnView(f"Ik vind {town.next_words()} lastig.")
        if town.try_(
            evaluations.save_own_view, town.as_(candidate), one, one.candidate_edition, view
        ):
            town.said(Kind.OWN_VIEW, place, evaluation=place)
    elif not one.strengths:
        _write(town, who, place, one)
    else:
        town.try_(evaluations.ready, town.as_(who), one)


def _write(town: Town, who: str, place: str, one: Any) -> None:
    book = Competence.handbook == one.placement.handbook_id
    first = Competence.select().where(book).order_by(Competence.position).first()
    content = EvaluationContent(
        ratings=(RatingEntry(first.id, 3, "Deed het zelf."),), points="Tekening lezen.",
        strengths=f"Goed in {town.next_words()}.", advice=Advice.STOP,
    )  # fmt: skip
    if town.try_(evaluations.save, town.as_(who), one, one.edition, content):
        town.said(Kind.EVALUATION, place, evaluation=place)


def _ready(town: Town, who: str, place: str, one: Any) -> None:
    candidate = town.facts.placements[place].candidate
    town.try_(
        evaluations.talk, town.as_(who), one, town.facts.today, candidate, "Er was haast bij."
    )


def _discussed(town: Town, who: str, place: str, one: Any) -> None:
    town.try_(evaluations.freeze, town.as_(who), one)


def _signing(town: Town, who: str, place: str, one: Any) -> None:
    row = town.facts.placements[place]
    candidate, coach = row.candidate, town.facts.candidates[row.candidate].coach
    town.try_(evaluations.candidate_seen, town.as_(candidate), one)
    one = _as_it_is(one)
    town.try_(evaluations.candidate_decides, town.as_(candidate), one, True)
    town.try_(evaluations.sign_off, town.as_(coach), _as_it_is(one), "Akkoord.")


def _as_it_is(one: Any) -> Any:
    """The row as it is now, with its placement and people."""
    now, now_placement = Evaluation.get_by_id(one.id), one.placement
    now.placement = now_placement
    return now


STEPS = {"draft": _draft, "ready": _ready, "discussed": _discussed, "signing": _signing}
