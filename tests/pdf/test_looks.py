"""The two layouts of the demo, printed from the same evaluation: each its own, and both sound."""

import io
import itertools
import json
import subprocess
from collections.abc import Iterator
from dataclasses import replace

import pikepdf
import pytest

from pwa.demo.cast import FOLDER
from pwa.pdf.look import Look, look_of, shade
from pwa.pdf.sample import samples
from tests.pdf.hours_sample import HOURS
from tests.pdf.samples import SAMIRA, TESFAY
from tests.pdf.test_renderer import elements, in_order


def looks() -> dict[str, Look]:
    found = {}
    for one in json.loads((FOLDER / "layouts.json").read_text("utf-8"))["layouts"]:
        texts = {k: v if isinstance(v, str) else "\n".join(v) for k, v in one["texts"].items()}
        texts["logo_words"] = one["logo_words"]
        found[one["where"]] = look_of(texts, (FOLDER / one["logo"]).read_bytes())
    return found


LOOKS = looks()
FULL, EMPTY = samples("Gemeente Kessenbroek")
DOCUMENTS = {"samira": SAMIRA, "tesfay": TESFAY, "full": FULL, "empty": EMPTY, "hours": HOURS}
EVERY = list(itertools.product(LOOKS, DOCUMENTS))


@pytest.fixture(scope="module")
def dressed(pdf_process) -> dict[tuple[str, str], bytes]:
    return {(look, name): pdf_process.render(DOCUMENTS[name], LOOKS[look]) for look, name in EVERY}


@pytest.fixture
def opened(dressed, request) -> Iterator[pikepdf.Pdf]:
    with pikepdf.open(io.BytesIO(dressed[request.param])) as pdf:
        yield pdf


def test_the_same_evaluation_gives_two_clearly_different_papers(dressed, words_of):
    one, other = (words_of(dressed[look, "full"]) for look in LOOKS)
    assert "Eindevaluatie van" in one and "Eindverslag van" in other
    assert "Beste Vera Voorbeeld," in other and "Beste" not in one
    assert one.index("Wat ik er zelf van vind") < one.index("Waar je nu staat")
    assert other.index("ONS ADVIES") > other.index("PROFIEL EN GROEI")
    for text in (one, other):
        assert "Ik help wel. Vraag het de anderen." in " ".join(text.split())
        assert "Deze mensen en dit bedrijf bestaan niet." in " ".join(text.split())


@pytest.mark.parametrize("opened", EVERY, indirect=True, ids="-".join)
def test_both_norms_hold_in_every_look(opened):
    with opened.open_metadata() as said:
        assert (said["pdfaid:part"], said["pdfaid:conformance"]) == ("3", "A")
        assert said["pdfuaid:part"] == "1"
    assert str(opened.Root.Lang) == "nl"
    tags = [str(one.S)[1:] for one in in_order(opened.Root.StructTreeRoot.K[0])]
    levels = [int(tag[1]) for tag in tags if tag in {"H1", "H2", "H3"}]
    assert levels[0] == 1 and levels.count(1) == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))
    figures = [str(one.get("/Alt", "")) for one in elements(opened) if one.S == "/Figure"]
    assert figures and all(figures)
    assert any("Kessenbroek" in words or "Veldrade" in words for words in figures)
    for page in opened.pages:
        for font in page.Resources.Font.values():
            assert "/FontFile2" in font.DescendantFonts[0].FontDescriptor


@pytest.mark.parametrize("opened", EVERY, indirect=True, ids="-".join)
def test_pictures_are_plain_and_opaque(opened):
    found = [one for page in opened.pages for one in page.Resources.get("/XObject", {}).values()]
    images = [one for one in found if one.Subtype == "/Image"]
    assert images
    for one in images:
        assert "/SMask" not in one and not one.get("/Interpolate", False)


@pytest.mark.parametrize("at", EVERY, ids="-".join)
def test_qpdf_finds_nothing_wrong(dressed, at, tmp_path):
    file = tmp_path / "checked.pdf"
    file.write_bytes(dressed[at])
    done = subprocess.run(["qpdf", "--check", str(file)], capture_output=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("look", LOOKS)
def test_the_same_look_gives_the_same_bytes_and_another_colour_other_ones(
    pdf_process, dressed, look
):
    assert pdf_process.render(SAMIRA, LOOKS[look]) == dressed[look, "samira"]
    other = pdf_process.render(SAMIRA, replace(LOOKS[look], accent="#333333"))
    assert identifier(other) != identifier(dressed[look, "samira"])
    without = pdf_process.render(SAMIRA, replace(LOOKS[look], logo=b""))
    assert identifier(without) != identifier(dressed[look, "samira"])


def identifier(raw: bytes) -> bytes:
    with pikepdf.open(io.BytesIO(raw)) as pdf:
        return bytes(pdf.trailer.ID[0])


@pytest.mark.parametrize(("look", "place"), [("kessenbroek", 0), ("veldrade", -1)])
def test_concept_stands_where_no_background_covers_it(dressed, look, place):
    """Under our own words; over a style sheet that may have backgrounds, and letting it through."""
    with pikepdf.open(io.BytesIO(dressed[look, "tesfay"])) as pdf:
        for page in pdf.pages:
            ops = [str(one.operator) for one in pikepdf.parse_content_stream(page)]
            marks = [n for n, one in enumerate(ops) if one == "BMC"]
            assert ("gs" in ops[marks[place] :][:4]) is (look == "veldrade")
            if look == "veldrade":
                assert str(page.Resources.ExtGState["/across"].BM) == "/Multiply"


def test_a_colour_is_one_everywhere_and_its_tints_with_it(pdf_process):
    plain, red = (pdf_process.render(SAMIRA, Look(accent=c)) for c in ("#0d4f5c", "#8a1c1c"))
    assert plain != red
    assert shade("#000000", "#ffffff", 0.5) == "#808080"


def test_only_optional_parts_can_be_left_out(pdf_process, words_of):
    some = Look(hidden=("company", "goals", "attendance", "evidence", "signatures"))
    text = words_of(pdf_process.render(SAMIRA, some))
    for gone in ("Het bedrijf in eigen woorden", "Doelen", "Aanwezigheid"):
        assert gone not in text
    for there in ("Wat we zagen", "Handtekeningen", "Profiel en groei"):
        assert there in text
