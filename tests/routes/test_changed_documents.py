"""Random flips and edits of a sealed document: the page accepts none, nor do two other readers.

What only touches the padding of the seal (or spells the same seal in other digits) is changed for
the page, which compares the whole file; pyHanko and pdfsig look at the signature and do not see it.
"""

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from pwa.config import Config
from pwa.models import Blob, Document
from pwa.services import document_seals, rates
from tests.evaluation_case import Case
from tests.routes.test_verification import SAME, bring
from tests.seal_case import Reader, changes, only_spelling
from tests.seal_certificates import Given, given


@pytest.fixture
def authority(tmp_path: Path) -> Iterator[Given]:
    """Documents are sealed with a certificate that the other reader can be told to trust."""
    files = given(tmp_path)
    before = document_seals._Settings.config
    document_seals.use(
        Config(data=tmp_path, seal_file=str(files.file),
               seal_passphrase_file=str(files.passphrase_file))
    )  # fmt: skip
    yield files
    document_seals.use(before)


@pytest.mark.parametrize(
    "count", [pytest.param(40), pytest.param(500, marks=pytest.mark.slow)], ids=["some", "many"]
)
def test_no_change_is_accepted(app, cast, browse, authority, tmp_path, monkeypatch, count):
    monkeypatch.setattr(rates, "take", lambda *_who, **_most: None)
    Case(cast).to("final")
    pdf = bytes(Blob.get_by_id(Document.get().blob_id).data)
    reader, visitor, seen = Reader(tmp_path, authority.authority), browse(checks=False), Counter()
    assert SAME in bring(visitor, pdf).text and reader.calls_valid(pdf)
    for what, changed in changes(pdf, count, seed=count):
        page = bring(visitor, changed)
        assert page.status == 200 and SAME not in page.text, what
        spelled = only_spelling(pdf, changed)
        seen["padding" if spelled else "changed" if "is veranderd" in page.text else "other"] += 1
        if not spelled:
            assert not document_seals.inspect(changed).whole, what
            assert not reader.calls_valid(changed), what
    print(f"{count} changes, 0 accepted: {dict(seen)}")
