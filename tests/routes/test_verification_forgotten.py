"""What anybody still hears of a document whose time was over: that it was real, and its warning."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest

from pwa.config import Config
from pwa.database import transaction
from pwa.models import Document, ForgottenDocument
from pwa.models.documents import newest_of
from pwa.services import audit_keys, forgetting, retention
from tests.evaluation_case import Case
from tests.privacy_case import open_case, remove
from tests.retention_case import ALL_GOES, on
from tests.routes.test_verification import bring, correct, file_of, final
from tests.seal_case import seal_of

__all__ = ["final"]


@pytest.fixture
def forget(tmp_path) -> Iterator[Callable[[], None]]:
    """Go on to after the last term: everything about the placement is forgotten."""
    keys = audit_keys.load(Config(data=tmp_path))
    with ExitStack() as later:

        def go() -> None:
            later.enter_context(on(ALL_GOES))
            retention.run(keys, "command", restored=True)
            assert Document.select().count() == 0

        yield go


def test_what_was_forgotten_is_called_real_and_gone_by_code_and_by_file(browse, final, forget):
    """A newer version is not denied: nothing that could tell is left."""
    row = Document.get()
    code, pdf = row.code, file_of(row)
    forget()
    by_code, by_file = browse().get(f"/controle/{code}"), bring(browse(), pdf)
    assert "Echt, en hier gewist" in by_code.text
    assert "Echt en niet veranderd, en hier gewist" in by_file.text
    for page in (by_code, by_file):
        assert "Eindevaluatie" in page.text
        assert "nieuwere versie" not in page.text and "ingetrokken" not in page.text


def test_a_withdrawn_file_keeps_its_warning_when_all_of_it_is_forgotten(
    browse, cast, final, forget
):
    row = Document.get()
    code, pdf = row.code, file_of(row)
    remove(cast, open_case(cast), "Nauwkeurig")
    clean = file_of(newest_of(final.ev))
    forget()
    for page in (browse().get(f"/controle/{code}"), bring(browse(), pdf)):
        assert "en hier gewist" in page.text
        assert "Toen was dit al vervangen of ingetrokken" in page.text
    page = bring(browse(), clean)
    assert "en hier gewist" in page.text and "ingetrokken" not in page.text


def test_a_replaced_file_keeps_its_warning_when_all_of_it_is_forgotten(browse, final, forget):
    row = Document.get()
    code, pdf = row.code, file_of(row)
    final.ev = correct(final)
    final.freeze()
    final._seen(), final._decided(), final._final()
    forget()
    for page in (browse().get(f"/controle/{code}"), bring(browse(), pdf)):
        assert "Toen was dit al vervangen of ingetrokken" in page.text


def test_a_copy_that_was_changed_where_no_seal_looks_is_still_called_changed(browse, cast, forget):
    """Only the digits of the seal are spelled otherwise: the seal itself still holds."""
    Case(cast).to("final")
    pdf = file_of(Document.get())
    start, padding, _end = seal_of(pdf)
    digits = pdf[start:padding]
    other = digits.upper() if digits.upper() != digits else digits.lower()
    spelled = pdf[:start] + other + pdf[padding:]
    assert spelled != pdf and "Dit bestand is veranderd" in bring(browse(), spelled).text
    forget()
    assert "Dit bestand is veranderd" in bring(browse(), spelled).text
    assert "Echt en niet veranderd, en hier gewist" in bring(browse(), pdf).text


def test_which_one_was_replaced_is_known_in_whatever_order_they_go(cast, final, monkeypatch):
    """Also when the one that took its place goes first, in another statement."""
    monkeypatch.setattr(forgetting, "PIECE", 1)
    old = Document.get()
    remove(cast, open_case(cast), "Nauwkeurig")
    with transaction():
        forgetting.remove(Document, [newest_of(final.ev).id, old.id], forgetting.Removed())
    left = {row.code: row.current for row in ForgottenDocument.select()}
    assert left.pop(old.code) is False and list(left.values()) == [True]
