"""What writing notes really cost at a company: numbers only, never what was written."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from peewee import JOIN

from pwa.domain.note_time import DAYS, Spent, Writing, spent, took
from pwa.domain.periods import local_day
from pwa.models import Note, Placement, Receipt, Workplace


def note_time(organisation_id: UUID, now: datetime) -> Spent | None:
    """Over the last four weeks, of everybody who guides here; None when there is too little.

    What came through the outbox tells by the device's own clock (`Receipt.made_at`) when it was
    kept; what came as a form got its id from us, and was received when it was kept. Notes about
    several people from one form count once.
    """
    rows: Iterable[Any] = (
        Note.select(Note.id, Note.author, Note.received_at, Receipt.made_at)
        .join(Placement)
        .join(Workplace)
        .switch(Note)
        .join(Receipt, JOIN.LEFT_OUTER, on=(Receipt.id == Note.id))
        .where(
            Workplace.organisation == organisation_id,
            Note.received_at >= now - timedelta(days=DAYS),
        )
        .tuples()
    )
    forms: dict[tuple[UUID, datetime], Writing] = {}
    for id, author, received_at, made_at in rows:
        kept_at = datetime.fromisoformat(made_at) if made_at else received_at
        one = Writing(author, local_day(kept_at), took(id, kept_at))
        forms.setdefault((author, kept_at), one)
    return spent(forms.values())
