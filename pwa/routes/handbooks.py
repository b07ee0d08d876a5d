"""The handbook: readable by all people of the company, changed by the employer in versions."""

from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.enums import Tone
from pwa.domain.errors import BadInput, Stale
from pwa.domain.handbook import ICONS, MOST_LABEL, MOST_SENTENCE, MOST_TILE
from pwa.forms import Reader
from pwa.models import Competence, Handbook
from pwa.pages import page
from pwa.policies import handbooks as policies
from pwa.queries import handbooks as queries
from pwa.routes.icon_words import ICON_WORDS
from pwa.services import handbook_drafts as drafts
from pwa.services.handbook_drafts import CompetenceEntry, TileEntry

bp = access.GuardedBlueprint("handbooks", __name__, url_prefix="/handboeken")

EMPTY_TILES = 2
MOST_TILES = 12


words.add_errors(
    {
        "handbook_empty": lazy_gettext(
            "Laat minstens een onderdeel zien voor je dit in gebruik neemt."
        )
    }
)


@dataclass(frozen=True)
class CompetenceForm:
    edition: int
    words: dict[str, str]
    hidden: bool
    tiles: list[TileEntry]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "CompetenceForm":
        r = Reader()
        edition = _edition(r)
        texts = {name: r.line(name, most=_most(name)) for name in drafts.TEXT_FIELDS}
        if not texts["label"]:
            r.fail("label", "missing")
        tiles = [_tile(r, n) for n in range(MOST_TILES) if r.names(f"tile_{n}_")]
        return cls(edition, texts, r.flag("hidden"), tiles, words.errors(r.done()))

    @classmethod
    def of(cls, book: Handbook, row: Competence) -> "CompetenceForm":
        texts = {name: getattr(row, name) for name in drafts.TEXT_FIELDS}
        tiles = [
            TileEntry(t.id, t.sentence, t.sentence_second, t.tone, t.level_hint, t.icon, t.hidden)
            for t in queries.tiles_of(row)
        ]
        return cls(book.edition, texts, row.hidden, tiles)

    @property
    def rows(self) -> list[TileEntry]:
        """The tiles, and empty lines for new ones."""
        blank = TileEntry(None, "", "", Tone.NEUTRAL, None, "check", hidden=False)
        room = max(0, min(EMPTY_TILES, MOST_TILES - len(self.tiles)))
        return [*self.tiles, *[blank] * room]


def _most(name: str) -> int:
    return MOST_LABEL if name.startswith("label") else MOST_SENTENCE


def _tile(r: Reader, n: int) -> TileEntry:
    level = r.option(f"tile_{n}_level", ("1", "2", "3", "4"), required=False)
    return TileEntry(
        id=r.id(f"tile_{n}_id", required=False),
        sentence=r.line(f"tile_{n}_sentence", most=MOST_TILE),
        second=r.line(f"tile_{n}_second", most=MOST_TILE),
        tone=r.choice(f"tile_{n}_tone", Tone) or Tone.NEUTRAL,
        level_hint=int(level) if level else None,
        icon=r.option(f"tile_{n}_icon", tuple(ICONS)) or "check",
        hidden=r.flag(f"tile_{n}_hidden"),
    )


@bp.get("/<uuid:handbook>", may=policies.read)
def show(handbook: Handbook) -> Any:
    me = access.me()
    return page(
        "handbooks/show.html",
        book=queries.handbook_view(handbook, words.language()),
        company=handbook.organisation,
        can_edit=policies.edit(me, handbook),
        can_draft=policies.draft(me, handbook),
    )


@bp.post("/<uuid:handbook>/nieuwe-versie", may=policies.draft)
def draft(handbook: Handbook) -> Any:
    Reader().done()
    book = drafts.draft_of(access.me(), handbook)
    return redirect(url_for("handbooks.show", handbook=book.id), 303)


