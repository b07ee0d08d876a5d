"""A municipality makes the guard's words its own: each save is a new version."""

from collections.abc import Iterable, Mapping
from typing import Any

from pwa.database import transaction
from pwa.domain.errors import NotAllowed, Stale
from pwa.domain.guard_lists import SHIPPED, read_own
from pwa.models import GuardWords, Organisation, Person
from pwa.models.guard_facts import newest
from pwa.services import audit


def change(
    by: Person | None,
    municipality: Organisation,
    group: str,
    version: int,
    typed: Mapping[str, Iterable[str]],
) -> int:
    """Keep what was typed about one group; gives the version that counts from now on.

    The same as before is no new version. Raises BadInput (by part), NotAllowed (guard_no_group),
    Stale when another version than `version` counts by now.
    """
    if group not in SHIPPED:
        raise NotAllowed("guard_no_group")
    wanted = read_own(group, typed)

    def changed(own: dict[str, Any]) -> dict[str, Any]:
        rest = {name: one for name, one in own.items() if name != group}
        return {**rest, group: wanted} if wanted else rest

    return _next(by, municipality, version, changed)


def put_back(by: Person | None, municipality: Organisation, earlier: int, version: int) -> int:
    """An earlier version counts again, as a new one; 0 is the shipped list. Raises Stale."""
    rows = GuardWords.select().where(
        GuardWords.municipality == municipality.id, GuardWords.version == earlier
    )
    row = rows.first()
    if row is None and earlier != 0:
        raise Stale()
    return _next(by, municipality, version, lambda _own: row.own if row else {})


def _next(by: Person | None, municipality: Organisation, version: int, changed: Any) -> int:
    with transaction():
        now = newest(municipality.id)
        if (now.version if now else 0) != version:
            raise Stale()
        own = now.own if now else {}
        if changed(own) == own:
            return version
        row = GuardWords.create(
            municipality=municipality.id, version=version + 1, own=changed(own),
            made_by=by.id if by else None,
        )  # fmt: skip
        audit.record(by, "guard.change", row, municipality=municipality.id, version=row.version)
    return version + 1
