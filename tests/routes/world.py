"""Databases for the permission matrix: the cast with more rows, one for each evaluation state."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date

from pwa import clock, database
from pwa.database import connected
from pwa.domain.enums import EvaluationKind
from pwa.domain.ids import uuid7
from pwa.models import ActionItem, ClaimedNote, Competence, Membership
from pwa.routes.placing_steps import beginning
from pwa.services import (
    companies,
    corrections,
    decisions,
    evaluations,
    feeds,
    handbook_drafts,
    hours,
    note_changes,
    people,
    photos,
    plans,
    privacy_cases,
    tablets,
    workplaces,
)
from pwa.services.pictures import made_anew
from tests import lawclock_case, layout_case, privacy_case
from tests.agreement_case import Case as AgreementCase
from tests.browse import signed_in
from tests.databases import Store
from tests.evaluation_case import Case
from tests.people import NOW, Cast, write_note
from tests.pictures import camera
from tests.routes import company_words, running_world
from tests.watch import WATCH

STATES = ("draft", "ready", "discussed", "signing", "asked", "returned", "final")
"""`asked` is signing at a company that signs too."""


class Worlds:
    """Makes each database once and gives copies of it."""

    def __init__(self, store: Store, template: tuple[str, Cast]) -> None:
        self.store, self.template = store, template
        self._made: dict[str, tuple[str, Cast]] = {}

    @contextmanager
    def open(self, state: str) -> Iterator[Cast]:
        """A fresh copy of the world in which the evaluation is in this state, connected."""
        if state not in self._made:
            self._made[state] = self._make(state)
        address, cast = self._made[state]
        mine = self.store.copy(address)
        made = database.open_database(mine)
        WATCH.queries_of(made)
        try:
            with connected():
                yield cast.copy()
        finally:
            made.close_all()
            self.store.drop(mine)

    def _make(self, state: str) -> tuple[str, Cast]:
        address = self.store.copy(self.template[0])
        cast = self.template[1].copy()
        made = database.open_database(address)
        with connected(), clock.at(NOW):
            _more_rows(cast)
            cast.evaluation = _evaluation(cast, state)
            cast.tokens = {who: signed_in(user) for who, user in cast.everybody().items()}
        made.close_all()
        return address, cast

    def close(self) -> None:
        for address, _cast in self._made.values():
            self.store.drop(address)


def _more_rows(cast: Cast) -> None:
    employer = cast.as_("employer_a")
    cast.fresh_a1 = write_note(cast, "supervisor_a", "a1", "Ruimde alles zelf op.")
    cast.draft_book = handbook_drafts.draft_of(employer, cast.handbook_a)
    cast.open_link = people.invite(cast.as_("coach_1"), cast.candidate_a2)
    _photos(cast)
    company_words.fill(cast)
    amina = cast.as_("candidate_a1")
    cast.dispute_a1 = hours.contest(
        amina, cast.placement_a1, uuid7(), date(2026, 3, 2), "Ik was er dinsdag wel."
    )
    asked = corrections.ask_note(amina, cast.note_a1, uuid7(), "Dat was een andere order.")
    cast.correction_a1 = corrections.fresh(asked.id)
    cast.place_draft = workplaces.keep_draft(
        employer, cast.workplace_a, 0, 1, {"title": "Medewerker slijpen", "places": "2"}
    )
    _starts(cast)
    running_world.arrange(cast)
    lawclock_case.arrive(cast)
    cast.case_over = privacy_case.open_case(cast)
    privacy_cases.close(cast.as_("privacy_officer"), cast.case_over, "Kopie gegeven.")
    cast.town = cast.kessenbroek
    for short, who in (("sa", "supervisor_a"), ("sb", "supervisor_b"), ("ea", "employer_a"),
                       ("c1", "coach_1"), ("ma", "municipality_admin")):  # fmt: skip
        setattr(cast, f"member_{short}", Membership.get(Membership.user == getattr(cast, who)))
    cast.tablet_a = tablets.add(employer, cast.company_a, "Tablet hal 2", b"pepper")[0]
    cast.claim_sa = _claim(cast)
    cast.layout_town = layout_case.draft(cast)
    cast.feed_link = feeds.make(cast.as_("candidate_a1"))
    decisions.decide_premium(cast.as_("coach_1"), cast.karel, 6, 0, True, "Deed goed mee.")
    for book in (cast.handbook_a, cast.draft_book, cast.handbook_b):
        rows = Competence.select().where(Competence.handbook == book)
        first = rows.order_by(Competence.position).first()
        cast.competences = {**getattr(cast, "competences", {}), book.id: first.id}


def _starts(cast: Cast) -> None:
    """A plan of coach_1, and two new placements of candidate_a1: one offered, one not yet."""
    cast.plan_1 = plans.start(cast.as_("coach_1"), uuid7(), beginning(str(cast.company_a.id)))
    cast.offered = AgreementCase(cast).offered().placement
    later = {"start_on": date(2026, 10, 5), "end_on": date(2026, 11, 27)}
    cast.not_offered = AgreementCase(cast, **later).placement


def _claim(cast: Cast) -> ClaimedNote:
    """Written on a locked tablet under the name of supervisor_a, who said nothing about it yet."""
    day = cast.note_a1.day
    return ClaimedNote.create(
        author=cast.supervisor_a, tablet=cast.tablet_a, about="Amina", day=day,
        text="Wat iemand op een tablet schreef.", made_at=clock.now(), received_at=clock.now(),
    )  # fmt: skip


def _photos(cast: Cast) -> None:
    """With a note that is shared, one that waits for the talk, and one that was withdrawn."""
    companies.allow_photos(cast.as_("employer_a"), cast.company_a, True)
    supervisor, picture = cast.as_("supervisor_a"), made_anew(camera())
    gone = write_note(cast, "supervisor_a", "a1", "Dit was iemand anders.")
    for name, note in (("a1", cast.note_a1), ("secret_a1", cast.secret_a1), ("gone_a1", gone)):
        photo = photos.add(supervisor, note.id, uuid7(), picture)
        setattr(cast, f"photo_{name}", photo)
    note_changes.withdraw(supervisor, gone)


def _evaluation(cast: Cast, state: str) -> object:
    case = Case(cast, EvaluationKind.FINAL)
    if state == "asked":
        case.company_asks()
    if state != "draft":
        case.to({"asked": "signing", "returned": "signing"}.get(state, state))
    cast.action_a1 = ActionItem.get_or_none(ActionItem.evaluation == case.ev.id)
    if state == "returned":
        case.ev = evaluations.return_(case.coach, case.ev, "Graag een voorbeeld.")
    return case.ev
