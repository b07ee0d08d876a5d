"""What a company had written before there were drafts stays what everybody reads."""

from pwa import migrations
from pwa.clock import now
from pwa.database import db, transaction
from pwa.domain.ids import uuid7
from pwa.domain.profiles import ProfileState
from pwa.models import EmployerProfile, Organisation

WORDS = ("makes", "proud_of", "how_we_work", "good_colleague", "hard_here", "developments",
         "house_rules", "safety")  # fmt: skip


def insert(table: str, **values: object) -> None:
    columns = ", ".join(f'"{name}"' for name in values)
    marks = ", ".join([db.param] * len(values))
    db.execute_sql(f'INSERT INTO "{table}" ({columns}) VALUES ({marks})', list(values.values()))


def test_a_profile_from_before_is_published_by_who_wrote_it(empty_database: str) -> None:
    company, row = uuid7(), uuid7()
    moment = now().replace(tzinfo=None)
    with transaction():
        for name in ("0001_first", "0002_photos"):
            migrations.run_sql(db.obj, name)
        insert("organisation", id=company.hex, kind="employer", name="De Linie", place="", phone="",
               company_signs=False, made_at=moment)  # fmt: skip
        insert("employer_profile", id=row.hex, organisation_id=company.hex, version=3,
               made_at=moment, **dict.fromkeys(WORDS, "Oud."))  # fmt: skip
        migrations.run_sql(db.obj, "0003_profile")
    kept = EmployerProfile.get_by_id(row)
    assert (kept.version, kept.safety, kept.languages) == (3, "Oud.", "")
    assert (kept.state, kept.published_at, kept.touched) == (ProfileState.PUBLISHED, now(), {})
    assert Organisation.select().count() == 1
