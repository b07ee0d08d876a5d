"""What holds for every page, whoever opens it. Each check says what is wrong in words.

A check is a function from a page to sentences; tests/architecture/test_scanners.py plants each
mistake once and wants it found.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element

from flask import Flask
from peewee import SqliteDatabase, fn
from werkzeug.exceptions import HTTPException
from werkzeug.routing import RequestRedirect

from pwa.database import db
from pwa.domain import enums, states
from pwa.models import AccessLog, Candidate, Note, Placement
from tests.discretion import forms_are_not_remembered, titles_name_nobody
from tests.dom import parents, words_of
from tests.given_back import what_was_sent_stays
from tests.watch import WATCH

if TYPE_CHECKING:
    from tests.browse import Page

Sentences = Iterator[str]

MOST_QUERIES = 12
MOST_ON = {"/vandaag/": 7, "/vandaag": 7}
"""Four, beside session, membership and one batched insert."""

FIELDS = {"input", "select", "textarea"}
UNSEEN_INPUTS = {"hidden", "submit", "button", "reset", "image"}
DUTCH_TOO = {
    *("coach", "proefplaats", "participatieplaats", "werkervaringsplaats", "ontwikkelplek"),
    *("late", "stop", "direct", "training", "bad", "ok"),
}


SMALL_MONTH = r"\d (?:january|february|march|may|june|july|october)\b"


def _enum_values() -> frozenset[str]:
    found = set()
    for module in (enums, states):
        for one in vars(module).values():
            if (
                isinstance(one, type)
                and issubclass(one, enums.StrEnum)
                and one is not enums.StrEnum
            ):
                found |= {member.value for member in one}
    return frozenset(found - DUTCH_TOO)


ENUM_VALUES = _enum_values()


def one_heading(page: "Page") -> Sentences:
    count = len(page.find(".//h1"))
    if count != 1:
        yield f"{count} h1 elements, not one"


def language_is_told(page: "Page") -> Sentences:
    if page.tree.get("lang") not in ("nl", "en"):
        yield f"lang is {page.tree.get('lang')!r}"
    if not words_of_title(page.tree):
        yield "no title"


def words_of_title(tree: Element) -> str:
    title = tree.find(".//title")
    return "" if title is None else (title.text or "").strip()


def the_menu_names_each_place_once(page: "Page") -> Sentences:
    places = [a.get("href") for a in page.find(".//nav[@class='nav']//a")]
    yield from (f"{href} is {n} times in the menu" for href, n in Counter(places).items() if n > 1)


def english_months_have_capitals(page: "Page") -> Sentences:
    """Spelled as only English does: what people wrote is in Dutch."""
    if page.tree.get("lang") == "en" and (found := re.search(SMALL_MONTH, page.text)):
        yield f"a month without a capital: {found[0]}"


def ids_are_unique(page: "Page") -> Sentences:
    counted = Counter(one.get("id") for one in page.elements if one.get("id") is not None)
    yield from (f"id {name!r} is used {n} times" for name, n in counted.items() if n > 1)
    if "" in counted:
        yield "an empty id"


def inputs_have_labels(page: "Page") -> Sentences:
    above = parents(page.tree)
    labelled = {one.get("for") for one in page.tree.iter("label") if words_of(one)}
    known = {one.get("id") for one in page.elements}
    for one in page.elements:
        if one.tag not in FIELDS or one.get("type") in UNSEEN_INPUTS:
            continue
        told = one.get("aria-label") or one.get("aria-labelledby") in known - {None}
        if not told and one.get("id") not in labelled - {None} and not _inside_label(one, above):
            yield f"no label for {one.tag} {one.get('name')!r}"


def _inside_label(one: Element, above: dict[Element, Element]) -> bool:
    while one in above:
        one = above[one]
        if one.tag == "label":
            return bool(words_of(one))
    return False


def references_exist(page: "Page") -> Sentences:
    """Labels, descriptions and jumps point at something that is there."""
    known = {one.get("id") for one in page.elements}
    for one in page.elements:
        for name in ("aria-describedby", "aria-labelledby", "aria-controls"):
            yield from (
                f"{name} points at {wanted!r}, which is not there"
                for wanted in (one.get(name) or "").split()
                if wanted not in known
            )
        if one.tag == "label" and one.get("for") not in known:
            yield f"a label for {one.get('for')!r}, which is not there"
        href = one.get("href") or ""
        if one.tag == "a" and href.startswith("#") and href[1:] not in known:
            yield f"a link to {href}, which is not there"


def errors_name_their_field(page: "Page") -> Sentences:
    """A line of the summary is understood by itself: "Dit is nog leeg" alone says nothing. Beside
    its field it may stand alone."""
    beside = {words_of(one) for one in page.find(".//p[@class='field__error']")}
    for summary in page.find(".//*[@id='errors']"):
        for line in map(words_of, summary.iter("a")):
            if line in beside:
                yield f"{line!r} in the summary does not name its field"


def buttons_and_links_speak(page: "Page") -> Sentences:
    for one in page.elements:
        if one.tag not in ("button", "a"):
            continue
        pictures = [image.get("alt", "") for image in one.iter("img")]
        if not (words_of(one) or one.get("aria-label") or any(pictures)):
            yield f"{one.tag} without words: {one.attrib}"
        if one.tag == "button" and one.get("type") not in ("submit", "button", "reset"):
            yield f"button {words_of(one)!r} has no type"


def pictures_have_alt(page: "Page") -> Sentences:
    yield from (
        f"img without alt: {i.attrib}" for i in page.tree.iter("img") if i.get("alt") is None
    )


def forms_say_where_and_how(page: "Page") -> Sentences:
    for form in page.tree.iter("form"):
        method = (form.get("method") or "").upper()
        if method not in ("GET", "POST"):
            yield f"form {form.get('action')!r} has no method"
        elif not form.get("action"):
            yield "form without action"
        elif problem := _unknown(page, str(form.get("action")), method):
            yield f"form: {problem}"


LEADS = {"href", "src", "action", "formaction", "srcset", "poster"}
SCRIPT_ADDRESS = re.compile(r"\s*(javascript|data|vbscript):", re.IGNORECASE)


def nothing_inline(page: "Page") -> Sentences:
    for one in page.elements:
        if not isinstance(one.tag, str):
            continue
        if one.tag == "style" or one.get("style") is not None:
            yield f"inline style on {one.tag}"
        if one.tag == "script" and not one.get("src") and one.get("type") != "application/json":
            yield "inline script"
        for name, value in one.items():
            if name.startswith("on"):
                yield f"handler {name} on {one.tag}"
            if name in LEADS and SCRIPT_ADDRESS.match(value):
                yield f"{name} of {one.tag} is {value[:40]!r}"


def htmx_targets_are_blocks(page: "Page") -> Sentences:
    known = {one.get("id") for one in page.elements}
    blocks = {name for template in page.seen.templates for name in template.blocks}
    for one in page.elements:
        for name, value in one.items():
            if not name.startswith("hx-"):
                continue
            if re.fullmatch(r"hx-target(:.*)?", name) and (found := re.search(r"#([\w-]+)", value)):
                if found[1] not in known:
                    yield f"hx-target {value!r} is not on the page"
                elif found[1] not in blocks:
                    yield f"hx-target {value!r} is no block of the template"
            verb = name.removeprefix("hx-").upper()
            if verb in ("GET", "POST") and (problem := _unknown(page, value, verb)):
                yield f"{name}: {problem}"


def htmx_is_there_where_it_is_used(page: "Page") -> Sentences:
    """And nowhere else: it is a fifth of what a first look may cost."""
    used = any(name.startswith("hx-") for one in page.elements for name, _value in one.items())
    loaded = any("/vendor/htmx" in (one.get("src") or "") for one in page.tree.iter("script"))
    if used != loaded:
        yield "htmx is used and not loaded" if used else "htmx is loaded and not used"


def links_lead_somewhere(page: "Page") -> Sentences:
    for one in page.elements:
        for name in ("href", "src"):
            value = one.get(name)
            if not value or one.tag == "use" or value.startswith(("#", "tel:", "mailto:")):
                continue
            if problem := _unknown(page, value, "GET"):
                yield f"{name} of {one.tag}: {problem}"


def _unknown(page: "Page", address: str, method: str) -> str:
    parts = urlsplit(address)
    if parts.scheme or parts.netloc:
        return "" if parts.netloc == "localhost" else f"{address!r} leads outside"
    path = parts.path or page.path
    refused = _refused(page.visitor.app, path, method)
    if refused is not None:
        return f"{method} {address!r} answers {refused}" if refused else ""
    return "" if path.startswith("/") else f"{address!r} is relative"


@lru_cache(maxsize=20_000)
def _refused(app: Flask, path: str, method: str) -> int | None:
    """What the addresses of this application say of one: 0 leads on, None is known."""
    try:
        app.url_map.bind("localhost").match(path, method=method)
    except RequestRedirect:
        return 0
    except HTTPException as error:
        return error.code
    return None


def no_query_while_rendering(page: "Page") -> Sentences:
    yield from (f"a query while rendering: {sql[:160]}" for sql in page.seen.while_rendering[:3])


def few_queries(page: "Page") -> Sentences:
    """Beside the two with which a shared tablet looks whether it sleeps, and stays awake."""
    most = MOST_ON.get(urlsplit(page.path).path, MOST_QUERIES)
    sent = [sql for sql in page.seen.queries if '"tablet_use"' not in sql]
    if page.method == "GET" and len(sent) > most:
        told = "\n    ".join(sql[:140] for sql in sent)
        yield f"{len(sent)} queries, at most {most}:\n    {told}"


def no_code_words(page: "Page") -> Sentences:
    """No `None`, no value of an enum, no unfilled placeholder; written source excepted, and what is
    said in another language."""
    own = page.tree.get("lang")
    source = [
        one
        for one in page.elements
        if one.tag == "code" or one.get("spellcheck") or one.get("lang", own) != own
    ]
    said = page.text
    for one in sorted(map(words_of, source), key=len, reverse=True):
        said = said.replace(one, " ")
    shown = [said, *_spoken(page.elements)]
    for text in shown:
        if re.search(r"\bNone\b|\bTrue\b|\bFalse\b", text):
            yield f"Python speaks: {_around(text, r'None|True|False')}"
        if re.search(r"%\(\w+\)s|\{\{|\}\}|<\w+ object at", text):
            yield f"an unfilled placeholder: {_around(text, r'%[(]|[{][{]|object at')}"
        if page.tree.get("lang") == "nl":
            words = set(re.findall(r"[a-z_]+", text)) & ENUM_VALUES
            yield from (f"a value of the code is shown: {_around(text, one)}" for one in words)


def _spoken(elements: Sequence[Element]) -> list[str]:
    names = ("aria-label", "title", "alt", "placeholder")
    return [value for one in elements for name, value in one.items() if name in names and value]


def _around(text: str, pattern: str) -> str:
    found = re.search(rf"(?<![a-z_])(?:{pattern})(?![a-z_])", text)
    return text[max(0, found.start() - 40) : found.end() + 40] if found else text[:80]


WHOLE_PAGE = (
    one_heading, language_is_told, references_exist, titles_name_nobody,
    htmx_is_there_where_it_is_used, the_menu_names_each_place_once, english_months_have_capitals,
)  # fmt: skip
ANY_PART = (
    ids_are_unique, inputs_have_labels, buttons_and_links_speak, pictures_have_alt,
    forms_say_where_and_how, nothing_inline, htmx_targets_are_blocks, links_lead_somewhere,
    no_query_while_rendering, few_queries, no_code_words, forms_are_not_remembered,
    errors_name_their_field,
)  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """A note of which the text stands on a page."""

    text: str
    placement_id: Any
    candidate_user: Any


def _shown(page: "Page") -> list[Shown]:
    facts = (Note.text, Note.placement, Candidate.user)
    query = Note.select(*facts).join(Placement).join(Candidate).where(fn.LENGTH(Note.text) >= 8)
    rows = (Shown(*row) for row in query.tuples())
    return [one for one in rows if " ".join(one.text.split()) in page.text]


def reading_is_logged(page: "Page", before: int, shown: list[Shown]) -> Sentences:
    """A note of a candidate on somebody else's screen leaves a line in the access log."""
    user = page.visitor.user
    if not shown or page.status >= 400:
        return
    logged = {
        row.placement_id
        for row in AccessLog.select().where(
            AccessLog.id > before, AccessLog.reader_id == (user.id if user else None)
        )
    }
    for note in shown:
        if user and note.candidate_user == user.id:
            continue
        if note.placement_id not in logged:
            yield f"the note {note.text[:30]!r} was read without a line in the access log"


