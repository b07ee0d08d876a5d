"""The demo is whole, or says what is missing: never half of it without a word."""

import pytest
from click.testing import CliRunner

from pwa import cli, clock, demo, migrations
from pwa.config import Config
from pwa.domain.errors import NotAllowed
from pwa.domain.states import EvaluationState
from pwa.models import Evaluation
from pwa.pdf.process import PdfProcess
from pwa.services import document_seals, installation, printing
from tests.people import NOW


@pytest.fixture
def new_database(empty_database):
    migrations.migrate()


@pytest.mark.parametrize("part", ["start", "document", "seal"])
def test_on_a_machine_that_is_too_busy_nothing_is_filled_in(new_database, monkeypatch, part):
    if part == "start":
        monkeypatch.setattr("pwa.pdf.process._START_SECONDS", 0.01)
    elif part == "document":
        monkeypatch.setattr(demo, "PDF_SECONDS", 0)
        monkeypatch.setattr(printing, "_seconds", 0.01)
    else:
        monkeypatch.setattr(document_seals, "seal", _refused)
    with clock.at(NOW), pytest.raises(demo.TooBusy):
        demo.fill()
    assert installation.is_empty()


def _refused(_pdf, _pending):
    raise NotAllowed("seal_failed")


def test_a_document_of_the_demo_may_take_longer_and_after_it_no_longer(new_database, monkeypatch):
    allowed = []
    monkeypatch.setattr(demo, "_fill", lambda _pepper: allowed.append(printing.allowed()))
    before = printing.allowed()
    assert demo.fill()
    assert (allowed, printing.allowed()) == ([demo.PDF_SECONDS], before)


def test_without_the_parts_that_make_pdfs_it_says_that_nothing_is_signed(new_database, monkeypatch):
    monkeypatch.setattr(PdfProcess, "lacking", lambda _process: "no Pango")
    monkeypatch.setattr(PdfProcess, "_ready_child", lambda _process: pytest.fail("asked for a PDF"))
    with clock.at(NOW):
        filled = demo.fill()
    assert (filled.done, filled.lacking) == (True, "no Pango")
    signed = (EvaluationState.SIGNING, EvaluationState.FINAL)
    assert Evaluation.select().where(Evaluation.state.in_(signed)).count() == 0


@pytest.mark.parametrize(
    ("came", "code", "said"),
    [
        (demo.Filled(True), 0, ""),
        (demo.Filled(True, "no Pango"), 0, "nothing in it is signed: no Pango"),
        (demo.TooBusy(), 1, "too busy"),
    ],
)
def test_whoever_starts_it_reads_what_is_missing(monkeypatch, came, code, said):
    def fill(_pepper):
        if isinstance(came, demo.TooBusy):
            raise came
        return came

    monkeypatch.setattr(demo, "fill", fill)
    monkeypatch.setattr(cli, "open_data", lambda _data: Config.read({}))
    monkeypatch.setattr(cli, "_ready_to_seal", lambda _config: None)
    monkeypatch.setattr(cli, "_migrate", list)
    told = CliRunner().invoke(cli.main, ["demo"])
    assert told.exit_code == code and said in told.output
    assert ("filled in" in told.output) is (code == 0 or "nothing was filled in" in told.output)
