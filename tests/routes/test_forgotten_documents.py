"""Whoever holds a document whose time is over still hears that it was real."""

from pathlib import Path
from typing import Any

import pytest

from pwa.models import Blob, Document
from tests.people import Cast
from tests.retention_case import ALL_GOES, Finished


def test_the_code_answers_after_the_document_is_gone(
    browse: Any, cast: Cast, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    finished = Finished(cast, monkeypatch, tmp_path)
    code = Document.get().code
    pdf = bytes(Blob.get_by_id(Document.get().blob_id).data)
    finished.run(ALL_GOES, restored=True)
    assert Document.select().count() == 0
    page = browse(None).get(f"/controle/{code}")
    assert page.status == 200
    assert "Echt, en hier gewist" in page.text
    assert "De bewaartermijn is voorbij" in page.text
    assert "Amina" not in page.text
    assert pdf not in b"".join(bytes(one.data) for one in Blob.select())
