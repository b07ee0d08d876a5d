"""The candidate's phone: Mijn voortgang, mijn dag, a reaction, mijn werkplek."""

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from flask import current_app, flash, redirect, request, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext

from pwa import access, words
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.ids import uuid7
from pwa.domain.notes import MOST_TEXT
from pwa.forms import Reader
from pwa.models import Note, Placement
from pwa.pages import page
from pwa.policies import notes as note_policies
from pwa.policies import progress as policies
from pwa.queries import companies as company_queries
from pwa.queries import corrections, decisions, own_placement, retention_offers
from pwa.queries import progress as queries
from pwa.queries.agreements import own_to_sign, start_card
from pwa.queries.handbooks import handbook_view
from pwa.routes import correction_words
from pwa.routes.looking_back import asked_placement
from pwa.services import notes, own_days, own_details, seen

bp = access.GuardedBlueprint("progress", __name__)

words.add_errors(
    {
        "day_not_now": lazy_gettext("Je kunt iets zeggen over vandaag of gisteren."),
        "missing_face": lazy_gettext("Kies eerst een gezicht."),
    }
)


def _client_id(r: Reader) -> UUID:
    """The id that came with the form; a broken one costs nobody the words that were typed."""
    found = r.id("id")
    r.errors.pop("id", None)
    return found or uuid7()


@dataclass(frozen=True)
class DayForm:
    id: UUID
    day: date | None
    face: str = ""
    text: str = ""
    made_at: datetime | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "DayForm":
        r = Reader()
        form = {
            "id": _client_id(r),
            "day": r.day("day"),
            "face": r.option("face", ("1", "2", "3")),
            "text": r.text("text", most=MOST_TEXT),
            "made_at": r.moment("made_at"),
        }
        if "face" in r.errors:
            r.errors["face"] = "missing_face"
        return cls(**form, errors=words.errors(r.done()))  # type: ignore[arg-type]


@dataclass(frozen=True)
class ReactionForm:
    id: UUID
    text: str = ""
    made_at: datetime | None = None
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def read(cls) -> "ReactionForm":
        r = Reader()
        id, text = _client_id(r), r.text("text", most=MOST_TEXT, required=True)
        return cls(id, text, r.moment("made_at"), words.errors(r.done()))


@bp.get("/mijn-voortgang", may=policies.own_page)
def index() -> Any:
    return _page(asked_placement())


def _page(
    placement_id: UUID | None,
    status: int = 200,
    day_form: DayForm | None = None,
    reaction: tuple[UUID, ReactionForm] | None = None,
) -> Any:
    me = access.me()
    placements, called_off = own_placement.own_and_called_off(me)
    placement = own_placement.chosen(placements, placement_id)
    if placement is None:
        return page("progress/nothing.html", called_off=called_off)
    view = queries.progress(me, placement, words.language(), _skipped())
    new = [note.id for note in view.notes if note.is_new]
    seen.notes_shown(me, new)
    goes = retention_offers.of(placements, words.language())
    # Beside new notes it may have been missed: then it counts the next time.
    unseen = [one.placement_id for one in goes if one.unseen]
    seen.offers_shown(me, [] if new or _skipped() else unseen)
    return page(
        "progress/index.html",
        view=view,
        kept=view.kept,
        agreed=view.agreed,
        others=[row for row in placements if row != placement],
        called_off=called_off,
        decisions=decisions.newest(placement),
        day_form=day_form or _day_form(view, me.today),
        reaction=reaction,
        new_id=uuid7,
        skipped=_skipped() or None,
        most=MOST_TEXT,
        may_write_day=policies.write_own_day(me, placement),
        to_sign=own_to_sign(placements),
        goes=goes,
        today=me.today,
        yesterday=me.today - timedelta(days=1),
        outcomes=corrections.on_notes(view.news.asked),
        **correction_words.for_templates(),
        reads_evaluations="evaluations.show" in current_app.view_functions,
        status=status,
    )


def _skipped() -> int:
    """How many notes stood on the pages before; anything odd is the first page."""
    asked = request.args.get("vanaf", "")
    return int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 6 else 0


def _day_form(view: queries.Progress, today: date) -> DayForm:
    """What was said about today already, to say it again."""
    said = next((one for one in view.own_days if one.day == today), None)
    if said:
        return DayForm(uuid7(), today, str(said.face), said.text)
    return DayForm(uuid7(), today)


@bp.post("/mijn-voortgang/welkom", may=policies.own_page)
def welcome() -> Any:
    Reader().done()
    own_details.candidate_welcomed(access.me(), access.me().now)
    return redirect(url_for("progress.index"), 303)


@bp.post("/mijn-dag/<uuid:placement>", may=policies.write_own_day)
def own_day(placement: Placement) -> Any:
    form = DayForm.read()
    if form.errors or form.day is None:
        return _page(placement.id, 422, day_form=form)
    face, text, made_at = int(form.face), form.text, form.made_at
    try:
        own_days.write(access.me(), placement, form.day, face, text, id=form.id, made_at=made_at)
    except BadInput as wrong:
        again = replace(form, errors=words.errors(wrong.fields))
        return _page(placement.id, 422, day_form=again)
    flash(_("Bewaard. Dank je wel."), "success")
    return redirect(url_for("progress.index") + "#mijn-dag", 303)


@bp.post("/mijn-notities/<uuid:note>/reactie", may=note_policies.read_own)
def react(note: Note) -> Any:
    form = ReactionForm.read()
    if form.errors:
        return _page(note.placement_id, 422, reaction=(note.id, form))
    try:
        notes.react(access.me(), note, form.id, form.text, form.made_at)
    except NotAllowed as refused:
        again = replace(form, id=uuid7(), errors={"text": words.error(refused.code)})
        return _page(note.placement_id, refused.status, reaction=(note.id, again))
    flash(_("Je reactie is bewaard. Je begeleiders en je coach kunnen hem lezen."), "success")
    skipped, anchor = _skipped() or None, f"n-{note.id}"
    here = url_for("progress.index", plek=note.placement_id, vanaf=skipped, _anchor=anchor)
    return redirect(here, 303)


@bp.get("/mijn-werkplek", may=policies.own_page)
def workplace() -> Any:
    me = access.me()
    placements, called_off = own_placement.own_and_called_off(me)
    placement = own_placement.chosen(placements, asked_placement())
    if placement is None:
        return page("progress/nothing.html", called_off=called_off)
    return page(
        "progress/workplace.html",
        placement=placement,
        own=company_queries.profile_words(placement.workplace.organisation_id)[1],
        view=own_placement.workplace(me, placement),
        before=start_card(me, placement, words.language()),
        book=handbook_view(placement.handbook, words.language()),
    )
