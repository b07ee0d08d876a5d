"""Write the models' DDL as frozen SQL: `python tools/migration.py 0001_first sqlite:///x.db ...`.

For the first migration the files are complete; for a later one, write by hand what differs and
let the test that compares both DDLs say whether it is all.
"""

import sys
from pathlib import Path

from pwa import migrations
from pwa.database import connected, is_postgresql, open_database
from pwa.models import TABLES


def main(name: str, *urls: str) -> None:
    for url in urls:
        open_database(url)
        with connected():
            text = "".join(f"{statement};\n" for statement in migrations.ddl(TABLES))
            text = text.replace("END;;", "END;")
        kind = "postgresql" if is_postgresql() else "sqlite"
        target = Path(migrations.FOLDER) / name / f"{kind}.sql"
        target.parent.mkdir(exist_ok=True)
        target.write_text(text, "utf-8")
        print(target)


if __name__ == "__main__":
    main(*sys.argv[1:])