@bp.get("/<uuid:handbook>/onderdeel/<uuid:competence_id>", may=policies.edit)
def edit(handbook: Handbook, competence_id: UUID) -> Any:
    row = queries.competence_of(handbook, competence_id) or abort(404)
    return _edit_page(handbook, competence_id, CompetenceForm.of(handbook, row))


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>", may=policies.edit)
def save(handbook: Handbook, competence_id: UUID) -> Any:
    queries.competence_of(handbook, competence_id) or abort(404)
    form = CompetenceForm.read()
    if form.errors:
        return _edit_page(handbook, competence_id, form, 422)
    entry = CompetenceEntry(form.words, form.hidden, form.tiles)
    try:
        drafts.save_competence(access.me(), handbook, form.edition, competence_id, entry)
    except Stale:
        return _edit_page(handbook, competence_id, _newest(handbook, form), 409, stale=True)
    flash(_("Bewaard in de nieuwe versie."), "success")
    return redirect(_here(handbook, competence_id), 303)


def _newest(handbook: Handbook, form: CompetenceForm) -> CompetenceForm:
    """The same typed text, now against the newest edition: saving again is a clear choice."""
    edition = Handbook.get_by_id(handbook.id).edition
    return CompetenceForm(edition, form.words, form.hidden, form.tiles)


@bp.post("/<uuid:handbook>/onderdelen", may=policies.edit)
def add(handbook: Handbook) -> Any:
    r = Reader()
    label, edition = r.line("label", most=MOST_LABEL, required=True), _edition(r)
    if errors := words.errors(r.done()):
        return _show_with(handbook, label, errors)
    try:
        row = drafts.add_competence(access.me(), handbook, edition, label)
    except BadInput as wrong:
        return _show_with(handbook, label, words.errors(wrong.fields))
    return redirect(url_for("handbooks.edit", handbook=handbook.id, competence_id=row.id), 303)


def _show_with(handbook: Handbook, label: str, errors: dict[str, str]) -> Any:
    return page(
        "handbooks/show.html",
        book=queries.handbook_view(handbook, words.language()),
        company=handbook.organisation,
        can_edit=True,
        can_draft=False,
        new_label=label,
        errors=errors,
        status=422,
    )


@bp.post("/<uuid:handbook>/onderdeel/<uuid:competence_id>/verplaatsen", may=policies.edit)
def move(handbook: Handbook, competence_id: UUID) -> Any:
    queries.competence_of(handbook, competence_id) or abort(404)
    r = Reader()
    step, edition = r.option("step", ("up", "down")), _edition(r)
    if r.done():
        abort(422)
    by = -1 if step == "up" else 1
    drafts.move_competence(access.me(), handbook, edition, competence_id, by)
    return redirect(_here(handbook, competence_id), 303)


@bp.post("/<uuid:handbook>/in-gebruik", may=policies.edit)
def activate(handbook: Handbook) -> Any:
    r = Reader()
    edition = _edition(r)
    r.done()
    drafts.activate(access.me(), handbook, edition)
    flash(
        _("In gebruik. Wie nu begint, krijgt deze versie. Wie al bezig is, houdt de oude."),
        "success",
    )
    return redirect(url_for("handbooks.show", handbook=handbook.id), 303)


@bp.post("/<uuid:handbook>/weg", may=policies.edit)
def throw_away(handbook: Handbook) -> Any:
    r = Reader()
    edition = _edition(r)
    r.done()
    drafts.throw_away(access.me(), handbook, edition)
    flash(_("De nieuwe versie is weg. De versie in gebruik is gebleven."), "success")
    return redirect(url_for("companies.show", organisation=handbook.organisation_id), 303)


def _edition(r: Reader) -> int:
    """The edition that was read; a broken one is an old one."""
    edition = r.number("edition", 1, 1_000_000)
    r.errors.pop("edition", None)
    return edition or 0


def _here(handbook: Handbook, competence_id: UUID) -> str:
    return url_for("handbooks.show", handbook=handbook.id, _anchor=f"c-{competence_id}")


def _edit_page(
    handbook: Handbook,
    competence_id: UUID,
    form: CompetenceForm,
    status: int = 200,
    stale: bool = False,
) -> Any:
    return page(
        "handbooks/edit.html",
        book=handbook,
        competence_id=competence_id,
        form=form,
        stale=stale,
        tones=[(tone.value, words.word(tone)) for tone in Tone],
        levels=[(n, f"{n} {words.word(n)}") for n in (1, 2, 3, 4)],
        icons=sorted(((name, str(ICON_WORDS[name])) for name in ICONS), key=lambda one: one[1]),
        most_label=MOST_LABEL,
        most_sentence=MOST_SENTENCE,
        most_tile=MOST_TILE,
        status=status,
    )