def purpose_is_told(page: "Page", shown: list[Shown]) -> Sentences:
    """A page that shows notes, or on which one is written, says what they are for."""
    writes = any(_writes_a_note(form) for form in page.find(".//form"))
    if (
        page.status < 400
        and (writes or shown)
        and not page.find(".//p[@class='purpose soft small']")
    ):
        yield "notes, and no word about what they are for (ui.purpose)"


def _writes_a_note(form: Element) -> bool:
    to_notes = (form.get("action") or "").startswith("/notities/")
    return to_notes and any(one.get("name") == "text" for one in form.iter("textarea"))


def newest_log() -> int:
    with WATCH.looking_away():
        return AccessLog.select(fn.MAX(AccessLog.id)).scalar() or 0


def problems(page: "Page", before: int = 0) -> list[str]:
    """Everything that is wrong with this page."""
    if not page.is_html or not page.html or 300 <= page.status < 400:
        return []
    checks: list[Callable[[Page], Sentences]] = [*ANY_PART, what_was_sent_stays]
    if "<html" in page.html:
        checks += WHOLE_PAGE
    found = [sentence for one in checks for sentence in one(page)]
    with WATCH.looking_away():
        shown = _shown(page)
        told = purpose_is_told(page, shown) if "<html" in page.html else ()
        return [*found, *told, *reading_is_logged(page, before, shown)]


def _on_sqlite() -> bool:
    return isinstance(db.obj, SqliteDatabase)


def _of_the_database(page: "Page") -> list[str]:
    """What PostgreSQL can change: the rest is the same there, and reading a page takes longer than
    making it."""
    if not page.is_html or 300 <= page.status < 400:
        return []
    return [*no_query_while_rendering(page), *few_queries(page)]


def check(page: "Page", before: int) -> None:
    assert page.status < 500 or page.status == 507, f"{page.path} answered {page.status}"
    found = problems(page, before) if _on_sqlite() else _of_the_database(page)
    if found:
        told = "\n  - ".join(found)
        raise AssertionError(f"{page.method} {page.path} ({page.status}):\n  - {told}")
