"""What changed in an evaluation, said: "Samenwerken: van lukt met hulp naar lukt zelfstandig"."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from flask_babel import gettext as _

from pwa import words
from pwa.dates import day_and_month
from pwa.domain.enums import Advice, AttendanceCode
from pwa.domain.evaluation import AdviceDetail, DetailKind
from pwa.domain.evaluation_changes import (
    ACTION,
    ADVICE,
    ATTENDANCE,
    COMPANY,
    COMPETENCE,
    GOAL,
    OPEN,
    TALK,
    WORDS,
    Change,
    Difference,
    Part,
)
from pwa.routes.evaluation_words import advice_labels


@dataclass(frozen=True)
class Said:
    """One line of what changed; `texts` are the words themselves, to be opened."""

    label: str
    bits: tuple[str, ...]
    texts: tuple[tuple[str, str], ...] = ()


def said(found: Iterable[Difference]) -> tuple[Said, ...]:
    """Every difference as a line, in the same order."""
    return tuple(one for difference in found for one in _lines(difference))


def levels(found: Iterable[Difference]) -> tuple[tuple[str, str], ...]:
    """Only the levels: label and how it went from then to now."""
    parts = ((one.label, one.part("level")) for one in found)
    return tuple((label, _level(part)) for label, part in parts if part)


def _lines(difference: Difference) -> Iterator[Said]:
    if difference.where in (WORDS, COMPANY):
        yield from (_text(part) for part in difference.parts)
    elif difference.where == COMPETENCE:
        yield _competence(difference)
    else:
        bits = tuple(dict.fromkeys(_bit(difference.where, one) for one in difference.parts))
        texts = [text for one in difference.parts if one.what in _TYPED for text in _both(one)]
        yield Said(_heading(difference.where), bits, tuple(texts))


_TYPED = ("with", "short_reading_reason", "supervisors")
"""What is read back whole where it changed, beside the texts of an evaluation itself."""


def _heading(where: str) -> str:
    headings = {
        ACTION: _("Afspraken"),
        ADVICE: _("Advies"),
        ATTENDANCE: _("Op het werk geweest"),
        GOAL: _("Doelen"),
        TALK: _("Het gesprek"),
    }
    return str(headings.get(where, _("Gegevens bovenaan")))


def _bit(where: str, part: Part) -> str:
    if where == ADVICE:
        return _advice(part)
    if where == ATTENDANCE and part.what == "day":
        return _filled_in(part)
    if where == ACTION and part.change is Change.CHANGED and part.item:
        return _agreed(part)
    if where == ATTENDANCE and part.change is not Change.DROPPED:
        return f"{words.word(AttendanceCode(part.what))}: {part.new}"
    if where == GOAL and part.change is Change.CHANGED:
        return f"“{part.item}”: {_from_to(_reached(part.old), _reached(part.new))}"
    if where == TALK and part.what == "on" and part.new:
        return f"{_named(where, 'on')}: {_new_day(part)}"
    if part.what == "order":
        return str(_("andere volgorde"))
    if where == ATTENDANCE:
        return _changed(words.word(AttendanceCode(part.what)), part)
    return _changed(f"“{part.item}”" if part.item else _named(where, part.what), part)


def _filled_in(part: Part) -> str:
    """One day of the attendance."""
    day = _day(part.item)
    if part.change is Change.DROPPED:
        return _changed(day, part)
    old, new = (_code(text) for text in (part.old, part.new))
    return f"{day}: {_from_to(old, new) if old else new}"


def _code(text: str) -> str:
    if text == OPEN:
        return str(_("niet ingevuld"))
    return words.word(AttendanceCode(text)).lower() if text else ""


def _agreed(part: Part) -> str:
    """An agreement that is somebody else's now, or for another day."""
    old, new = (_who_and_when(text) for text in (part.old, part.new))
    return f"“{part.item}”: {_from_to(old, new)}"


def _reached(text: str) -> str:
    day = text.rpartition("\n")[2]
    return str(_("gehaald op %(day)s", day=_day(day)) if day else _("nog niet gehaald"))


def _new_day(part: Part) -> str:
    return _from_to(_day(part.old), _day(part.new)) if part.old else _day(part.new)


def _who_and_when(text: str) -> str:
    who, _break, day = text.rpartition("\n")
    return ", ".join(filter(None, (who, _day(day) if day else ""))) or str(_("niet ingevuld"))


