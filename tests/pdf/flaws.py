"""Ways to break a good PDF, each with the rule that has to notice."""

from collections.abc import Callable
from typing import Any

import pikepdf

from tests.pdf.norms_content import elements

Pdf = pikepdf.Pdf
D, N, A = pikepdf.Dictionary, pikepdf.Name, pikepdf.Array


def root(pdf: Pdf) -> Any:
    return pdf.Root


def page(pdf: Pdf) -> Any:
    return pdf.pages[0]


def tree(pdf: Pdf) -> Any:
    return pdf.Root.StructTreeRoot


def link(pdf: Pdf) -> Any:
    return pdf.pages[0].Annots[0]


def target(pdf: Pdf) -> Any:
    return link(pdf).A


def attachment(pdf: Pdf) -> Any:
    return pdf.attachments["proef.json"].obj


def font(pdf: Pdf) -> Any:
    return next(iter(pdf.pages[0].Resources.Font.values()))


def font_file(pdf: Pdf) -> Any:
    return font(pdf).DescendantFonts[0].FontDescriptor


def tag(kind: str, key: str = "") -> Callable[[Pdf], Any]:
    """The first element of this kind, or what it holds under `key`."""

    def find(pdf: Pdf) -> Any:
        found = next(one for one in elements(tree(pdf)) if f"/{kind}" == one.S)
        return found[key] if key else found

    return find


def lose(what: Callable[[Pdf], Any], key: str) -> Callable[[Pdf], None]:
    return lambda pdf: what(pdf).__delitem__(key)


def put(what: Callable[[Pdf], Any], key: str, value: Any) -> Callable[[Pdf], None]:
    return lambda pdf: what(pdf).__setitem__(key, value)


def say(before: bytes, after: bytes) -> Callable[[Pdf], None]:
    """Other metadata."""

    def change(pdf: Pdf) -> None:
        said = pdf.Root.Metadata.read_bytes()
        assert before in said
        pdf.Root.Metadata.write(said.replace(before, after))

    return change


def draw(extra: bytes) -> Callable[[Pdf], None]:
    """More on the first page."""

    def add(pdf: Pdf) -> None:
        first = pdf.pages[0]
        first.Contents = pdf.make_stream(first.Contents.read_bytes() + b"\n" + extra)

    return add


def empty_box(pdf: Pdf) -> None:
    name = next(iter(pdf.pages[0].Resources.Font.keys())).encode()
    draw(b"/Artifact BMC BT %s 9 Tf <0000> Tj ET EMC" % name)(pdf)


def odd_file(pdf: Pdf) -> None:
    pdf.Root["/Extra"] = pdf.make_indirect(D(Type=N.Filespec, F="a.txt"))


def no_letters(pdf: Pdf) -> None:
    font(pdf).ToUnicode.write(b"1 beginbfchar <0001> <0000> endbfchar")


def same_names(pdf: Pdf) -> None:
    for one in elements(tree(pdf)):
        if one.S == "/TH":
            one.ID = "x"


def short_row(pdf: Pdf) -> None:
    del tag("TBody")(pdf).K[0].K[0]


OFF_THE_PAGE = A([0, 900, 9, 909])
SCRIPT = D(S=N.JavaScript, JS="app.alert(1)")

FLAWS: dict[str, tuple[Callable[[Pdf], None], str]] = {
    "another part of PDF/A": (say(b'part="3"', b'part="2"'), "A 6.6.4"),
    "no PDF/UA": (say(b"pdfuaid:part>1", b"pdfuaid:part>2"), "UA 5"),
    "no title": (say(b">Proef<", b"> <"), "UA 7.1: the metadata"),
    "not marked": (lose(root, "/MarkInfo"), "UA 7.1: MarkInfo"),
    "no language": (lose(root, "/Lang"), "UA 7.2: the document"),
    "title not shown": (lose(root, "/ViewerPreferences"), "UA 7.1: the title"),
    "no outline": (lose(root, "/Outlines"), "UA 7.17"),
    "no tree": (lose(root, "/StructTreeRoot"), "UA 7.1: there is no"),
    "no output intent": (lose(root, "/OutputIntents"), "A 6.2.3"),
    "script": (put(root, "/OpenAction", SCRIPT), "A 6.5.1: an action"),
    "link to a script": (put(target, "/URI", "javascript:alert(1)"), "A 6.5.1: a link"),
    "link to a file": (put(target, "/URI", "file:///etc/passwd"), "A 6.5.1: a link"),
    "link to a program": (put(link, "/A", D(S=N.Launch)), "A 6.5.1"),
    "link without words": (lose(link, "/Contents"), "UA 7.18.1"),
    "hidden link": (put(link, "/F", 6), "A 6.3.2"),
    "no tab order": (lose(page, "/Tabs"), "UA 7.18.3"),
    "link outside the tree": (put(tag("Link"), "/K", A()), "UA 7.18.5"),
    "attachment of nothing": (lose(attachment, "/AFRelationship"), "A 6.8"),
    "attachment not listed": (lose(root, "/AF"), "A 6.8"),
    "file from outside": (odd_file, "A 6.8: a file is named"),
    "font outside": (lose(font_file, "/FontFile2"), "A 6.2.11.4"),
    "font without letters": (lose(font, "/ToUnicode"), "UA 7.21.7"),
    "letters of nothing": (no_letters, "UA 7.21.7"),
    "empty box": (empty_box, "A 6.2.11.8"),
    "untagged stroke": (draw(b"0 0 m 9 9 l S"), "UA 7.1: page 1 draws"),
    "nobody's content": (draw(b"/P <</MCID 900>> BDC EMC"), "UA 7.1: page 1 has"),
    "content twice": (draw(b"/P <</MCID 0>> BDC EMC"), "UA 7.1: page 1 uses"),
    "artifact around": (
        draw(b"/Artifact BMC /P <</MCID 0>> BDC EMC EMC"), "UA 7.1: page 1 has an artifact",
    ),
    "page without a way in": (lose(page, "/StructParents"), "UA 7.1: page 1 does"),
    "skipped heading": (put(tag("H2"), "/S", N.H4), "UA 7.4: a level"),
    "two titles": (put(tag("H2"), "/S", N.H1), "UA 7.4: the headings"),
    "unknown tag": (put(tag("P"), "/S", N.Verhaal), "UA 7.1: the tag"),
    "role of a standard tag": (put(tree, "/RoleMap", D(P=N.Span)), "UA 7.1: the standard"),
    "lost parent": (lose(tag("P"), "/P"), "UA 7.1: a P does not know"),
    "cell without scope": (lose(tag("TH", "/A"), "/Scope"), "UA 7.5: a header"),
    "header that is not there": (put(tag("TD", "/A"), "/Headers", A(["weg"])), "UA 7.5: a cell"),
    "short row": (short_row, "UA 7.2: the rows"),
    "cell in a list": (put(tag("LI"), "/S", N.TD), "UA 7.2: TD stands in L"),
    "same name twice": (same_names, "UA 7.1: the name x"),
    "names not listed": (lose(tree, "/IDTree"), "UA 7.1: the names"),
    "figure without words": (lose(tag("Figure"), "/Alt"), "UA 7.3: a figure has"),
    "figure off the page": (put(tag("Figure", "/A"), "/BBox", OFF_THE_PAGE), "UA 7.3: a figure s"),
}  # fmt: skip
