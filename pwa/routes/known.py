"""Wat weten we van je: to read, to hear, to print; in Dutch and in English."""

from contextlib import AbstractContextManager, nullcontext
from typing import Any

from flask import make_response, request
from flask_babel import force_locale

from pwa import access, policies, words
from pwa.domain.errors import DomainError
from pwa.pages import not_now, page
from pwa.pdf.known import KnownDocument
from pwa.queries import privacy
from pwa.routes import known_words
from pwa.services import layout_printing

bp = access.GuardedBlueprint("known", __name__, url_prefix="/wat-weten-we-van-je")

LANGUAGES = ("nl", "en")


def _asked() -> str:
    asked = request.args.get("taal", "")
    return asked if asked in LANGUAGES else words.language()


def _in(language: str) -> AbstractContextManager[Any]:
    return nullcontext() if language == words.language() else force_locale(language)


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    me, language = access.me(), _asked()
    with _in(language):
        known = privacy.known(me)
        return page(
            "known/show.html", parts=known_words.parts(known), said_in=language, known=known,
            lead=known_words.lead(), own=me.candidate_id is not None,
        )  # fmt: skip


@bp.get("/pdf", may=policies.signed_in)
def pdf() -> Any:
    """One sheet, without anybody's name but of whom to ask."""
    me, language = access.me(), _asked()
    known = privacy.known(me)
    with _in(language):
        document = KnownDocument(
            title=known_words.title(),
            lead=known_words.lead(),
            municipality=known.municipality,
            created=me.today,
            parts=known_words.parts(known),
            language=language,
        )
    try:
        data = layout_printing.concept(document, None)
    except DomainError as problem:
        told = words.error(problem.code, **problem.details)
        return not_now(page("known/no_pdf.html", sentence=told), problem)
    answer = make_response(data)
    answer.mimetype = "application/pdf"
    answer.headers["Content-Disposition"] = f'inline; filename="wat-weten-we-van-je-{language}.pdf"'
    return answer
