"""Read a handbook from a file or from pasted text into a new draft."""

from typing import Any

from flask import flash, redirect, request, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.handbook_files import MOST_BYTES, decode, read_file
from pwa.forms import UnknownFields
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import handbooks as policies
from pwa.routes.handbook_places import sentences
from pwa.services import handbooks

bp = access.GuardedBlueprint("handbook_files", __name__)


@bp.get("/bedrijven/<uuid:organisation>/handboek/inlezen", may=policies.start)
def new(organisation: Organisation) -> Any:
    return _page(organisation)


def _page(
    organisation: Organisation, text: str = "", told: list[str] | None = None, status: int = 200
) -> Any:
    return page(
        "handbooks/take_in.html",
        status=status,
        company=organisation,
        draft=handbooks.draft_in(organisation.id),
        text=text,
        told=told or [],
        most_kb=MOST_BYTES // 1000,
    )


@bp.post("/bedrijven/<uuid:organisation>/handboek/inlezen", may=policies.start)
def create(organisation: Organisation) -> Any:
    text = ""
    try:
        text = _typed()
        book = handbooks.take_in(access.me(), organisation, read_file(text))
    except BadInput as refused:
        return _page(organisation, text, sentences(refused.fields), refused.status)
    except DomainError as refused:
        return _page(organisation, text, [words.error(refused.code)], refused.status)
    flash(_("Ingelezen als concept. Kijk het rustig na."), "success")
    return redirect(url_for("handbooks.show", handbook=book.id), 303)


def _typed() -> str:
    """The file where one was chosen, else what was pasted, exactly as it came."""
    if set(request.form) - {"text"} or len(request.form.getlist("text")) > 1:
        raise UnknownFields("text")
    upload = request.files.get("file")
    if upload and upload.filename:
        return decode(upload.read(MOST_BYTES + 1))
    return request.form.get("text", "")
