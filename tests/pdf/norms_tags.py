"""Rules about the tree of tags: headings, tables, lists, figures, links, names."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from tests.pdf.norms_content import elements, kids

_STANDARD = {
    "Document", "Part", "Art", "Sect", "Div", "BlockQuote", "Caption", "TOC", "TOCI", "Index",
    "NonStruct", "Private", "P", "H", "H1", "H2", "H3", "H4", "H5", "H6", "L", "LI", "Lbl",
    "LBody", "Table", "TR", "TH", "TD", "THead", "TBody", "TFoot", "Span", "Quote", "Note",
    "Reference", "BibEntry", "Code", "Link", "Annot", "Ruby", "RB", "RT", "RP", "Warichu", "WT",
    "WP", "Figure", "Formula", "Form",
}  # fmt: skip
_PARENTS = {
    "TR": {"Table", "THead", "TBody", "TFoot"}, "TH": {"TR"}, "TD": {"TR"}, "LI": {"L"},
    "THead": {"Table"}, "TBody": {"Table"}, "TFoot": {"Table"}, "LBody": {"LI"},
}  # fmt: skip
_CHILDREN = {
    "Table": {"TR", "THead", "TBody", "TFoot", "Caption"}, "TR": {"TH", "TD"},
    "THead": {"TR"}, "TBody": {"TR"}, "TFoot": {"TR"},
    "L": {"LI", "L", "Caption"}, "LI": {"Lbl", "LBody"},
}  # fmt: skip


def problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    tree = pdf.Root.StructTreeRoot
    found = list(elements(tree))
    yield from _roles(tree, found)
    yield from _nesting(tree)
    yield from _headings(found)
    yield from _names(tree, found)
    for element in found:
        kind = _kind(element)
        if kind == "Table":
            yield from _table(element)
        elif kind in ("Figure", "Formula"):
            yield from _figure(element)
    yield from _links(pdf, found)


def _kind(element: Any) -> str:
    return str(element.S)[1:]


def _roles(tree: Any, found: list[Any]) -> Iterator[str]:
    roles = {str(k)[1:]: str(v)[1:] for k, v in tree.get("/RoleMap", {}).items()}
    yield from (
        f"UA 7.1: the standard tag {one} is given another role" for one in roles.keys() & _STANDARD
    )
    for kind in sorted({_kind(one) for one in found} - _STANDARD):
        seen = kind
        for _step in roles:
            seen = roles.get(seen, seen)
        if seen not in _STANDARD:
            yield f"UA 7.1: the tag {kind} has no standard role"
    top = [_kind(kid) for kid in kids(tree)]
    if [roles.get(one, one) for one in top] != ["Document"]:
        yield f"UA 7.1: the tree begins with {top}, not with one Document"


def _nesting(element: Any) -> Iterator[str]:
    kind = _kind(element) if "/S" in element else ""
    for kid in kids(element):
        if not isinstance(kid, pikepdf.Dictionary) or "/S" not in kid:
            continue
        inner = _kind(kid)
        if kind not in _PARENTS.get(inner, {kind}) or inner not in _CHILDREN.get(kind, {inner}):
            yield f"UA 7.2: {inner} stands in {kind}"
        if kid.get("/P") is None or kid.P.objgen != element.objgen:
            yield f"UA 7.1: a {inner} does not know what it stands in"
        yield from _nesting(kid)


def _headings(found: list[Any]) -> Iterator[str]:
    levels = [int(kind[1]) for kind in map(_kind, found) if len(kind) == 2 and kind[1].isdigit()]
    if levels[:1] != [1] or levels.count(1) != 1:
        yield "UA 7.4: the headings do not begin with one H1"
    if any(after - before > 1 for before, after in pairwise(levels)):
        yield "UA 7.4: a level of headings is left out"
    empty = [one for one in found if _kind(one) in ("H1", "H2", "H3") and not kids(one)]
    yield from (f"UA 7.4: an empty {_kind(one)}" for one in empty)


def _names(tree: Any, found: list[Any]) -> Iterator[str]:
    named = Counter(str(one.ID) for one in found if "/ID" in one)
    yield from (f"UA 7.1: the name {name} is used twice" for name in named if named[name] > 1)
    if named and set(_name_tree(tree.get("/IDTree"))) != set(named):
        yield "UA 7.1: the names of elements are not listed"


def _name_tree(node: Any) -> Iterator[str]:
    if node is not None:
        yield from (str(one) for one in list(node.get("/Names", []))[::2])
        for kid in node.get("/Kids", []):
            yield from _name_tree(kid)


def _attributes(element: Any) -> dict[str, Any]:
    given = element.get("/A", [])
    several = given if isinstance(given, pikepdf.Array) else [given]
    return {key: value for one in several for key, value in one.items()}


def _table(table: Any) -> Iterator[str]:
    rows = [one for one in elements(table) if _kind(one) == "TR"]
    cells = [[one for one in kids(row) if _kind(one) in ("TH", "TD")] for row in rows]
    widths = {sum(int(_attributes(c).get("/ColSpan", 1)) for c in row) for row in cells}
    if len(widths) > 1:
        yield f"UA 7.2: the rows of a table have {sorted(widths)} columns"
    heads = [cell for row in cells for cell in row if _kind(cell) == "TH"]
    if not heads:
        yield "UA 7.5: a table has no header cells"
    if any(_attributes(one).get("/Scope") not in ("/Row", "/Column", "/Both") for one in heads):
        yield "UA 7.5: a header cell has no scope"
    known = {str(one.ID) for one in heads if "/ID" in one}
    for cell in (cell for row in cells for cell in row):
        if not {str(one) for one in _attributes(cell).get("/Headers", [])} <= known:
            yield "UA 7.5: a cell refers to a header that is not there"


def _figure(figure: Any) -> Iterator[str]:
    if not str(figure.get("/Alt", figure.get("/ActualText", ""))).strip():
        yield "UA 7.3: a figure has no words"
    box = [float(edge) for edge in _attributes(figure).get("/BBox", [])]
    if len(box) != 4:
        yield "UA 7.3: a figure does not say where it stands"
        return
    _x, _y, wide, tall = (float(edge) for edge in figure.Pg.MediaBox)
    if not (0 <= box[0] < box[2] <= wide and 0 <= box[1] < box[3] <= tall):
        yield f"UA 7.3: a figure stands outside its page: {box}"


def _links(pdf: pikepdf.Pdf, found: list[Any]) -> Iterator[str]:
    held = {
        kid.Obj.objgen: _kind(one)
        for one in found
        for kid in kids(one)
        if isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/OBJR"
    }
    for page in pdf.pages:
        for one in page.get("/Annots", []):
            if one.get("/Subtype") == "/Link" and held.get(one.objgen) != "Link":
                yield "UA 7.18.5: a link stands outside a Link element"
