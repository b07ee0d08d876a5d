"""Who of a placement has a way in; new links, and a sheet of paper for each."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any
from uuid import UUID

import segno
from flask import abort, current_app, flash, redirect, request, session, url_for
from flask_babel import gettext as _
from markupsafe import Markup
from werkzeug.wrappers import Response

from pwa import access
from pwa.domain.ids import uuid7
from pwa.domain.states import UserState
from pwa.domain.ways import MUST_PROVE_MORE
from pwa.forms import Reader
from pwa.models import Organisation, Placement, User
from pwa.pages import page
from pwa.policies import people as policies
from pwa.queries.agreements import has_agreement
from pwa.queries.invitations import WayIn, people_of
from pwa.services import people

bp = access.GuardedBlueprint("ways_in", __name__)

_HELD, _MOST_HELD = "links", 8


@dataclass(frozen=True)
class Door:
    """A person, and the link that this browser just made for them (else empty)."""

    person: WayIn
    link: str
    picture: Markup


@bp.get("/plaatsingen/<uuid:placement>/mensen", may=policies.invite_for_placement)
def of_placement(placement: Placement) -> Any:
    back = _placement_page(placement)
    title = _("Wie kan erin bij %(name)s?", name=placement.candidate.user.name)
    renew = url_for("ways_in.renew", placement=placement.id)
    sheets = url_for("ways_in.sheets", placement=placement.id)
    agreement = (
        url_for("agreements.show", placement=placement.id) if has_agreement(placement) else ""
    )
    who = people_of(placement)
    return people_page(title, who, renew=renew, sheets=sheets, back=back, agreement=agreement)


@bp.post("/plaatsingen/<uuid:placement>/mensen", may=policies.invite_for_placement)
def renew(placement: Placement) -> Any:
    renew_one(people_of(placement))
    return redirect(url_for("ways_in.of_placement", placement=placement.id), 303)


@bp.get("/plaatsingen/<uuid:placement>/mensen/bladen", may=policies.invite_for_placement)
def sheets(placement: Placement) -> Any:
    back = url_for("ways_in.of_placement", placement=placement.id)
    return sheets_page(people_of(placement), placement.workplace.organisation, back)


def hold(tokens: dict[UUID, str]) -> None:
    """Keep fresh links in this browser's own cookie: the database has their hashes only.

    They are shown to whoever made them until that person signs out.
    """
    held = {**_held(), **{str(user): token for user, token in tokens.items()}}
    newest = dict(list(held.items())[-_MOST_HELD:])
    session[_HELD] = {"by": str(access.me().id), "tokens": newest}


def hold_new(user: User, token: str) -> None:
    """The link of who was invited just now. `token` is empty where the form came before: the answer
    that held the link may be lost, and then it is made anew for who was never in."""
    if token:
        hold({user.id: token})
    elif str(user.id) not in _held() and user.state is UserState.INVITED:
        hold({user.id: people.invite(access.me(), user)})


def form_id(r: Reader) -> UUID:
    """The id that came with a form; a broken one costs nobody the words that were typed."""
    found = r.id("id", required=False)
    r.errors.pop("id", None)
    return found or uuid7()


def _held() -> dict[str, str]:
    kept = session.get(_HELD) or {}
    return kept["tokens"] if kept.get("by") == str(access.me().id) else {}


def renew_one(allowed: Iterable[WayIn]) -> None:
    """A new link for one of these people; for anybody else there is nothing here."""
    r = Reader()
    wanted = r.id("user")
    r.done()
    found = next((one for one in allowed if one.id == wanted), None) or abort(404)
    hold({found.id: people.invite(access.me(), User.get_by_id(found.id))})
    flash(_("Nieuwe link voor %(name)s. Oude links werken niet meer.", name=found.name), "success")


def doors(everybody: list[WayIn]) -> list[Door]:
    """Each with the fresh link that this browser holds."""
    held = _held()
    return [_door(one, held.get(str(one.id), "") if one.open_until else "") for one in everybody]


def _door(one: WayIn, token: str) -> Door:
    if not token:
        return Door(one, "", Markup())
    base = current_app.extensions["opstap"].base_url or request.url_root.rstrip("/")
    link = base + url_for("invitations.show", token=token)
    name = _("QR-code voor %(name)s", name=one.name)
    drawn = segno.make(link, error="m", micro=False).svg_inline(
        omitsize=True, svgclass="qr", lineclass=None, border=3, light="#fff", title=name
    )
    return Door(one, link, Markup(drawn))  # noqa: S704 -- segno escapes the title


def people_page(title: str, everybody: list[WayIn], **urls: Any) -> Response:
    return page("invitations/people.html", title=title, doors=doors(everybody), **urls)


def sheets_page(everybody: list[WayIn], company: Organisation, back: str) -> Response:
    made = [door for door in doors(everybody) if door.link]
    return page(
        "invitations/sheets.html",
        doors=made,
        company=company,
        back=back,
        must_prove_more=MUST_PROVE_MORE,
    )


def _placement_page(placement: Placement) -> str:
    known = "placements.show" in current_app.view_functions
    return url_for("placements.show", placement=placement.id) if known else url_for("home.index")
