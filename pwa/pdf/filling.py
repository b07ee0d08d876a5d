"""From the content of an evaluation (`pwa.models.evaluation_content`) to the printed document."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from . import dutch
from .document import (
    AS_SEALED,
    Action,
    Advice,
    Attendance,
    CandidateView,
    CompanyWords,
    CompetenceProfile,
    Detail,
    EvaluationDocument,
    EvidenceNote,
    ProfileGroup,
    SignatureLine,
    Talk,
)
from .verification import Verification

Content = Mapping[str, Any]
_DAYS = ("from", "decide_by")


@dataclass(frozen=True)
class Round:
    """What stands around the content: the state, who signed, what the coach concluded."""

    state: str
    created: date
    version: int = 1
    signatures: tuple[SignatureLine, ...] = ()
    content_hash: str = ""
    reaction: str = ""
    disagrees: bool = False
    conclusion: str = ""
    verification: Verification | None = None
    content_json: str = ""
    replaces: int = 0
    """The number of the final version that this one corrects."""
    replaced_on: date | None = None
    as_sealed: bytes = b""
    """With `replaced_on`: the PDF that was sealed before that day, to be attached."""


def fill(content: Content, around: Round) -> EvaluationDocument:
    """The document that is printed; the same content and round give an equal document."""
    placement, period = content["placement"], content["period"]
    place = " - ".join(filter(None, (content["workplace"], content["department"])))
    return EvaluationDocument(
        title=dutch.TITLES[content["kind"]],
        candidate=content["candidate"],
        company=_company(content["company"]),
        municipality=content["municipality"],
        workplace=place,
        placement_kind=dutch.PLACEMENT_KINDS[placement["kind"]],
        start=_day(placement["from"]),
        end=_day(placement["to"]),
        period_from=_day(period[0]),
        period_to=_day(period[1]),
        hours=dutch.hours(placement["minutes_per_week"]),
        supervisors=tuple(content["supervisors"]),
        coach=content["coach"],
        goals=tuple(_goal(one) for one in content["goals"]),
        profile=tuple(_group(one) for one in content["groups"]),
        attendance=_attendance(content["attendance"], content.get("attendance_days", ())),
        talk=_talk(content["talk"]),
        strengths=content["strengths"],
        points=content["points"],
        support_needed=content["support"],
        actions=tuple(_action(one) for one in content["actions"]),
        candidate_view=CandidateView(content["candidate_words"], around.reaction, around.disagrees),
        advice=_advice(content["advice"]),
        reference=content["evaluation"][-8:],
        **_around(around),
    )


def _around(around: Round) -> dict[str, Any]:
    return {
        "created": around.created,
        "final": around.state in ("final", "superseded"),
        "state": _state(around),
        "version": around.version,
        "coach_conclusion": around.conclusion,
        "signatures": around.signatures,
        "content_hash": around.content_hash,
        "verification": around.verification,
        "content_json": around.content_json,
        "replaced": around.state == "superseded",
        "as_sealed": around.as_sealed,
    }


def _state(around: Round) -> str:
    said = dutch.STATES[around.state]
    if around.replaced_on:
        said += f" Sinds {dutch.long_date(around.replaced_on)} geldt deze niet meer."
    if around.as_sealed:
        said += f" Zoals hij was getekend en verzegeld, zit hij in deze pdf: {AS_SEALED[0]}."
    return said + (f" Vervangt versie {around.replaces}." if around.replaces else "")


def _company(company: Content) -> CompanyWords:
    said = company["sections"]
    sections = [Detail(label, said[name]) for name, label in dutch.SECTIONS.items() if name in said]
    return CompanyWords(company["name"], tuple(sections), company["statement"])


def _goal(goal: Content) -> str:
    return f"{goal['text']} (gehaald)" if goal["reached_on"] else str(goal["text"])


def _group(group: Content) -> ProfileGroup:
    return ProfileGroup(group["label"], tuple(_profile(one) for one in group["competences"]))


def _profile(one: Content) -> CompetenceProfile:
    return CompetenceProfile(
        label=one["label"],
        level=one["level"],
        sentence=one["sentence"],
        previous_level=one["previous_level"],
        own_level=one["own_level"],
        own_sentence=one.get("own_sentence", ""),
        example=one["example"],
        own_example=one["own_example"],
        notes=tuple(_note(note) for note in one["notes"]),
        earlier=tuple((_day(day), level) for day, level in one.get("earlier", ())),
    )


def _note(note: Content) -> EvidenceNote:
    return EvidenceNote(
        _day(note["day"]), note["author"], tuple(note["tiles"]), note["text"], note["reaction"]
    )


def _attendance(counts: Mapping[str, int], days: Sequence[tuple[str, str]]) -> Attendance:
    named = [(label, counts[code]) for code, label in dutch.ATTENDANCE.items() if code in counts]
    dated = tuple((_day(day), code) for day, code in days)
    return Attendance(dutch.days_seen(counts), tuple(named), dated)


def _talk(talk: Content) -> Talk:
    present = tuple(line.strip() for line in talk["with"].splitlines() if line.strip())
    held = _day(talk["on"]) if talk["on"] else None
    return Talk(held, present, talk["short_reading_reason"])


def _action(action: Content) -> Action:
    return Action(action["who"], action["what"], _day(action["by_on"]) if action["by_on"] else None)


def _advice(advice: Content | None) -> Advice | None:
    if advice is None:
        return None
    said: Mapping[str, str] = advice["details"]
    details = [
        Detail(label, _detail(name, said[name]))
        for name, label in dutch.DETAILS.items()
        if said.get(name)
    ]
    return Advice(dutch.ADVICE[advice["code"]], tuple(details))


def _detail(name: str, value: str) -> str:
    day = _readable(value) if name in _DAYS else None
    return f"{day.day}-{day.month}-{day.year}" if day else value


def _readable(value: str) -> date | None:
    try:
        return _day(value)
    except ValueError:
        return None


def _day(text: str) -> date:
    return date.fromisoformat(text)


def decision(lines: Sequence[Any]) -> tuple[str, bool]:
    """The reaction and whether it disagrees, of signatures with `meaning` and `reaction`."""
    for one in lines:
        if str(one.meaning) in ("agree", "disagree"):
            return one.reaction, str(one.meaning) == "disagree"
    return "", False
