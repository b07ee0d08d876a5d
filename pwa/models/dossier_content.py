"""Everything that Opstap knows of one candidate and that the candidate may read, as plain data.

For the candidate's own dossier and for an access request (GDPR art. 15 and 20). Of others it holds
names and roles. It never holds what waits for a talk, other candidates, or what the guard counted.
The shape is docs/dossier.schema.json.
"""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from peewee import JOIN

from pwa import clock
from pwa.domain.periods import local_day
from pwa.domain.states import CANDIDATE_READS_FROM, EvaluationState, PlacementState
from pwa.models import dossier_days as days
from pwa.models.agreement import told_of
from pwa.models.agreement_facts import agreement_of, signatures_of
from pwa.models.agreement_facts import version_of as agreement_version
from pwa.models.calendars import schedule_of
from pwa.models.corrections import Correction, CorrectionStep
from pwa.models.daily import Note
from pwa.models.dossier_days import Content, moment
from pwa.models.evaluation import ActionItem, Evaluation
from pwa.models.evaluation_content import gather as gather_evaluation
from pwa.models.evaluation_facts import all_signatures
from pwa.models.evaluation_facts import version_of as evaluation_version
from pwa.models.evaluation_levels import own_levels
from pwa.models.hours import WeekDispute
from pwa.models.lawclock import ChanceAnswer, PremiumStatement
from pwa.models.people import Candidate, Organisation, User
from pwa.models.placement import Extension, Goal, Outcome, Placement, Supervision
from pwa.models.privacy_cases import PrivacyCase
from pwa.models.readers import Reader, Readers, log_of
from pwa.models.running import EarlyStop, Pause
from pwa.models.trail import AccessLog

FORMAT = "opstap-dossier/2"
"""Its name changes with every change of its meaning, since the schema allows nothing else."""

_FROZEN = frozenset(
    {
        EvaluationState.SIGNING,
        EvaluationState.RETURNED,
        EvaluationState.FINAL,
        EvaluationState.SUPERSEDED,
    }
)


def gather(candidate: Candidate, now: datetime, made_for: str) -> Content:
    """The whole dossier as it stands now. The caller holds the transaction."""
    return {
        "format": FORMAT,
        "made_at": moment(now),
        "made_for": made_for,
        "person": _person(candidate),
        "placements": [_placement(one, now) for one in _offered(candidate)],
        "cases": _cases(candidate, clock.local(now).date()),
        "readings": _readings(candidate),
    }


def _person(candidate: Candidate) -> Content:
    user, coach = User.get_by_id(candidate.user_id), User.get_by_id(candidate.coach_id)
    return {
        "name": user.name,
        "login": user.login or "",
        "phone": user.phone,
        "language": user.language,
        "reference": candidate.reference,
        "municipality": Organisation.get_by_id(candidate.municipality_id).name,
        "coach": coach.name,
    }


def _offered(candidate: Candidate) -> Iterable[Placement]:
    """All that the candidate was told of. For an access request too: on a case nobody reads what
    was not shared yet (decision 33), so whoever answers it tells of a draft beside this file."""
    mine = Placement.with_people().where(Placement.candidate == candidate.id, told_of())
    return mine.order_by(Placement.start_on, Placement.id)


def _placement(placement: Placement, now: datetime) -> Content:
    place = placement.workplace
    return {
        "work": place.title,
        "department": place.department,
        "company": place.organisation.name,
        "kind": placement.kind.value,
        "state": placement.state.value,
        "from": placement.start_on.isoformat(),
        "to": placement.last_day.isoformat(),
        "minutes_per_week": schedule_of(placement).minutes_per_week,
        "guides": _guides(placement),
        "goals": _goals(placement),
        "agreement": _agreement(placement),
        "events": _events(placement),
        "notes": days.notes(placement, now),
        "own_days": days.own_days(placement),
        "attendance": days.attendance(placement),
        "weeks": days.weeks(placement),
        "visits": days.visits(placement),
        "evaluations": _evaluations(placement, now),
        "corrections": _corrections(placement),
        "decisions": _decisions(placement),
    }


def _guides(placement: Placement) -> list[Content]:
    rows: Iterable[Any] = (
        Supervision.select(Supervision, User)
        .join(User)
        .where(Supervision.placement == placement.id)
        .order_by(Supervision.from_on, Supervision.main.desc())
    )
    return [
        {"name": r.user.name, "main": r.main, "from": str(r.from_on), "to": str(r.to_on)}
        for r in rows
    ]


def _goals(placement: Placement) -> list[Content]:
    rows = Goal.select().where(Goal.placement == placement.id).order_by(Goal.position)
    return [
        {"text": r.text, "reached_on": r.reached_on.isoformat() if r.reached_on else None}
        for r in rows
    ]


def _signature(row: Any) -> Content:
    return {
        "name": row.name,
        "role": row.role.value,
        "meaning": row.meaning.value,
        "statement": row.statement,
        "reaction": getattr(row, "reaction", ""),
        "at": moment(row.received_at),
        "version": row.version,
        "content_hash": row.content_hash,
        "void": row.void_at is not None,
        "void_reason": row.void_reason,
    }


def _agreement(placement: Placement) -> Content | None:
    """The agreement that was offered last, with all signatures; None before it was offered."""
    row = agreement_of(placement.id)
    version = agreement_version(row) if row else None
    if row is None or version is None:
        return None
    return {
        "version": version.number,
        "content": json.loads(version.content),
        "signatures": [_signature(one) for one in signatures_of(row)],
    }


