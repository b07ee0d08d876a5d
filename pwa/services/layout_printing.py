"""Print in the look of a municipality, and in the standard when that does not work.

A layout that fails never stops an evaluation: the standard is printed, and it is said to whoever
made the PDF and to whoever looks after the layout. What a version was frozen with is remembered,
so that its final PDF looks the same, whatever the municipality changed in between.
"""

import pickle
import threading
from collections import OrderedDict
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pwa.models import AgreementVersion, EvaluationVersion, Layout, Person, PrintedLook
from pwa.models.layout_facts import look
from pwa.pdf.document import PrintedDocument
from pwa.pdf.look import STANDARD, Look
from pwa.services import audit, printing

Version = EvaluationVersion | AgreementVersion
_KEPT = 32
_concepts: OrderedDict[str, bytes] = OrderedDict()
_lock = threading.Lock()


@dataclass(frozen=True)
class Printed:
    """A PDF, the layout it was asked in, and why that did not work: then it is the standard."""

    pdf: bytes
    layout: Layout | None = None
    problem: str = ""


def render(document: PrintedDocument, layout: Layout | None) -> Printed:
    """The PDF in this layout, or in the standard. Raises NotAllowed as `printing.render`."""
    found = look(layout) if layout else STANDARD
    if found == STANDARD:
        return Printed(printing.render(document), layout)
    try:
        return Printed(printing.render_in(document, found), layout)
    except printing.LayoutFailed as wrong:
        return Printed(printing.render(document), layout, wrong.problem)


def concept(document: PrintedDocument, layout: Layout | None) -> bytes:
    """The same for a PDF that is not kept: the last few stay in memory, by what made them."""
    found: Look = look(layout) if layout else STANDARD
    key = sha256(pickle.dumps((document, found))).hexdigest()
    with _lock:
        if key in _concepts:
            _concepts.move_to_end(key)
            return _concepts[key]
    pdf = render(document, layout).pdf
    with _lock:
        _concepts[key] = pdf
        while len(_concepts) > _KEPT:
            _concepts.popitem(last=False)
    return pdf


def remember(by: Person, version: Version, printed: Printed) -> None:
    """Which layout this frozen version was made with. The caller holds the transaction."""
    if printed.layout is None:
        return
    PrintedLook.create(
        layout=printed.layout.id, problem=printed.problem, **{_key(version): version.id}
    )
    _say(by, version, printed)


def remember_as(earlier: Version, version: Version) -> None:
    """A new version with the PDF of the one before was made as that one was."""
    if row := _row(earlier):
        PrintedLook.create(layout=row.layout_id, problem=row.problem, **{_key(version): version.id})


def layout_of(version: Version) -> Layout | None:
    """The layout to use again for this version; None when the standard was printed."""
    row = _row(version)
    return Layout.get_by_id(row.layout_id) if row and not row.problem else None


def note_problem(by: Person, version: Version, printed: Printed) -> None:
    """The layout worked at freezing and not now. The caller holds the transaction."""
    row = _row(version)
    if row and printed.problem:
        PrintedLook.update(problem=printed.problem).where(PrintedLook.id == row.id).execute()
        _say(by, version, printed)


def problem_of(version: Version | None) -> str:
    """Why the standard was printed instead of the municipality's layout; empty when it was not."""
    row = _row(version) if version else None
    return row.problem if row else ""


def _say(by: Person, version: Version, printed: Printed) -> None:
    if printed.problem and printed.layout:
        audit.record(
            by, "layout.fell_back", printed.layout, problem=printed.problem, version=version.id
        )


def _key(version: Version) -> str:
    evaluation = isinstance(version, EvaluationVersion)
    return "evaluation_version" if evaluation else "agreement_version"


def _row(version: Version) -> Any:
    return PrintedLook.get_or_none(getattr(PrintedLook, _key(version)) == version.id)
