"""Make a candidate's dossier: one PDF with the same as data attached, for whom it is.

It is made when somebody asks and is not kept; that it was made, for whom and what came out (hashes)
is an event. Used by the candidate, and for an access request by whoever answers that.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum

from pwa import clock
from pwa.database import transaction
from pwa.models import Candidate, Person
from pwa.models.dossier_content import gather
from pwa.pdf.dossier import fill
from pwa.services import audit, printing, rates

MOST_AN_HOUR = 10
SECONDS = 60
"""Years of notes are some hundred pages: longer than any other document, and once in a while."""


class DossierFor(StrEnum):
    """Who gets it: the candidate, or the candidate through an access request (GDPR art. 15)."""

    OWN = "own"
    ACCESS = "access"


@dataclass(frozen=True)
class Made:
    """The two files. The data is in the PDF too, as an attachment."""

    pdf: bytes
    data: bytes


def data(by: Person, candidate: Candidate, made_for: DossierFor) -> bytes:
    """The dossier as data only. Raises TooOften."""
    found = _gather(by, candidate, made_for)
    _told(by, candidate, made_for, data=found)
    return found


def make(by: Person, candidate: Candidate, made_for: DossierFor) -> Made:
    """Both files. Raises TooOften, and NotAllowed (pdf_...) when no PDF can be made."""
    found = _gather(by, candidate, made_for)
    pdf = printing.render(fill(json.loads(found), found.decode()), seconds=SECONDS)
    _told(by, candidate, made_for, data=found, pdf=pdf)
    return Made(pdf, found)


def _gather(by: Person, candidate: Candidate, made_for: DossierFor) -> bytes:
    rates.take("dossier", str(by.id), most=MOST_AN_HOUR, per=timedelta(hours=1))
    with transaction():
        content = gather(candidate, clock.now(), made_for.value)
        audit.record_reading_of_all(by, candidate, "dossier")
    return json.dumps(content, ensure_ascii=False, indent=1).encode()


def _told(by: Person, candidate: Candidate, made_for: DossierFor, **files: bytes) -> None:
    hashes = {name: hashlib.sha256(file).hexdigest() for name, file in files.items()}
    with transaction():
        audit.record(by, "dossier.make", candidate, made_for=made_for, **hashes)
