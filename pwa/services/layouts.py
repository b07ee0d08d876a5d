"""A municipality makes its layout: one draft at a time, until it is taken into use."""

from collections.abc import Mapping
from typing import Any

from peewee import fn

from pwa import clock
from pwa.database import transaction
from pwa.domain.errors import BadInput, NotAllowed, Stale
from pwa.domain.layouts import LayoutState
from pwa.domain.text import too_long
from pwa.models import Blob, Layout, Organisation, Person
from pwa.models.layout_facts import draft_of, in_use, look
from pwa.pdf.look import HEADS, MOST, OPTIONAL, colour_problem, look_of
from pwa.pdf.sample import samples
from pwa.services import audit, blobs, layout_printing
from pwa.services.pictures import LOGO_TYPE, Logo


def begin(by: Person | None, municipality: Organisation) -> Layout:
    """The draft to work on; the first time a copy of what is in use, or of the standard."""
    with transaction():
        if draft := draft_of(municipality.id):
            return draft
        source = in_use(municipality.id)
        newest = Layout.select(fn.MAX(Layout.version)).where(Layout.municipality == municipality.id)
        author = by.id if by else None
        draft = Layout.create(
            municipality=municipality, version=(newest.scalar() or 0) + 1,
            texts=source.texts if source else {}, logo=source.logo_id if source else None,
            made_by=author, changed_by=author,
        )  # fmt: skip
        audit.record(by, "layout.draft", draft, municipality=municipality.id, version=draft.version)
    return draft


def save(by: Person | None, layout: Layout, edition: int, texts: Mapping[str, str]) -> int:
    """Keep some texts and choices in the draft; gives the edition it has then.

    Who works on something else at the same time loses nothing. Raises BadInput, and Stale when
    one of these was changed since `edition` or the layout is no draft any more.
    """
    _check(texts)
    with transaction():
        draft = _draft(layout)
        changed = {name: one for name, one in texts.items() if draft.texts.get(name, "") != one}
        if not changed:
            return draft.edition
        _keep(by, draft, edition, changed, texts=_without_empty(draft.texts | changed))
        audit.record(by, "layout.save", draft, edition=draft.edition, parts=sorted(changed))
    return draft.edition


def _check(texts: Mapping[str, str]) -> None:
    wrong = {
        name: f"too_long:{MOST[name]}" for name, one in texts.items() if too_long(one, MOST[name])
    }
    accent = texts.get("accent", "")
    if accent and (problem := colour_problem(accent)):
        wrong["accent"] = problem
    if texts.get("head", "") not in ("", *HEADS):
        wrong["head"] = "not_a_choice"
    if wrong:
        raise BadInput(wrong)


def _without_empty(texts: Mapping[str, str]) -> dict[str, str]:
    return {name: text for name, text in texts.items() if text}


def _draft(layout: Layout) -> Layout:
    """As it stands now. Raises Stale when it was taken into use or thrown away."""
    row: Layout | None = Layout.get_or_none(
        (Layout.id == layout.id) & (Layout.state == LayoutState.DRAFT)
    )
    if row is None:
        raise Stale()
    return row


def _keep(
    by: Person | None, draft: Layout, edition: int, names: Mapping[str, Any], **facts: Any
) -> None:
    """Of two at once on the same thing one wins. Raises Stale; the caller has a transaction."""
    if any(draft.touched.get(name, 0) > edition for name in names):
        raise Stale()
    touched = draft.touched | dict.fromkeys(names, draft.edition + 1)
    _update(
        draft, edition=draft.edition + 1, touched=touched, changed_by=by.id if by else None,
        changed_at=clock.now(), **facts,
    )  # fmt: skip
    draft.edition += 1


def _update(layout: Layout, **facts: Any) -> None:
    same = (
        (Layout.id == layout.id)
        & (Layout.edition == layout.edition)
        & (Layout.state == layout.state)
    )
    if Layout.update(**facts).where(same).execute() != 1:
        raise Stale()


