"""What hangs on the choices of a company, in counts: how many evaluations, how many photos."""

from dataclasses import dataclass
from uuid import UUID

from pwa.domain.states import EvaluationState
from pwa.models import Evaluation, Note, NotePhoto, Placement, Workplace


@dataclass(frozen=True)
class Hanging:
    """Evaluations that lie ready for signing now, and photos that are there."""

    signing: int
    photos: int


def hanging_on(organisation_id: UUID) -> Hanging:
    here = Workplace.organisation == organisation_id
    signing = Evaluation.select().join(Placement).join(Workplace)
    photos = NotePhoto.select().join(Note).join(Placement).join(Workplace)
    return Hanging(
        signing=signing.where(here, Evaluation.state == EvaluationState.SIGNING).count(),
        photos=photos.where(here).count(),
    )
