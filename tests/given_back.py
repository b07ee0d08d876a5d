"""What somebody filled in stands there again when it was refused."""

from collections.abc import Iterator
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element

from tests.dom import value_of

if TYPE_CHECKING:
    from tests.browse import Page


def what_was_sent_stays(page: "Page") -> Iterator[str]:
    """After a refusal the form stands there as it was sent: each text, tick and choice, and no tick
    more. What was emptied, or is no choice, may stand there as it was."""
    if page.method != "POST" or page.status not in (409, 422, 429):
        return
    own = [one for one in page.forms() if one.get("action") == page.path.partition("?")[0]]
    controls = [one for form in own for one in form.iter() if _is_read_back(one)]
    for name in {str(one.get("name")) for one in controls}:
        same = [one for one in controls if one.get("name") == name]
        offered = {words for one in same for words in _offered(one)}
        sent = {_line(one) for one in page.sent.get(name, ())} - {""}
        kept = {_line(value_of(one) or "") for one in same} - {""}
        ticks = all(one.get("type") == "checkbox" for one in same)
        if offered:
            sent &= offered
        if sent != kept and (sent or ticks):
            yield f"{name!r} was sent as {sorted(sent)} and stands there as {sorted(kept)}"


_NOT_READ_BACK = {"hidden", "password", "file", "date", "color"}
"""Never shown again; and of a day or a colour, only what is one."""

_ASKED_AGAIN = "keep."
"""Mine or theirs: of two texts that are no longer the ones it was said of."""


def _is_read_back(one: Element) -> bool:
    control = one.tag in ("select", "textarea") or one.tag == "input"
    name, code = one.get("name", ""), "input--code" in one.get("class", "")
    read = bool(name) and one.get("type") not in _NOT_READ_BACK
    return control and read and not code and not name.startswith(_ASKED_AGAIN)


def _offered(one: Element) -> list[str]:
    """What can be chosen; nothing where it is typed."""
    if one.tag == "select":
        return [_line(option.get("value", "")) for option in one.iter("option")]
    return [_line(one.get("value", "on"))] if one.get("type") in ("checkbox", "radio") else []


def _line(words: str) -> str:
    return " ".join(words.split())
