"""What people write in the world, one deed a step: notes, days, evaluations, questions, devices."""

from hypothesis import strategies as st
from hypothesis.stateful import initialize, rule

from tests.world import asking, devices, photos, tablets, writing
from tests.world.findings import twins_differ
from tests.world.region import ANY, Region


class Writing(Region):
    """Notes, what is said to them, days and evaluations."""

    @initialize(a=ANY)
    def somebody_wrote(self, a: int) -> None:
        """So that in each run there is something that could leak."""
        with self.now():
            place = f"place_{a % 4 + 1}"
            assert writing.note(self.town, self.guide(1, place), place, False)

    @rule(a=ANY, b=ANY, talk=st.booleans())
    def writes_a_note(self, a: int, b: int, talk: bool) -> None:
        with self.now():
            place = self.place(a)
            who = self.guide(b, place)
            if not talk or a % 3:
                writing.note(self.town, who, place, talk)
                return
            told = twins_differ(
                self.reader(self.town.facts.placements[place].candidate), ["/mijn-voortgang"],
                lambda: writing.note(self.town, who, place, True),
            )  # fmt: skip
            assert not told, f"a note that waits for the talk shows on {told}"

    @rule(a=ANY, deed=st.sampled_from(["change", "withdraw", "talk_held", "talk_held"]))
    def does_something_with_a_note(self, a: int, deed: str) -> None:
        if self.town.notes:
            with self.now():
                number = a % len(self.town.notes)
                who = self.guide(a // 7, self.town.notes[number][1].placement)
                getattr(writing, deed)(self.town, who, number)

    @rule(a=ANY)
    def candidate_reacts(self, a: int) -> None:
        if self.town.notes:
            with self.now():
                writing.react(self.town, a % len(self.town.notes))

    @rule(a=ANY, b=ANY, what=st.sampled_from(["own_day", "line", "visit"]))
    def writes_about_a_day(self, a: int, b: int, what: str) -> None:
        place = self.place(a)
        with self.now():
            if what == "own_day":
                writing.own_day(self.town, place)
            elif what == "line":
                writing.line(self.town, self.guide(b, place), place)
            else:
                writing.visit(self.town, self.coach(b, place), place)

    @rule(a=ANY, b=ANY)
    def evaluates(self, a: int, b: int) -> None:
        with self.now():
            place = self.place(a)
            writing.evaluate(self.town, self.guide(b, place), place)


class Asking(Region):
    """Corrections, attendance and hours."""

    @rule(a=ANY, weeks=st.integers(0, 3))
    def candidate_asks(self, a: int, weeks: int) -> None:
        with self.now():
            if self.town.notes and a % 3:
                asking.about_note(self.town, self.readable(a))
            else:
                asking.about_hours(self.town, self.place(a), weeks, a % 2 == 0)

    def readable(self, a: int) -> int:
        """Mostly a note that the candidate can read; now and then any."""
        now, notes = self.town.facts.now, self.town.notes
        shared = [n for n, (_id, one) in enumerate(notes) if one.shared and one.shared <= now]
        return shared[a % len(shared)] if shared and a % 4 else a % len(notes)

    @rule(a=ANY, b=ANY, right=st.booleans())
    def somebody_answers(self, a: int, b: int, right: bool) -> None:
        if not self.town.questions:
            self.candidate_asks(a, b % 3)
        if not self.town.questions:
            return
        question = self.town.questions[-1 - min(a % 5, len(self.town.questions) - 1)]
        place = question.words.placement
        with self.now():
            if b % 7 == 0:
                asking.take_back(self.town, question)
            elif b % 7 < 3:
                asking.ask_again(self.town, self.coach(b, place), question)
            else:
                who = self.coach(b, place) if b % 7 == 6 else self.guide(a, place)
                asking.answer(self.town, who, question, right)

    @rule(a=ANY, b=ANY, ago=st.integers(0, 8), confirms=st.booleans())
    def hours_are_filled_in(self, a: int, b: int, ago: int, confirms: bool) -> None:
        place = self.place(a)
        who = self.guide(b, place)
        with self.now():
            if confirms:
                asking.confirm(self.town, who, place, ago % 4)
                return
            other = self.bystander(b, place)
            told = twins_differ(
                self.reader(other), self.own_pages(other),
                lambda: asking.fill(self.town, who, place, ago, b),
            )  # fmt: skip
            assert not told, f"LEAK: a day of {place} shows to {other} on {told}"


class Sending(Region):
    """Photos, devices and tablets."""

    @rule(a=ANY)
    def a_photo_comes_or_goes(self, a: int) -> None:
        with self.now():
            if self.town.photos and a % 4 == 0:
                photos.remove(self.town, a % len(self.town.photos))
            elif self.town.notes:
                photos.add(self.town, a % len(self.town.notes))

    @rule(a=ANY, b=ANY, kind=st.sampled_from(sorted(devices.MAKERS)))
    def somebody_writes_on_a_device(self, a: int, b: int, kind: str) -> None:
        if not self.town.notes:
            return
        number = a % len(self.town.notes)
        about_note = kind in ("reaction", "correction")
        place = self.town.notes[number][1].placement if about_note else self.place(a)
        own = self.town.facts.placements[place].candidate
        with self.now():
            who = self.guide(b, place) if kind in ("note", "handover") else own
            key = self.keys_of(who)
            if key and len(self.town.waiting) < 12:
                devices.write(self.town, key, who, place, kind, number)

    @rule(a=ANY)
    def a_device_sends(self, a: int) -> None:
        if self.town.waiting:
            with self.now():
                devices.send(self.town, self.reader(self.one(a, "guide", "candidate", "coach")))

    @rule(a=ANY)
    def a_tablet_comes_or_goes(self, a: int) -> None:
        with self.now():
            tablets.next_step(self.app, self.town, "xyz"[a % 3])

    @rule(a=ANY, b=ANY)
    def somebody_writes_on_a_locked_tablet(self, a: int, b: int) -> None:
        letter = "xyz"[a % 3]
        with self.now():
            if not tablets.of_company(self.town, letter):
                tablets.next_step(self.app, self.town, letter)
            who = self.one(b, f"guide_{letter}" if b % 5 else "guide")
            tablets.claim(self.app, self.town, letter, who)

    @rule(a=ANY, b=ANY)
    def somebody_says_whether_that_was_them(self, a: int, b: int) -> None:
        if self.town.claims:
            with self.now():
                number = a % len(self.town.claims)
                if b % 4:
                    tablets.confirm(self.town, number, self.place(b))
                else:
                    tablets.deny(self.town, number)
