"""A municipality's privacy officer makes the guard's words their own."""

from dataclasses import dataclass, field, replace
from typing import Any

from flask import abort, flash, redirect, url_for
from flask_babel import get_locale, lazy_gettext
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.enums import Role
from pwa.domain.errors import BadInput, Stale
from pwa.domain.guard_lists import LANGUAGES, MOST_INSTEAD, PARTS
from pwa.forms import Reader
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import guard as policies
from pwa.queries.guard import GroupView, GuardView, guard_page
from pwa.services import guard

bp = access.GuardedBlueprint("guard_words", __name__, url_prefix="/privacy/woorden")

SLUGS = {
    "gezondheid": "illness",
    "medicijnen": "medication",
    "zwangerschap": "pregnancy",
    "verslaving": "addiction",
    "geloof-en-afkomst": "belief",
    "seksualiteit": "sexuality",
    "justitie": "criminal",
    "geld-en-thuis": "debts",
}
_SLUG_OF = {name: slug for slug, name in SLUGS.items()}
_MOST_TYPED = 12_000

words.add_errors(
    {
        "guard_no_word": lazy_gettext("Een van deze regels heeft geen letters."),
        "guard_too_short": lazy_gettext(
            "Een van deze woorden is te kort: dan komt het overal voor. Bij een sterretje horen"
            " minstens drie letters."
        ),
        "guard_too_long": lazy_gettext("Een van deze regels is te lang. Gebruik een paar woorden."),
        "guard_too_many": lazy_gettext("Dit zijn er te veel. Kies er hooguit %(n)s."),
        "guard_too_many_sentences": lazy_gettext("Kies hooguit %(n)s zinnen."),
        "guard_not_ours": lazy_gettext(
            "Een van deze woorden staat niet in de lijst van Opstap. Neem het over zoals het daar"
            " staat."
        ),
        "guard_no_group": lazy_gettext("Deze groep woorden bestaat niet."),
    }
)


@dataclass(frozen=True)
class WordsForm:
    """What was typed about one group, and from which version."""

    version: int
    lines: dict[str, str]
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, view: GuardView, group: GroupView) -> "WordsForm":
        return cls(view.version, {part: group.lines(part) for part in PARTS})

    @classmethod
    def read(cls) -> "WordsForm":
        r = Reader()
        version = r.number("version", 0, 10**8) or 0
        lines = {part: r.text(part, most=_MOST_TYPED) for part in PARTS}
        return cls(version, lines, words.errors(r.done()))

    def typed(self) -> dict[str, list[str]]:
        return {part: text.splitlines() for part, text in self.lines.items()}


def _language() -> str:
    return str(get_locale() or LANGUAGES[0])


@bp.get("", may=policies.has_own)
def mine() -> Any:
    """To the words of the municipality in which this person works."""
    me = access.me()
    roles = (Role.PRIVACY_OFFICER, Role.MUNICIPALITY_ADMIN, Role.COACH)
    own = [one for role in roles for one in me.organisations(role)]
    return redirect(url_for("guard_words.index", organisation=own[0]))


@bp.get("/<uuid:organisation>", may=policies.read)
def index(organisation: Organisation) -> Any:
    return _index_page(organisation)


def _index_page(town: Organisation, status: int = 200, refused: str = "") -> Any:
    return page(
        "guard/index.html",
        status=status,
        view=guard_page(town, _language()),
        slugs=_SLUG_OF,
        refused=refused,
        can_change=policies.change(access.me(), town),
    )


@bp.post("/<uuid:organisation>/terug", may=policies.change)
def put_back(organisation: Organisation) -> Any:
    """An earlier version counts again; 0 is the shipped list."""
    r = Reader()
    earlier, version = r.number("earlier", 0, 10**8), r.number("version", 0, 10**8)
    if r.done() or earlier is None or version is None:
        return _index_page(organisation, 422, words.error("stale"))
    try:
        guard.put_back(access.me(), organisation, earlier, version)
    except Stale:
        return _index_page(organisation, 409, words.error("stale"))
    flash(_("De woorden van toen tellen weer."), "success")
    return redirect(url_for("guard_words.index", organisation=organisation.id), 303)


@bp.get("/<uuid:organisation>/<group>", may=policies.read)
def show(organisation: Organisation, group: str) -> Any:
    view = guard_page(organisation, _language())
    one = view.of(_name(group))
    return _group_page(view, one, WordsForm.of(view, one))


def _name(slug: str) -> str:
    return SLUGS.get(slug) or abort(404)


def _group_page(view: GuardView, group: GroupView, form: WordsForm, status: int = 200) -> Any:
    return page(
        "guard/group.html",
        status=status,
        view=view,
        group=group,
        form=form,
        late=status == 409,
        slug=_SLUG_OF[group.name],
        most_sentences=MOST_INSTEAD,
        can_change=policies.change(access.me(), view.town),
    )


@bp.post("/<uuid:organisation>/<group>", may=policies.change)
def save(organisation: Organisation, group: str) -> Any:
    name = _name(group)
    form, status = WordsForm.read(), 422
    if not form.errors:
        try:
            guard.change(access.me(), organisation, name, form.version, form.typed())
            flash(_("Bewaard. Wie nu een formulier opent, krijgt deze woorden."), "success")
            return redirect(url_for("guard_words.index", organisation=organisation.id), 303)
        except BadInput as wrong:
            form = replace(form, errors=words.errors(wrong.fields))
        except Stale:
            form, status = replace(form, errors={"added": words.error("stale")}), 409
    view = guard_page(organisation, _language())
    if status == 409:
        form = replace(form, version=view.version)
    return _group_page(view, view.of(name), form, status)
