"""Handbooks as tests of pages ask for them."""

from pwa.models import Competence, Handbook
from pwa.services import handbook_drafts


def here(organisation, rest):
    return f"/bedrijven/{organisation.id}/handboek/{rest}"


def newest(organisation):
    rows = Handbook.select().where(Handbook.organisation == organisation)
    return rows.order_by(Handbook.version.desc()).first()


def shown(book):
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    return list(rows.order_by(Competence.position))


def rename_first(browse, cast):
    """Version 2 of De Linie: another name and sentence for the first, one tile more."""
    draft = handbook_drafts.draft_of(cast.as_("employer_a"), cast.handbook_a)
    part = f"/handboeken/{draft.id}/onderdeel/{shown(draft)[0].id}"
    words = {"label": "Klokvast", "sentence_3": "Staat klaar voor de bel.", "group": ""}
    browse("employer_a").get(part).submit(
        "Bewaren", **words, tile_3_sentence="Zette alvast de machine aan"
    )
    page = browse("employer_a").get(f"/handboeken/{draft.id}/in-gebruik")
    page.submit("In gebruik nemen")
    return Handbook.get_by_id(draft.id)
