"""Documents of before there were seals keep their file, their code and their successor."""

from typing import Any

import pytest

from pwa import migrations
from pwa.database import db, is_postgresql, transaction
from pwa.domain.documents import DocumentKind
from pwa.domain.ids import uuid7
from pwa.models import AgreementVersion, Document, SealCertificate
from pwa.models.evaluation_facts import version_of
from tests.agreement_case import Case as AgreementCase
from tests.evaluation_case import Case, quick_pdf
from tests.people import Cast
from tests.test_migration_profiles import insert

OLD = {"document": "0001_first", "agreement_document": "0007_agreement"}


def as_it_was() -> None:
    """The two tables as they were made then, empty."""
    kind = "postgresql.sql" if is_postgresql() else "sqlite.sql"
    for table in (Document, SealCertificate):
        table.drop_table()
    for table, name in OLD.items():
        text = (migrations.FOLDER / name / kind).read_text("utf-8")
        for statement in text.splitlines():
            if f'TABLE "{table}"' in statement or f'ON "{table}"' in statement:
                db.execute_sql(statement.removesuffix(";"))


def kept(frozen: Any, code: str, **facts: Any) -> dict[str, Any]:
    return {
        "id": uuid7().hex, "blob_id": frozen.pdf.id.hex,
        "pdf_hash": frozen.pdf_hash, "code": code,
        "made_at": frozen.pdf.made_at.replace(tzinfo=None), **facts,
    }  # fmt: skip


def test_documents_of_both_tables_come_along(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    quick_pdf(monkeypatch)
    case, other = Case(cast), AgreementCase(cast).offered()
    case.to("final")
    frozen, signed = version_of(case.ev), AgreementVersion.get()
    with transaction():
        as_it_was()
        new = kept(frozen, "BBBB-BBBB-BBBB", evaluation_id=case.ev.id.hex, version=2,
                   kind="final", input_hash="new")  # fmt: skip
        insert("document", **new)
        old = kept(frozen, "AAAA-AAAA-AAAA", evaluation_id=case.ev.id.hex, version=1,
                   kind="final", input_hash="old", superseded_by_id=new["id"])  # fmt: skip
        insert("document", **old)
        insert("agreement_document", **kept(signed, "CCCC-CCCC-CCCC", version=1,
               agreement_id=other.agreement.id.hex))  # fmt: skip
        migrations.run_sql(db.obj, "0014_seal")
    first, second, third = Document.select().order_by(Document.code)
    assert (first.kind, first.certificate_id) == (DocumentKind.FINAL, None)
    assert first.superseded_by_id == second.id and second.superseded_by_id is None
    assert (third.kind, third.agreement_id) == (DocumentKind.AGREEMENT, other.agreement.id)
    assert third.input_hash == signed.content_hash
    assert "agreement_document" not in db.get_tables()
