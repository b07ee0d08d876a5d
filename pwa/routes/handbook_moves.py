"""A running placement and the version of the handbook that it uses."""

from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import access, words
from pwa.domain.errors import BadInput, DomainError
from pwa.forms import Reader
from pwa.models import HandbookMove, Placement
from pwa.pages import page
from pwa.policies import handbook_moves as policies
from pwa.queries import handbook_moves as queries
from pwa.services import handbook_moves as moves

bp = access.GuardedBlueprint("handbook_moves", __name__)

words.add_errors(
    {
        "move_over": _l("Deze plaatsing is voorbij en houdt haar versie."),
        "move_not_newest": _l(
            "Er is ondertussen een andere versie in gebruik. Kijk eerst opnieuw."
        ),
        "move_evaluation_under_way": _l(
            "Er loopt een evaluatie: anderen lezen die al. Dit kan weer als die ondertekend is."
        ),
        "move_words_would_go": _l(
            "In de evaluatie die in voorbereiding is, staat al iets bij: %(names)s. Dat is er in de"
            " nieuwe versie niet meer. Rond die evaluatie eerst af, of maak dat daar leeg."
        ),
    }
)


@bp.get("/plaatsingen/<uuid:placement>/handboek", may=policies.see)
def show(placement: Placement) -> Any:
    return _page(placement)


def _page(
    placement: Placement, errors: dict[str, str] | None = None, text: str = "", status: int = 200
) -> Any:
    me = access.me()
    view = queries.move_page(me, placement)
    problem = view.facts.problems[0] if view.facts and view.facts.problems else ""
    names = ", ".join(view.facts.lost) if view.facts else ""
    return page(
        "handbooks/move.html",
        status=status,
        view=view,
        problem=words.error(problem, names=names) if problem else "",
        own=placement.candidate_id == me.candidate_id,
        can_propose=policies.propose(me, placement),
        can_answer=policies.answer(me, placement),
        errors=errors or {},
        text=text,
        most=moves.MOST_REASON,
    )


@bp.post("/plaatsingen/<uuid:placement>/handboek/voorstellen", may=policies.propose)
def propose(placement: Placement) -> Any:
    r = Reader()
    reason = r.text("reason", most=moves.MOST_REASON)
    if errors := words.errors(r.done()):
        return _page(placement, errors, reason, 422)
    newest = queries.newest_of(placement)
    if newest is None:
        return _page(placement, {"main": words.error("stale")}, reason, 409)
    try:
        moves.propose(access.me(), placement, newest, reason)
    except DomainError as refused:
        return _refused(placement, refused, reason)
    flash(_("Voorgesteld. De coach beslist; tot dan verandert er niets."), "success")
    return _here(placement)


@bp.post("/plaatsingen/<uuid:placement>/handboek/antwoord", may=policies.answer)
def answer(placement: Placement) -> Any:
    r = Reader()
    wanted = r.id("move")
    choice = r.option("choice", ("yes", "no"))
    text = r.text("answer", most=moves.MOST_REASON)
    if errors := words.errors(r.done()):
        return _page(placement, errors, text, 422)
    mine = (HandbookMove.id == wanted) & (HandbookMove.placement == placement.id)
    move = HandbookMove.get_or_none(mine) or abort(404)
    try:
        if choice == "yes":
            moves.accept(access.me(), placement, move)
            flash(_("Gelukt. Deze plaatsing gebruikt nu de nieuwe versie."), "success")
        else:
            moves.decline(access.me(), placement, move, text)
            flash(_("Deze plaatsing houdt haar versie."), "success")
    except DomainError as refused:
        return _refused(placement, refused, text)
    return _here(placement)


def _refused(placement: Placement, refused: DomainError, text: str) -> Any:
    if isinstance(refused, BadInput):
        return _page(placement, words.errors(refused.fields), text, refused.status)
    sentence = words.error(refused.code, **refused.details)
    return _page(placement, {"main": sentence}, text, refused.status)


def _here(placement: Placement) -> Any:
    return redirect(url_for("handbook_moves.show", placement=placement.id), 303)
