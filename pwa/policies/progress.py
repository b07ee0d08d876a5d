"""What a candidate does with the own record."""

from pwa.models import Person, Placement


def own_page(person: Person) -> bool:
    return person.candidate_id is not None


def write_own_day(person: Person, placement: Placement) -> bool:
    """The own day, as long as the placement runs."""
    return (
        person.candidate_id is not None
        and placement.candidate_id == person.candidate_id
        and placement.start_on <= person.today <= placement.last_day
    )
