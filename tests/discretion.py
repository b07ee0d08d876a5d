"""What a page may not leave behind on a device (docs/outbox.md): two checks for every page.

A browser writes titles down in its history and its list of tabs, and what stands in a form in its
list of tabs, where no page can take them away again.
"""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from pwa.models import Candidate, User
from tests.watch import WATCH

if TYPE_CHECKING:
    from tests.browse import Page

NOBODY_IN_IT = (
    "/handboeken",
    "/bedrijven",
    "/ons-bedrijf",
    "/werkplekken",
    "/mijn-account",
    "/uitnodiging",
    "/stijlgids",
)
"""Forms about no candidate, or with which one signs in: these a browser may fill in again."""


def titles_name_nobody(page: "Page") -> Iterator[str]:
    title = page.tree.find(".//title")
    said = "" if title is None else title.text or ""
    with WATCH.looking_away():
        candidates = User.select(User.name).join(Candidate, on=Candidate.user == User.id)
        yield from (f"the title names {one.name}" for one in candidates if one.name in said)


def forms_are_not_remembered(page: "Page") -> Iterator[str]:
    if not page.visitor.user or page.path.startswith(NOBODY_IN_IT):
        return
    for form in page.tree.iter("form"):
        kinds = {one.get("type", "text") for one in form.iter("input")}
        writes = form.find(".//textarea") is not None or "text" in kinds
        if writes and form.get("autocomplete") != "off":
            yield f"form {form.get('action')!r} lets the browser remember what is written in it"
