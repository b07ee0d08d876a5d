"""Rules about what pages draw: each stroke belongs to an element of the tree or is an artifact."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

import pikepdf

_PAINTS = {
    "S", "s", "f", "F", "f*", "B", "B*", "b", "b*", "sh", "Do", "EI", "Tj", "TJ", "'", '"',
}  # fmt: skip


def problems(pdf: pikepdf.Pdf) -> Iterator[str]:
    owners = _number_tree(pdf.Root.StructTreeRoot.get("/ParentTree"))
    claimed = _claimed(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        marks = Counter(_marks(page, where := f"page {number}", wrong := []))
        yield from wrong
        yield from (f"UA 7.1: {where} uses mark {n} twice" for n in marks if marks[n] > 1)
        if "/StructParents" not in page:
            yield f"UA 7.1: {where} does not lead to the structure"
            continue
        table = owners.get(int(page.StructParents))
        yield from _owned(page, where, set(marks), table, claimed)


def _owned(page: Any, where: str, marks: set[int], table: Any, claimed: Any) -> Iterator[str]:
    """Each mark has an owner in the parent tree, and that element holds the mark."""
    known = list(table) if isinstance(table, pikepdf.Array) else []
    for n in sorted(marks):
        owner = known[n] if n < len(known) else None
        if owner is None:
            yield f"UA 7.1: {where} has marked content {n} that no element owns"
        elif claimed.get((page.objgen, n)) != owner.objgen:
            yield f"UA 7.1: {where}: the owner of content {n} does not know it"
    for page_id, n in claimed:
        if page_id == page.objgen and n not in marks:
            yield f"UA 7.1: {where}: an element owns content {n} that is not drawn"


def _marks(page: Any, where: str, wrong: list[str]) -> Iterator[int]:
    """The numbers of marked content on a page, in order; what is wrong goes into `wrong`."""
    inside: list[str] = []
    for one in pikepdf.parse_content_stream(page):
        operator = str(one.operator)
        if operator in ("BDC", "BMC"):
            given = one.operands[1] if operator == "BDC" else {}
            artifact = str(one.operands[0]) == "/Artifact"
            numbered = isinstance(given, pikepdf.Dictionary) and "/MCID" in given
            if numbered and not artifact:
                yield int(given.MCID)
            inside.append("artifact" if artifact else "tagged" if numbered else "other")
            if {"artifact", "tagged"} <= set(inside):
                wrong.append(f"UA 7.1: {where} has an artifact in tagged content, or the reverse")
        elif operator == "EMC":
            inside.pop()
        elif operator in _PAINTS and not {"artifact", "tagged"} & set(inside):
            wrong.append(f"UA 7.1: {where} draws something ({operator}) that is not tagged")


def _claimed(pdf: pikepdf.Pdf) -> dict[tuple[Any, int], Any]:
    """(page, mark) -> the element of the tree that holds it."""
    found: dict[tuple[Any, int], Any] = {}
    for element in elements(pdf.Root.StructTreeRoot):
        for kid in kids(element):
            if isinstance(kid, int):
                found[element.Pg.objgen, kid] = element.objgen
            elif isinstance(kid, pikepdf.Dictionary) and kid.get("/Type") == "/MCR":
                found[kid.get("/Pg", element.get("/Pg")).objgen, int(kid.MCID)] = element.objgen
    return found


def _number_tree(node: Any) -> dict[int, Any]:
    if node is None:
        return {}
    found: dict[int, Any] = {}
    numbers = list(node.get("/Nums", []))
    found |= {int(key): value for key, value in zip(numbers[::2], numbers[1::2], strict=True)}
    for kid in node.get("/Kids", []):
        found |= _number_tree(kid)
    return found


def kids(element: Any) -> list[Any]:
    inner = element.get("/K", [])
    return list(inner) if isinstance(inner, pikepdf.Array) else [inner]


def elements(root: Any) -> Iterator[Any]:
    """All elements under this one, in reading order."""
    for kid in kids(root):
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield kid
            yield from elements(kid)
