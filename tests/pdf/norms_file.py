"""Rules about the file as a whole: metadata, colours, attachments, actions, annotations."""

from collections.abc import Iterator
from typing import Any

import pikepdf

_FORBIDDEN = {
    "/JavaScript", "/Launch", "/Sound", "/Movie", "/ResetForm", "/ImportData", "/Hide",
    "/SetOCGState", "/Rendition", "/Trans", "/GoTo3DView", "/GoToR", "/GoToE", "/SubmitForm",
}  # fmt: skip
_ADDRESSES = ("http://", "https://", "mailto:", "tel:")
_RELATIONS = {"/Data", "/Source", "/Alternative", "/Supplement", "/Unspecified"}
_PRINT, _UNSEEN = 4, 1 | 2 | 32  # flags of an annotation: print; invisible, hidden, no view


def problems(pdf: pikepdf.Pdf, raw: bytes) -> Iterator[str]:
    yield from _head(pdf, raw)
    yield from _metadata(pdf)
    yield from _catalog(pdf)
    yield from _intent(pdf)
    yield from _attachments(pdf)
    for number, page in enumerate(pdf.pages, start=1):
        yield from _annotations(page, f"page {number}")
    for thing in pdf.objects:
        yield from _object(thing)


def _head(pdf: pikepdf.Pdf, raw: bytes) -> Iterator[str]:
    if not raw.startswith(b"%PDF-1.") or raw[7:8] > b"7":
        yield "A 6.1.2: the head is not that of PDF 1.7 or before"
    if not all(byte > 127 for byte in raw.split(b"\n", 2)[1][1:5]):
        yield "A 6.1.2: no binary comment after the head"
    if pdf.is_encrypted or "/Encrypt" in pdf.trailer:
        yield "A 6.1.3: the file is encrypted"
    if "/ID" not in pdf.trailer:
        yield "A 6.1.3: the trailer has no ID"


def _metadata(pdf: pikepdf.Pdf) -> Iterator[str]:
    if "/Metadata" not in pdf.Root:
        yield "A 6.6.2: there are no XMP metadata"
        return
    said = pdf.open_metadata()
    if (said.get("pdfaid:part"), said.get("pdfaid:conformance")) != ("3", "A"):
        yield "A 6.6.4: the metadata do not say PDF/A-3a"
    if said.get("pdfuaid:part") != "1":
        yield "UA 5: the metadata do not say PDF/UA-1"
    if not str(said.get("dc:title") or "").strip():
        yield "UA 7.1: the metadata have no title"
    if "/Title" in pdf.docinfo and str(pdf.docinfo["/Title"]) != str(said.get("dc:title")):
        yield "A 6.6.3: the title differs between metadata and information dictionary"
    described = pdf.Root.Metadata.read_bytes()
    if b"pdfuaid" in described and b"schemas>" not in described:
        yield "A 6.6.2.3: the property pdfuaid:part is not described"


def _catalog(pdf: pikepdf.Pdf) -> Iterator[str]:
    root = pdf.Root
    mark = root.get("/MarkInfo", {})
    if not mark.get("/Marked", False) or mark.get("/Suspects", False):
        yield "UA 7.1: MarkInfo does not say that the file is marked"
    if not str(root.get("/Lang", "")).strip():
        yield "UA 7.2: the document has no language"
    if not root.get("/ViewerPreferences", {}).get("/DisplayDocTitle", False):
        yield "UA 7.1: the title is not shown in the window"
    if "/OpenAction" in root and not isinstance(root.OpenAction, pikepdf.Array):
        yield "A 6.5: something happens when the file is opened"
    if "/AA" in root or any("/AA" in page for page in pdf.pages):
        yield "A 6.5.2: there are additional actions"
    if "/JavaScript" in root.get("/Names", {}):
        yield "A 6.5.1: there is JavaScript"
    with pdf.open_outline() as outline:
        if len(pdf.pages) > 1 and not outline.root:
            yield "UA 7.17: there is no outline"
        if any(not item.title.strip() for item in outline.root):
            yield "UA 7.17: an entry of the outline has no title"


