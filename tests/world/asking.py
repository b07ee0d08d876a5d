"""Dit klopt niet: candidates ask to put something right, and who guides or coaches answers."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from uuid import UUID

from pwa.domain.enums import AttendanceCode
from pwa.domain.hours import monday_of
from pwa.domain.ids import uuid7
from pwa.models import Correction, Note
from pwa.models.hour_weeks import weeks_of
from pwa.services import attendance, corrections, hours
from pwa.services.corrections import Correcting, NewWords
from tests.world.facts import Kind, Words
from tests.world.town import Town

CODES = (AttendanceCode.PRESENT, AttendanceCode.LATE, AttendanceCode.COMPANY_CLOSED)


@dataclass
class Question:
    """A request for correction: about which note, or (None) about hours."""

    id: UUID
    words: Words
    note: int | None = None
    answer: Words | None = None
    """Of hours, the newest: it stands in the statement, what was answered before does not."""
    steps: list[Words] = field(default_factory=list)


def about_note(town: Town, number: int) -> None:
    id, words = town.notes[number]
    text = f"Ik denk dat {town.next_words()} anders was."
    asker = town.as_(words.about)
    made = town.try_(corrections.ask_note, asker, Note.get_by_id(id), uuid7(), text)
    if made is None:
        return
    assert words.shared and words.shared <= town.facts.now, "asked about a note that still waits"
    asked(town, made.id, town.said(Kind.QUESTION, words.placement), number)


def asked(town: Town, id: UUID, words: Words, note: int | None, monday: date | None = None) -> None:
    """Remember it for who answers; of hours, until when that week lasts."""
    if monday is not None:
        words.over = monday + timedelta(weeks=1)
    town.questions.append(Question(id, words, note))
    _is_due(town, town.questions[-1], True)


def _is_due(town: Town, question: Question, due: bool) -> None:
    """Somebody has to answer it, or did: so long it is read with what it is about."""
    about = [] if question.note is None else [town.notes[question.note][1]]
    for words in (question.words, *question.steps, *about):
        words.due = due


def about_hours(town: Town, place: str, weeks_ago: int, one_day: bool) -> None:
    who, today = town.facts.placements[place].candidate, town.facts.today
    monday = monday_of(today) - timedelta(weeks=weeks_ago)
    text = f"Die week was ik er {town.next_words()} wel."
    day = monday if one_day else None
    row = town.placement(place)
    made = town.try_(hours.contest, town.as_(who), row, uuid7(), monday, text, day)
    if made is not None:
        asked(town, made.id, town.said(Kind.CONTESTED, place), None, monday)


def answer(town: Town, who: str, question: Question, right: bool) -> None:
    """It stays as it is, or the words are put right; of hours a sentence is the answer."""
    row, place = corrections.fresh(question.id), question.words.placement
    text = f"Wij hebben {town.next_words()} besproken."
    if question.note is None:
        done = town.try_(hours.answer, town.as_(who), row.dispute, text, None)
    elif right:
        done = _put_right(town, who, row, question, text)
    else:
        done = town.try_(corrections.keep, town.as_(who), row, text)
        if done:
            question.steps.append(town.said(Kind.ANSWER, place))
    if done and question.note is None:
        if question.answer:
            question.answer.replaced = True
        question.answer = town.said(Kind.CONTEST_ANSWER, place, over=question.words.over)
        question.steps.append(question.answer)
    if done:
        _is_due(town, question, False)
        assert town.facts.answers_for(who, place), f"{who} answered about {place}"


def _put_right(town: Town, who: str, row: Correction, question: Question, text: str) -> bool:
    id, words = town.notes[question.note or 0]
    now = Note.get_by_id(id)
    new = NewWords(uuid7(), now.revision, f"Deed {town.next_words(1)} opnieuw.")
    if town.try_(corrections.correct, town.as_(who), row, Correcting(text, new)) is None:
        return False
    question.steps.append(town.said(Kind.ANSWER, words.placement))
    words.kind, words.replaced, words.due = Kind.EARLIER, True, False
    new_words = town.said(Kind.NOTE, words.placement, shared=words.shared)
    town.notes[question.note or 0] = (id, new_words)
    return True


def ask_again(town: Town, coach: str, question: Question) -> None:
    """Also about hours these words are of the people around it: the statement has none of them."""
    text, place = f"Kun je {town.next_words()} nog eens bekijken?", question.words.placement
    if town.try_(corrections.ask_again, town.as_(coach), corrections.fresh(question.id), text):
        candidate = town.facts.placements[place].candidate
        assert town.facts.coaches(coach, candidate), f"{coach} asked about {place}"
        question.steps.append(town.said(Kind.ANSWER, place))
        _is_due(town, question, True)


def take_back(town: Town, question: Question) -> None:
    who = town.as_(town.facts.placements[question.words.placement].candidate)
    if town.try_(corrections.take_back, who, corrections.fresh(question.id)):
        _is_due(town, question, False)


def fill(town: Town, who: str, place: str, days_ago: int, code: int) -> bool:
    """Present, late, closed; True when it was kept."""
    day = town.facts.today - timedelta(days=days_ago)
    row, what = town.placement(place), CODES[code % len(CODES)]
    minutes = 300 + len(town.facts.words) % 90
    made = town.try_(
        attendance.fill, town.as_(who), row, day, what, id=uuid7(), actual_minutes=minutes
    )
    assert made is None or town.facts.guides_it(who, place), f"{who} filled in {place}"
    return made is not None


def confirm(town: Town, who: str, place: str, weeks_ago: int) -> None:
    """ "Klopt": a week as it stands."""
    monday = monday_of(town.facts.today) - timedelta(weeks=weeks_ago)
    row = town.placement(place)
    week = weeks_of([row], monday, monday).get((row.id, monday))
    if week and town.try_(hours.confirm, town.as_(who), monday, {row.id: week.hash}):
        assert town.facts.guides_it(who, place), f"{who} confirmed {place}"
