"""The secret address of the own calendar: made, renewed, closed. Whoever has it can read it."""

from pwa import clock
from pwa.database import transaction
from pwa.domain.states import UserState
from pwa.models import CalendarFeed, Person, User, load_person
from pwa.services import audit, sessions


def make(by: Person) -> str:
    """A new address; the one before stops working. Returns its token, which is not kept."""
    token = sessions.new_token()
    with transaction():
        CalendarFeed.delete().where(CalendarFeed.user == by.id).execute()
        row = CalendarFeed.create(user=by.id, token_hash=sessions.hash_token(token))
        audit.record(by, "feed.make", row)
    return token


def close(by: Person) -> None:
    """The address stops working. Without one, nothing happens."""
    with transaction():
        row = CalendarFeed.get_or_none(CalendarFeed.user == by.id)
        if row:
            audit.record(by, "feed.close", row)
            row.delete_instance()


def reader(token: str) -> Person | None:
    """Whose calendar this is, if that person still has a place in Opstap."""
    row = (
        CalendarFeed.select(CalendarFeed, User)
        .join(User)
        .where(CalendarFeed.token_hash == sessions.hash_token(token))
        .first()
    )
    if row is None or row.user.state is not UserState.ACTIVE:
        return None
    person = load_person(row.user)
    if not (person.seats or person.candidate_id):
        return None
    with transaction():
        CalendarFeed.update(read_at=clock.now()).where(CalendarFeed.id == row.id).execute()
    return person