def _intent(pdf: pikepdf.Pdf) -> Iterator[str]:
    intents = [i for i in pdf.Root.get("/OutputIntents", []) if i.get("/S") == "/GTS_PDFA1"]
    if len(intents) != 1 or "/DestOutputProfile" not in intents[0]:
        yield "A 6.2.3: there is no output intent with a profile"
        return
    profile = intents[0].DestOutputProfile
    if profile.get("/N") != 3 or profile.read_bytes()[36:40] != b"acsp":
        yield "A 6.2.3: the output intent holds no RGB profile"


def _attachments(pdf: pikepdf.Pdf) -> Iterator[str]:
    listed = {one.objgen for one in pdf.Root.get("/AF", [])}
    for name, attached in pdf.attachments.items():
        spec, where = attached.obj, f"attachment {name}"
        if spec.get("/AFRelationship") not in _RELATIONS:
            yield f"A 6.8: {where} does not say how it belongs to the document"
        if spec.objgen not in listed:
            yield f"A 6.8: {where} is not listed as associated"
        if not {"/F", "/UF", "/EF"} <= set(spec.keys()):
            yield f"A 6.8: {where} lacks a name or a file"
        elif not spec.EF.F.get("/Subtype") or "/ModDate" not in spec.EF.F.get("/Params", {}):
            yield f"A 6.8: {where} has no type or no date"
        if not str(spec.get("/Desc", "")).strip():
            yield f"UA 7.11: {where} has no description"


def _annotations(page: Any, where: str) -> Iterator[str]:
    found = list(page.get("/Annots", []))
    if found and page.get("/Tabs") != "/S":
        yield f"UA 7.18.3: {where} has annotations and no tab order by structure"
    for one in found:
        flags, kind = int(one.get("/F", 0)), str(one.get("/Subtype"))
        if not flags & _PRINT or flags & _UNSEEN:
            yield f"A 6.3.2: {where} has a hidden or unprinted annotation"
        if not str(one.get("/Contents", "") or one.get("/TU", "")).strip():
            yield f"UA 7.18.1: {where} has a {kind} without words"
        if "/StructParent" not in one and any(float(n) for n in one.get("/Rect", [])):
            yield f"UA 7.18.1: {where} has a {kind} outside the structure"


def _object(thing: Any) -> Iterator[str]:
    if not isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream)):
        return
    if isinstance(thing, pikepdf.Stream):
        if {"/F", "/FFilter", "/FDecodeParms"} & set(thing.keys()):
            yield "A 6.1.7: a stream lies in another file"
        filters = thing.get("/Filter", [])
        names = filters if isinstance(filters, pikepdf.Array) else [filters]
        if {"/LZWDecode", "/Crypt"} & {str(one) for one in names}:
            yield "A 6.1.7: a stream has a filter that is not allowed"
        if thing.get("/Subtype") == "/Image" and thing.get("/Interpolate", False):
            yield "A 6.2.8: an image is interpolated"
        if "/Ref" in thing or "/OPI" in thing or thing.get("/Subtype") == "/PS":
            yield "A 6.2.9: a form refers to something outside"
    for key in ("/A", "/Next", "/OpenAction"):
        action = thing.get(key)
        if isinstance(action, pikepdf.Dictionary):
            yield from _action(action)
    yield from _action(thing)
    if thing.get("/Type") == "/Filespec" and "/EF" not in thing:
        yield "A 6.8: a file is named that does not lie inside"


def _action(thing: Any) -> Iterator[str]:
    kind = str(thing.get("/S", "")) if "/K" not in thing else ""
    if kind in _FORBIDDEN:
        yield f"A 6.5.1: an action of kind {kind[1:]} is not allowed"
    if kind == "/URI" and not str(thing.get("/URI", "")).lower().startswith(_ADDRESSES):
        yield "A 6.5.1: a link to something else than the web"
