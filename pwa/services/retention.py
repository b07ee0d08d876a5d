"""Forget what is too old: in steps of one small transaction each, so that it may stop anywhere.

What is due is always read from the database as it is, never from a list that a run made before;
so a run that was broken off, at any point, is simply run again. Each step leaves its proof
(`RetentionStep`) in the transaction that removed the rows.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.domain.periods import end_of
from pwa.domain.retention import OF_EVERYBODY, Kind
from pwa.domain.states import UserState
from pwa.models import (
    AuditCheckpoint,
    Candidate,
    Evaluation,
    Placement,
    RetentionOffer,
    RetentionRun,
    RetentionStep,
    User,
)
from pwa.models.retention_bulk import GONE, Old, held_placements, of_town, shared
from pwa.models.retention_facts import NOTE_TABLES, Due, InForce, due_placements, in_force
from pwa.services import audit, audit_cut, retention_files
from pwa.services.audit_keys import AuditKeys
from pwa.services.forgetting import Removed, loose_blobs, remove, remove_blob
from pwa.services.retention_offers import keep_up, offered

PIECE = 100
"""Rows of a list that go in one transaction; a note that comes in waits for no more than this."""


@dataclass(frozen=True)
class Running:
    """One run: what it works with. `restored`: on a backup that was brought back."""

    row: RetentionRun
    terms: InForce
    today: date
    keys: AuditKeys
    restored: bool
    copies: Path | None

    def before(self, kind: Kind, municipality_id: UUID | None = None) -> datetime:
        """What was over before this moment is too old."""
        return end_of(self.terms.of(municipality_id)[kind].before(self.today))


def run(
    keys: AuditKeys, started_by: str, *, restored: bool = False, copies: Path | None = None
) -> RetentionRun:
    """Everything that is due; a run that was broken off is finished. `copies`: the data folder."""
    for _step in steps(keys, started_by, restored=restored, copies=copies):
        pass
    row: RetentionRun = RetentionRun.select().order_by(RetentionRun.id.desc()).get()
    return row


def steps(
    keys: AuditKeys, started_by: str, *, restored: bool = False, copies: Path | None = None
) -> Iterator[str]:
    """The same, a step at a time: after each everything of it is in the database, or nothing."""
    terms = in_force()
    now = Running(_begin(terms, started_by), terms, clock.today(), keys, restored, copies)
    yield "begin"
    if restored:  # what was offered after that backup is looked at before it is offered anew
        yield from _placements(now)
    yield from keep_up(now.terms, now.today)
    for part in (_placements, _towns, _everybody, _files, _audit):
        yield from part(now)
    _finish(now.row)
    yield "finish"


def _begin(terms: InForce, started_by: str) -> RetentionRun:
    """The one that was broken off, with the terms of now, or a new one."""
    with transaction():
        row = RetentionRun.select().where(RetentionRun.finished_at.is_null()).first()
        if row is None:
            row = RetentionRun.create(
                started_by=started_by, terms=terms.numbers(), head_before=audit.head()
            )
        elif row.terms != terms.numbers():
            row.terms = terms.numbers()
            row.save()
    found: RetentionRun = row
    return found


def _finish(row: RetentionRun) -> None:
    with transaction():
        row.finished_at = clock.now()
        done = RetentionStep.select().where(RetentionStep.run == row.id).count()
        audit.record(None, "retention.run", row, steps=done)
        row.head_after = audit.head()
        row.save()


def _placements(now: Running) -> Iterator[str]:
    for due in due_placements(now.terms, now.today):
        if _may_go(now, due) and forget_placement(now, due):
            yield due.kind


def _may_go(now: Running, due: Due) -> bool:
    """It was offered, and the promised day is there. In a restored backup what was not offered yet
    may have been since, and gone."""
    found = offered([due.placement_id]).get((due.placement_id, due.kind))
    return now.restored if found is None else found.goes_on <= now.today


def forget_placement(now: Running, due: Due) -> bool:
    """Forget this kind of this placement, unless somebody holds it or changed its days by now."""
    placement = Placement.get_by_id(due.placement_id)
    with transaction():
        free = (Placement.id == due.placement_id) & (Placement.legal_hold == False)  # noqa: E712
        if not Placement.update(legal_hold=False).where(free).execute():  # holds the row, too
            return False
        if due not in due_placements(now.terms, now.today, only=[due.placement_id]):
            return False
        removed = Removed()
        for model, where in _of_placement(due):
            pk = model._meta.primary_key
            remove(model, [row[0] for row in model.select(pk).where(where).tuples()], removed)
        o = RetentionOffer
        o.delete().where(o.placement == due.placement_id, o.kind == due.kind).execute()
        _proof(now, due.kind, removed, due.municipality_id, due.placement_id)
        audit.record(
            None, "retention.forget", placement, kind=due.kind, rows=len(removed.ids),
            ids=removed.ids_hash,
        )  # fmt: skip
    return True


def _of_placement(due: Due) -> list[Old]:
    """What goes of it; nothing that was signed changes: that is another kind."""
    if due.kind is Kind.NOTES:
        return [(table, table.placement == due.placement_id) for table in NOTE_TABLES]
    if due.kind is Kind.EVALUATIONS:
        return [(Evaluation, Evaluation.placement == due.placement_id)]
    return [(Placement, Placement.id == due.placement_id)]


def _towns(now: Running) -> Iterator[str]:
    for town in (*now.terms.towns, None):
        for kind in (Kind.ACCOUNTS, Kind.ACCESS_LOG):
            cut = now.before(kind, town)
            forget = _empty_accounts if kind is Kind.ACCOUNTS else _remove_rows
            for old in of_town(kind, town, cut):
                yield from _bulk(now, kind, old, forget, town)


def _everybody(now: Running) -> Iterator[str]:
    for kind in OF_EVERYBODY:
        for old in shared(kind, now.before(kind)):
            yield from _bulk(now, kind, old, _remove_rows, None)


Forget = Callable[[Any, list[Any], Removed], None]


def _bulk(now: Running, kind: Kind, old: Old, forget: Forget, town: UUID | None) -> Iterator[str]:
    """Rows of a list, some at a time."""
    model, where = old
    pk = model._meta.primary_key
    found = model.select(pk).where(where).order_by(pk).limit(PIECE)
    while ids := [row[0] for row in found.tuples()]:  # looked for before anybody has to wait
        with transaction():
            again = model.select(pk).where(where, pk.in_(ids)).tuples()
            removed = Removed()
            forget(model, [row[0] for row in again], removed)
            _proof(now, kind, removed, town, None)
        yield kind


def _remove_rows(model: Any, ids: list[Any], removed: Removed) -> None:
    remove(model, ids, removed)


def _empty_accounts(_model: Any, ids: list[Any], removed: Removed) -> None:
    """The row stays, since others point at it; nothing in it says who it was."""
    own = Candidate.select(Candidate.id).where(Candidate.user.in_(ids))
    remove(Candidate, [row.id for row in own], removed)
    meta: Any = User
    for key, model in meta._meta.backrefs.items():
        if key.on_delete == "CASCADE":
            pk = model._meta.primary_key
            mine = model.select(pk).where(key.in_(ids)).tuples()
            remove(model, [row[0] for row in mine], removed)
    User.update(name=GONE, login=None, phone="", password_hash=None, state=UserState.BLOCKED).where(
        User.id.in_(ids)
    ).execute()
    removed.add("user_account", ids)


def _files(now: Running) -> Iterator[str]:
    """Files that nothing refers to any more, and copies of the database from before an update."""
    after: UUID | None = None
    while ids := loose_blobs(after):
        after = ids[-1]
        for start in range(0, len(ids), PIECE):
            removed = Removed()
            with transaction():
                for id in ids[start : start + PIECE]:
                    remove_blob(id, removed)
                _proof(now, Kind.FILES, removed, None, None)
            yield Kind.FILES
    if now.copies:
        for name in retention_files.remove_copies(now.copies, now.before(Kind.FILES)):
            removed = Removed()
            removed.add("database_copy", [name])
            with transaction():
                _proof(now, Kind.FILES, removed, None, None)
            yield Kind.FILES


def _audit(now: Running) -> Iterator[str]:
    """The oldest part of the chain, up to the first event of a placement that is held."""
    cut = now.before(Kind.AUDIT)
    old_runs = (RetentionRun.finished_at < cut) & (RetentionRun.id != now.row.id)
    yield from _bulk(now, Kind.AUDIT, (RetentionRun, old_runs), _remove_rows, None)
    upto = audit_cut.last_of(cut, held_placements())
    if upto is not None:
        try:
            made = audit_cut.checkpoint(now.keys, upto)
        except NotAllowed:
            yield "audit_broken"
            return
        _prove_cut(now, made)
        yield Kind.AUDIT
    for _gone in audit_cut.removing():
        yield Kind.AUDIT


def _prove_cut(now: Running, made: AuditCheckpoint) -> None:
    with transaction():
        RetentionStep.create(
            run=now.row, kind=Kind.AUDIT, counts={"audit_event": made.events},
            ids_hash=made.last_hash, subject_id=made.id,
        )  # fmt: skip


def _proof(
    now: Running, kind: Kind, removed: Removed, town: UUID | None, subject: UUID | None
) -> None:
    if removed.ids:
        RetentionStep.create(
            run=now.row, kind=kind, municipality_id=town, subject_id=subject,
            counts=dict(removed.counts), ids_hash=removed.ids_hash,
        )  # fmt: skip