def move_part(by: Person, layout: Layout, edition: int, part: str, step: int) -> int:
    """One place up (-1) or down (+1) among the parts that can move."""
    order = list(look_of(layout.texts).order)
    if part not in order:
        raise NotAllowed("unknown")
    at = order.index(part)
    to = min(max(at + step, 0), len(order) - 1)
    order.insert(to, order.pop(at))
    return save(by, layout, edition, {"order": " ".join(order)})


def show_part(by: Person, layout: Layout, edition: int, part: str, shown: bool) -> int:
    """Print an optional part, or leave it out. Raises NotAllowed for what people sign."""
    if part not in OPTIONAL:
        raise NotAllowed("part_always")
    hidden = set(look_of(layout.texts).hidden) ^ {part}
    if (part in hidden) is shown:  # it was so already
        return edition
    return save(by, layout, edition, {"hidden": " ".join(sorted(hidden))})


def put_logo(by: Person | None, layout: Layout, edition: int, logo: Logo, words: str) -> int:
    """Another logo in the draft, with a sentence for who does not see it. Raises BadInput."""
    _check({"logo_words": words})
    if not words:
        raise BadInput({"logo_words": "missing"})
    with transaction():
        draft = _draft(layout)
        old, row = draft.logo_id, blobs.store(logo.png, LOGO_TYPE)
        said = draft.texts | {"logo_words": words}
        _keep(by, draft, edition, {"logo": ""}, texts=said, logo=row.id)
        _forget(old, row)
        audit.record(by, "layout.logo", draft, edition=draft.edition, content=row.sha256)
    return draft.edition


def drop_logo(by: Person, layout: Layout, edition: int) -> int:
    with transaction():
        draft = _draft(layout)
        said = _without_empty(draft.texts | {"logo_words": ""})
        _keep(by, draft, edition, {"logo": ""}, texts=said, logo=None)
        _forget(draft.logo_id, None)
        audit.record(by, "layout.logo", draft, edition=draft.edition)
    return draft.edition


def _forget(old: Any, new: Blob | None) -> None:
    if old and (new is None or old != new.id):
        blobs.forget(old)


def use(by: Person | None, layout: Layout, edition: int) -> Layout:
    """From now on new PDFs look like this draft, exactly as it was seen.

    It is tried on the examples first. Raises NotAllowed (layout_broken with `problem`), Stale.
    """
    municipality = Organisation.get_by_id(layout.municipality_id)
    for document in samples(municipality.name):
        if problem := layout_printing.render(document, layout).problem:
            raise NotAllowed("layout_broken", problem=problem)
    with transaction():
        draft = _draft(layout)
        if draft.edition != edition or look(draft) != look(layout):
            raise Stale()
        now, author = clock.now(), by.id if by else None
        before = in_use(municipality.id)
        if before:
            _update(before, state=LayoutState.RETIRED, retired_by=author, retired_at=now)
        _update(draft, state=LayoutState.ACTIVE, used_by=author, used_from=now)
        audit.record(by, "layout.use", draft, version=draft.version)
    return draft


def stop(by: Person, layout: Layout) -> None:
    """Back to how Opstap prints by itself. Raises Stale when it was not in use any more."""
    with transaction():
        if layout.state is not LayoutState.ACTIVE:
            raise Stale()
        _update(layout, state=LayoutState.RETIRED, retired_by=by.id, retired_at=clock.now())
        audit.record(by, "layout.stop", layout, version=layout.version)


def throw_away(by: Person, layout: Layout, edition: int) -> None:
    """Forget the draft; what is in use stays. Raises Stale."""
    with transaction():
        draft = _draft(layout)
        if draft.edition != edition:
            raise Stale()
        audit.record(by, "layout.throw_away", draft, version=draft.version)
        logo = draft.logo_id
        draft.delete_instance()
        _forget(logo, None)