def _events(placement: Placement) -> list[Content]:
    """What happened to the placement, by the day that it is about."""
    pid = placement.id
    found = [
        {"what": "pause", "from": str(r.from_on), "to": str(r.to_on or ""), "text": r.text}
        for r in Pause.select().where(Pause.placement == pid)
    ]
    found += [
        {"what": "extension", "from": str(r.from_on), "to": str(r.to_on), "text": r.reason}
        for r in Extension.select().where(Extension.placement == pid)
    ]
    for stop in EarlyStop.select().where(EarlyStop.placement == pid):
        day = str(stop.last_on)
        found += [{"what": "stop", "from": day, "to": "", "text": stop.text}]
        found += [{"what": "own_words", "from": day, "to": "", "text": stop.candidate_words}]
    if placement.state is PlacementState.CANCELLED:
        day, why = str(placement.start_on), placement.end_reason
        found += [{"what": "called_off", "from": day, "to": "", "text": why}]
    found += [
        {"what": "outcome", "from": str(local_day(r.made_at)), "to": "", "text": r.text}
        for r in Outcome.select().where(Outcome.placement == pid)
    ]
    return sorted(found, key=lambda one: one["from"])


def _evaluations(placement: Placement, now: datetime) -> list[Content]:
    """Those that the candidate reads; of a draft only that it is there, and the own view."""
    rows = Evaluation.select().where(Evaluation.placement == placement.id)
    ordered = rows.order_by(Evaluation.started_at, Evaluation.id)
    return [_evaluation(row, now) for row in ordered]


def _evaluation(row: Evaluation, now: datetime) -> Content:
    found: Content = {
        "kind": row.kind.value,
        "state": row.state.value,
        "from": row.from_on.isoformat(),
        "to": row.to_on.isoformat(),
        "version": row.version,
        "own_words": row.candidate_words,
        "own_levels": own_levels(row),
        "content": None,
        "conclusion": "",
        "signatures": [],
        "actions": [],
    }
    if row.state not in CANDIDATE_READS_FROM:
        return found
    version = evaluation_version(row) if row.state in _FROZEN else None
    content = json.loads(version.content) if version else gather_evaluation(row, now)
    done = row.state in (EvaluationState.FINAL, EvaluationState.SUPERSEDED)
    return found | {
        "content": content,
        "conclusion": row.coach_conclusion if done else "",
        "signatures": [_signature(one) for one in all_signatures(row)],
        "actions": _actions(row),
    }


def _actions(row: Evaluation) -> list[Content]:
    some = ActionItem.select().where(ActionItem.evaluation == row.id).order_by(ActionItem.position)
    return [
        {
            "who": one.who,
            "what": one.what,
            "by": one.by_on.isoformat() if one.by_on else None,
            "done": one.done_on.isoformat() if one.done_on else None,
        }
        for one in some
    ]


def _corrections(placement: Placement) -> list[Content]:
    """What the candidate asked to put right, and every answer."""
    rows: Iterable[Any] = (
        Correction.select(Correction, Note, WeekDispute)
        .join(Note, JOIN.LEFT_OUTER)
        .switch(Correction)
        .join(WeekDispute, JOIN.LEFT_OUTER)
        .where(Correction.placement == placement.id)
        .order_by(Correction.made_at, Correction.id)
    )
    steps: dict[Any, list[Content]] = {}
    answered: Iterable[Any] = (
        CorrectionStep.select(CorrectionStep, User)
        .join(User)
        .switch(CorrectionStep)
        .join(Correction)
        .where(Correction.placement == placement.id)
        .order_by(CorrectionStep.number)
    )
    for one in answered:
        told = {"by": one.made_by.name, "at": moment(one.made_at), "text": one.text}
        steps.setdefault(one.correction_id, []).append(
            told | {"became": one.became.value, "change": one.change}
        )
    return [
        {
            "about": "note" if row.note_id else "hours",
            "day": str(row.note.day if row.note_id else row.day or row.dispute.monday),
            "text": row.words,
            "at": moment(row.made_at),
            "state": row.state.value,
            "steps": steps.get(row.id, []),
        }
        for row in rows
    ]


def _decisions(placement: Placement) -> list[Content]:
    """What a coach judged by the law clock, each edition of it."""
    found: list[Content] = []
    for model, what, name in (
        (PremiumStatement, "premium", "granted"),
        (ChanceAnswer, "chance", "raised"),
    ):
        rows: Iterable[Any] = model.select().where(model.placement == placement.id)
        found += [
            {"what": what, "yes": getattr(r, name), "text": r.text, "at": moment(r.decided_at)}
            for r in rows
        ]
    return sorted(found, key=lambda one: str(one["at"]))


def _cases(candidate: Candidate, today: date) -> list[Content]:
    """Which officer looked along on a case and why, as the candidate was told, oldest first."""
    rows: Iterable[Any] = (
        PrivacyCase.select(PrivacyCase, User)
        .join(User, on=(PrivacyCase.officer == User.id))
        .where(PrivacyCase.candidate == candidate.id)
        .order_by(PrivacyCase.opened_at, PrivacyCase.id)
    )
    return [
        {
            "officer": row.officer.name,
            "told": row.told,
            "from": str(clock.local(row.opened_at).date()),
            "to": str(row.over_by(today) or row.until_on),
            "open": row.over_by(today) is None,
        }
        for row in rows
    ]


def _readings(candidate: Candidate) -> list[Content]:
    """Who read along, oldest first: a name, as what, and what of."""
    lines = list(log_of(candidate.id).order_by(AccessLog.at, AccessLog.id).namedtuples())
    readers = Readers(lines)
    return [_reading(line, readers.of(line)) for line in lines]


def _reading(line: Any, reader: Reader) -> Content:
    return {
        "at": moment(line.at),
        "who": reader.name,
        "role": reader.role.value if reader.role else "",
        "what": line.what,
    }
