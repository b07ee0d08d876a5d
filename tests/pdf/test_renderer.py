"""The finished file, opened again: norms, tags, fonts, bytes."""

import io
import itertools
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pikepdf
import pytest

from tests.pdf.samples import EMPTY, SAMIRA, TESFAY, with_notes

SAMPLES = ["samira", "tesfay", "empty", "hours"]


@pytest.fixture
def opened(printed, request) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(printed[request.param])) as pdf:
        yield pdf


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    waiting = list(pdf.Root.StructTreeRoot.K)
    while waiting:
        element = waiting.pop()
        if isinstance(element, pikepdf.Dictionary) and "/S" in element:
            yield element
            kids = element.get("/K", [])
            waiting.extend(kids if isinstance(kids, pikepdf.Array) else [kids])


@pytest.mark.parametrize("opened", SAMPLES, indirect=True)
def test_it_names_both_norms_and_its_language(opened):
    with opened.open_metadata() as said:
        assert said["pdfaid:part"] == "3"
        assert said["pdfaid:conformance"] == "A"
        assert said["pdfuaid:part"] == "1"
    assert str(opened.Root.Lang) == "nl"
    assert bool(opened.Root.MarkInfo.Marked)
    assert bool(opened.Root.ViewerPreferences.DisplayDocTitle)
    assert "OutputIntents" in str(opened.Root.keys())


def test_the_metadata_are_one_rdf_that_describes_its_own_extension(printed):
    with pikepdf.open(io.BytesIO(printed["samira"])) as pdf:
        raw = pdf.Root.Metadata.read_bytes()
    assert raw.count(b"RDF>") == 1  # the closing tag of one block
    assert b"http://www.aiim.org/pdfua/ns/id/" in raw
    assert b"/extension/" in raw


@pytest.mark.parametrize("opened", SAMPLES, indirect=True)
def test_every_page_has_a_table_of_its_tagged_content(opened):
    owned = {element.objgen for element in elements(opened)}
    numbers = opened.Root.StructTreeRoot.ParentTree.Nums
    for entry in list(numbers)[1::2]:
        if isinstance(entry, pikepdf.Array):
            assert all(e is None or e.objgen in owned for e in entry)


@pytest.mark.parametrize("opened", SAMPLES, indirect=True)
def test_headings_step_down_one_level_at_a_time_from_one_title(opened):
    tags = [str(e.S)[1:] for e in in_order(opened.Root.StructTreeRoot.K[0])]
    levels = [int(tag[1]) for tag in tags if tag in {"H1", "H2", "H3", "H4"}]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def in_order(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, pikepdf.Array) else [kids]:
        if isinstance(kid, pikepdf.Dictionary) and "/S" in kid:
            yield from in_order(kid)


def test_every_header_cell_has_a_scope_and_an_id_that_is_listed(pdf_process):
    with pikepdf.open(io.BytesIO(pdf_process.render(with_notes(40)))) as pdf:
        heads = [e for e in elements(pdf) if e.S == "/TH"]
        listed = [str(n) for n in list(pdf.Root.StructTreeRoot.IDTree.Kids[0].Names)[::2]]
        assert {str(e.A.Scope) for e in heads} == {"/Row", "/Column"}
        assert sorted(str(e.ID) for e in heads) == sorted(listed)
        assert len(set(listed)) == len(listed)


def test_every_data_cell_points_to_headers_that_exist(printed):
    with pikepdf.open(io.BytesIO(printed["samira"])) as pdf:
        cells = list(elements(pdf))
        ids = {str(e.ID) for e in cells if e.S == "/TH"}
        named = [[str(h) for h in e.A.Headers] for e in cells if e.S == "/TD"]
    corners = sum(1 for headers in named if not headers)
    assert corners == len(SAMIRA.profile) + 1  # the profile's tables and the signatures
    assert {name for headers in named for name in headers} <= ids


def test_every_figure_has_words(printed):
    with pikepdf.open(io.BytesIO(printed["samira"])) as pdf:
        words = [str(e.get("/Alt", "")) for e in elements(pdf) if e.S == "/Figure"]
    said = "Werktempo: nu lukt zelfstandig, de vorige keer lukt nog niet, eigen kijk lukt met hulp."
    assert said in words
    assert all(words)


@pytest.mark.parametrize("opened", SAMPLES, indirect=True)
def test_all_fonts_are_inside_the_file(opened):
    fonts = [f for page in opened.pages for f in page.Resources.Font.values()]
    assert fonts
    for font in fonts:
        assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor
        assert "/ToUnicode" in font


def test_headings_are_an_outline(printed):
    with pikepdf.open(io.BytesIO(printed["samira"])) as pdf, pdf.open_outline() as outline:
        chapters = [str(child.title) for child in outline.root[0].children]
    assert chapters[:2] == ["Het bedrijf in eigen woorden", "Doelen"]
    assert chapters[-1] == "Handtekeningen"


def test_the_same_document_gives_the_same_bytes_whatever_was_printed_before(pdf_process, printed):
    pdf_process.render(TESFAY)
    assert pdf_process.render(SAMIRA) == printed["samira"]
    pdf_process.close()
    assert pdf_process.render(SAMIRA) == printed["samira"]


@pytest.mark.parametrize("opened", SAMPLES, indirect=True)
def test_running_heads_and_page_numbers_are_artifacts(opened):
    parents = list(opened.Root.StructTreeRoot.ParentTree.Nums)[1::2]
    for page, owners in zip(opened.pages, parents, strict=False):
        operators = pikepdf.parse_content_stream(page)
        marks = [one.operands for one in operators if str(one.operator) in {"BDC", "BMC"}]
        owned = {int(mark[1].MCID) for mark in marks if len(mark) == 2}
        assert owned == {n for n, owner in enumerate(owners) if owner is not None}
        assert sum(1 for mark in marks if str(mark[0]) == "/Artifact") >= 3


def test_the_concept_mark_is_drawn_under_each_page_that_is_not_final(printed):
    for name, marks in (("tesfay", 1), ("samira", 0)):
        with pikepdf.open(io.BytesIO(printed[name])) as pdf:
            first = [page.Contents.read_bytes()[:40] for page in pdf.pages]
        assert all(start.startswith(b"/Artifact BMC\nq\n0.9") is bool(marks) for start in first)


def test_another_word_lies_under_each_page_of_what_was_replaced(pdf_process, printed):
    replaced = pdf_process.render(replace(EMPTY, final=True, replaced=True))
    with pikepdf.open(io.BytesIO(replaced)) as old, pikepdf.open(io.BytesIO(printed["empty"])) as d:
        drawn = {page.Contents.read_bytes().partition(b"EMC")[0] for page in old.pages}
        concept = d.pages[0].Contents.read_bytes().partition(b"EMC")[0]
    assert len(drawn) == 1 and concept not in drawn
    assert drawn.pop().startswith(b"/Artifact BMC\nq\n0.9")


def test_the_content_is_attached_for_machines(printed):
    with pikepdf.open(io.BytesIO(printed["samira"])) as pdf:
        attached = pdf.attachments["evaluatie.json"]
        assert attached.get_file().read_bytes() == SAMIRA.content_json.encode()
        assert str(attached.obj.AFRelationship) == "/Data"


@pytest.mark.parametrize("name", SAMPLES)
def test_qpdf_finds_nothing_wrong(printed, name, tmp_path):
    file = tmp_path / "checked.pdf"
    file.write_bytes(printed[name])
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
