"""Finish the tag tree that WeasyPrint writes, so that PDF/UA-1 holds in full.

What stands in page margins (running head, page number, CONCEPT) becomes an artifact and so stays
out of the reading order, as does a picture without words, which only decorates the words beside it.
A figure says where it stands in the page's own units. Header cells get a scope, and their ids
become unique when a table goes on over several pages, listed in the id tree of the norm. What goes
on of a single cell is no table.
"""

from collections.abc import Iterator
from typing import Any

import pydyf

_CELLS = ("/TH", "/TD")
_TABULAR = ("/Table", "/THead", "/TBody", "/TFoot", "/TR", "/TD")


def tidy_tags(pdf: Any) -> None:
    """Mend the tree of a finished pydyf PDF, just before it is written."""
    tree = _Tree(pdf)
    tree.drop_decoration()
    tree.place_figures()
    tree.free_the_margins()
    tree.undo_headless_tables()
    tree.name_header_cells()


class _Tree:
    def __init__(self, pdf: Any) -> None:
        self._pdf = pdf
        self._root = self._object(pdf.catalog["StructTreeRoot"])
        self._elements = dict(self._walk(self._root["K"]))

    def _object(self, reference: Any) -> Any:
        return self._pdf.objects[int(reference.split()[0])]

    def _walk(self, kids: Any) -> Iterator[tuple[Any, Any]]:
        waiting = list(reversed(kids))
        while waiting:
            kid = waiting.pop()
            if isinstance(kid, int):
                continue
            element = self._object(kid)
            if "S" not in element:  # the object of a link
                continue
            yield kid, element
            waiting.extend(reversed(element.get("K", ())))

    def drop_decoration(self) -> None:
        """Take figures without words out of the tree; their marks are then loose."""
        plain = {
            reference
            for reference, element in self._elements.items()
            if element["S"] == "/Figure" and "Alt" not in element
        }
        for element in self._elements.values():
            if not plain.isdisjoint(element.get("K", ())):
                element["K"] = pydyf.Array([kid for kid in element["K"] if kid not in plain])
        for reference in plain:
            del self._elements[reference]

    def place_figures(self) -> None:
        """Say where figures stand as PDF counts: in points, from below (ISO 32000-1, 14.8.5.4.3).

        WeasyPrint writes CSS pixels from above.
        """
        for element in self._elements.values():
            if element["S"] == "/Figure":
                top = float(self._object(element["Pg"])["MediaBox"][3])
                left, upper, right, lower = (edge * 0.75 for edge in element["A"]["BBox"])
                element["A"]["BBox"] = pydyf.Array((left, top - lower, right, top - upper))

    def free_the_margins(self) -> None:
        """Turn marked content that no element of the tree owns into artifacts."""
        parents = self._object(self._root["ParentTree"])["Nums"]
        owners = dict(zip(parents[::2], parents[1::2], strict=True))
        for number, reference in enumerate(self._pdf.page_references):
            loose = {n for n, owner in enumerate(owners[number]) if owner not in self._elements}
            for n in loose:
                owners[number][n] = "null"
            stream = self._object(self._object(reference)["Contents"])
            _make_artifacts(stream.stream, loose)

    def undo_headless_tables(self) -> None:
        """Make plain blocks of a table without header cells: the rest of a cell that is taller than
        a page goes on as one, and its heads stand on the page before."""
        for table in [one for one in self._elements.values() if one["S"] == "/Table"]:
            inner = [table, *(one for _reference, one in self._walk(table["K"]))]
            if not any(one["S"] == "/TH" for one in inner):
                for one in inner:
                    if one["S"] in _TABULAR:
                        one["S"] = "/Div"
                        one.pop("A", None)

    def name_header_cells(self) -> None:
        """Give each header cell a scope and an id of its own, and list the ids."""
        names: dict[str, Any] = {}
        for reference, table in list(self._elements.items()):
            if table["S"] == "/Table":
                self._name_cells_of(table, f"t{int(reference.split()[0]):06}", names)
        if names:
            pairs = [part for name in sorted(names) for part in (pydyf.String(name), names[name])]
            limits = pydyf.Array([pydyf.String(min(names)), pydyf.String(max(names))])
            leaf = pydyf.Dictionary({"Names": pydyf.Array(pairs), "Limits": limits})
            self._pdf.add_object(leaf)
            tree = pydyf.Dictionary({"Kids": pydyf.Array([leaf.reference])})
            self._pdf.add_object(tree)
            self._root["IDTree"] = tree.reference

    def _name_cells_of(self, table: Any, prefix: str, names: dict[str, Any]) -> None:
        renamed: dict[str, str] = {}
        cells = [(ref, cell) for ref, cell in self._walk(table["K"]) if cell["S"] in _CELLS]
        for reference, cell in cells:
            if cell["S"] == "/TH" and "ID" in cell:
                name = f"{prefix}-{len(renamed):04}"
                renamed[cell["ID"].string] = name
                names[name] = reference
                cell["ID"] = pydyf.String(name)
                cell["A"]["Scope"] = self._scope_of(cell)
        for _, cell in cells:
            for place, header in enumerate(cell.get("A", {}).get("Headers", ())):
                cell["A"]["Headers"][place] = pydyf.String(renamed[header.string])

    def _scope_of(self, cell: Any) -> str:
        row = self._object(cell["P"])
        return "/Column" if self._object(row["P"])["S"] == "/THead" else "/Row"


def _make_artifacts(operators: list[Any], loose: set[int]) -> None:
    """Replace `/Tag <</MCID n>> BDC` by `/Artifact BMC` for these marks."""
    for place, item in enumerate(operators):
        if isinstance(item, pydyf.Dictionary) and item.get("MCID") in loose:
            operators[place - 1 : place + 2] = ["/Artifact", b"", b"BMC"]
