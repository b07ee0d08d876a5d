"""Which layout counts: the one in use now, and the one that a frozen version was made with."""

from uuid import UUID

from pwa.domain.layouts import LayoutState
from pwa.models.evaluation import Blob
from pwa.models.layouts import Layout
from pwa.models.people import Candidate
from pwa.models.placement import Placement
from pwa.pdf.look import Look, look_of


def in_use(municipality_id: UUID) -> Layout | None:
    """The layout that new documents of this municipality get; None is the standard."""
    row: Layout | None = _newest(municipality_id, LayoutState.ACTIVE)
    return row


def draft_of(municipality_id: UUID) -> Layout | None:
    row: Layout | None = _newest(municipality_id, LayoutState.DRAFT)
    return row


def _newest(municipality_id: UUID, state: LayoutState) -> Layout | None:
    rows = Layout.select().where(Layout.municipality == municipality_id, Layout.state == state)
    found: Layout | None = rows.order_by(Layout.version.desc()).first()
    return found


def for_placement(placement: Placement) -> Layout | None:
    """The layout in use of the municipality that this placement belongs to."""
    row = Candidate.get_by_id(placement.candidate_id)
    return in_use(row.municipality_id)


def look(layout: Layout) -> Look:
    """A layout as the plain data that is printed with."""
    logo: Blob | None = Blob.get_by_id(layout.logo_id) if layout.logo_id else None
    return look_of(layout.texts, bytes(logo.data) if logo else b"")