def _from_to(old: str, new: str) -> str:
    return str(_("van %(old)s naar %(new)s", old=old, new=new))


def _named(where: str, what: str) -> str:
    if where == TALK:
        return str({"on": _("de dag"), "with": _("wie erbij waren")}.get(what, _("de reden")))
    return str({"period": _("de periode"), "supervisors": _("begeleiders")}.get(what, _("iets")))


_DAYS = frozenset(one.value for one in AdviceDetail if one.kind is DetailKind.DATE)


def _advice(part: Part) -> str:
    if part.what == "advice":
        new = words.word(Advice(part.new)).lower() if part.new else str(_("geen advies"))
        if not part.old:
            return new
        return _from_to(words.word(Advice(part.old)).lower(), new)
    label = advice_labels().get(part.item, part.item)
    if not part.new:
        return _changed(label, part)
    return f"{label} {_day(part.new) if part.item in _DAYS else part.new}"


def _changed(what: str, part: Part) -> str:
    return str(
        {
            Change.ADDED: _("%(what)s toegevoegd", what=what),
            Change.CHANGED: _("%(what)s veranderd", what=what),
            Change.DROPPED: _("%(what)s weggehaald", what=what),
        }[part.change]
    )


def _text(part: Part) -> Said:
    """A text that somebody wrote, with the words themselves."""
    heading = {
        "strengths": _("Wat gaat goed"),
        "points": _("Wat kan beter"),
        "support": _("Wat is er nodig"),
        "candidate_words": _("De woorden van de kandidaat"),
        "statement": _("Wat het bedrijf zegt"),
    }.get(part.what, _("Over het bedrijf"))
    return Said(str(heading), (_changed(str(_("tekst")), part),), _both(part))


def _both(part: Part, was: str = "", now: str = "") -> tuple[tuple[str, str], ...]:
    both = ((was or str(_("Eerst")), part.old), (now or str(_("Nu")), part.new))
    return tuple((heading, text) for heading, text in both if text)


def _competence(one: Difference) -> Said:
    if one.about == "":
        return Said(str(_("Waar we op letten")), (str(_("andere volgorde")),))
    named = one.part("label")
    if named and named.change is Change.DROPPED:
        return Said(one.label, (str(_("niet meer ingevuld")),))
    parts = [part for part in one.parts if _tells(one, part)]
    texts = [text for part in parts if part.what in _WITH_TEXT for text in _both(part)]
    bits = dict.fromkeys(_of_competence(part) for part in parts)
    return Said(one.label, tuple(bits), tuple(texts))


_WITH_TEXT = ("example", "own_example", "note")


def _tells(one: Difference, part: Part) -> bool:
    """The handbook's sentence goes with the level; of a new competence its name tells nothing."""
    named = one.part("label")
    is_new = named is not None and named.change is Change.ADDED
    goes_along = ("label", "group", "previous_level", *(("earlier",) if is_new else ()))
    new = part.change is Change.ADDED and part.what in goes_along
    with_level = {"sentence": "level", "own_sentence": "own_level"}.get(part.what, "")
    return not new and not one.part(with_level)


def _of_competence(part: Part) -> str:
    if part.what == "level":
        return _level(part)
    if part.what == "own_level":
        return str(_("eigen kijk %(change)s", change=_level(part)))
    if part.what == "earlier":
        change = _level(part)
        return str(_("eerdere evaluatie, %(day)s: %(change)s", day=_day(part.item), change=change))
    if part.what == "note":
        return _changed(str(_("notitie van %(day)s", day=_day(part.item))), part)
    if part.what == "order":
        return str(_("notities in andere volgorde"))
    names = {
        "example": _("voorbeeld"),
        "own_example": _("eigen voorbeeld"),
        "sentence": _("zin van het handboek"),
        "own_sentence": _("zin van het handboek bij de eigen kijk"),
        "previous_level": _("de vorige keer"),
    }
    return _changed(str(names.get(part.what, _("naam"))), part)


def _level(part: Part) -> str:
    old, new = (words.word(int(text)).lower() if text else "" for text in (part.old, part.new))
    if not old:
        return str(_("nieuw, %(new)s", new=new))
    if not new:
        return str(_("niet meer ingevuld, was %(old)s", old=old))
    return _from_to(old, new)


def _day(text: str) -> str:
    return day_and_month(date.fromisoformat(text))
