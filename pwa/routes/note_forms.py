"""What is typed about a note: new, changed, withdrawn."""

from dataclasses import dataclass, field
from datetime import date, datetime
from uuid import UUID

from flask import request
from flask_babel import lazy_gettext as _

from pwa import words
from pwa.domain.errors import BadInput
from pwa.domain.ids import uuid7
from pwa.domain.notes import MOST_GROUPS, MOST_TEXT
from pwa.domain.states import NoteVisibility
from pwa.forms import Reader
from pwa.models.photos import MOST_PHOTOS
from pwa.queries.notes import NoteCard
from pwa.routes.attendance import people_of
from pwa.services.note_changes import MOST_REASON, NoteChange
from pwa.services.notes import MOST_TILES, NoteEntry
from pwa.services.pictures import MOST_UPLOADED, Picture, made_anew

words.add_errors(
    {
        "unknown_tile": _("Een van deze tegels hoort niet bij deze persoon. Kies opnieuw."),
        "too_many_tiles": _("Dit zijn veel tegels. Kies er hooguit %(n)s."),
        "other_handbook": _(
            "Deze mensen hebben andere tegels. Schrijf voor ieder apart een notitie."
        ),
        "day_not_guided": _("Op die dag begeleidde jij deze persoon niet. Kies een andere dag."),
        "note_stale": _(
            "Deze notitie is ondertussen veranderd. Je tekst staat hieronder nog. Kijk wat er nu"
            " staat en bewaar dan opnieuw, of laat het zo."
        ),
        "note_withdrawn": _(
            "Je begeleider heeft deze notitie teruggenomen. Je reactie is niet verstuurd."
            " Wat je schreef, staat hieronder nog."
        ),
        "note_not_yours": _("Deze notitie kun jij niet (meer) veranderen."),
        "not_to_discuss": _("Deze notitie is al besproken of teruggenomen."),
        "too_late_to_move": _(
            "De tien minuten zijn voorbij. Neem de notitie terug en schrijf een nieuwe."
        ),
        "too_late_to_restore": _("De tien minuten zijn voorbij. Schrijf de notitie opnieuw."),
        "note_id_reused": _(
            "Dit was al bewaard, met iets anders erin. Kijk het na en bewaar dan nog een keer."
        ),
        "withdraw_reason": _("Schrijf kort waarom je deze notitie terugneemt."),
    }
)

ID_FIELD = "note-"
_COUNTS = frozenset(str(n) for n in range(1, MOST_GROUPS + 1))
MOST_POSTED = MOST_PHOTOS * MOST_UPLOADED + 1_000_000


@dataclass(frozen=True)
class NoteForm:
    """A new note as typed. `ids`: placement id -> note id, made when the page was made."""

    ids: dict[UUID, UUID] = field(default_factory=dict)
    day: date | None = None
    tiles: tuple[UUID, ...] = ()
    text: str = ""
    discuss: bool = False
    handover: str = ""
    photos: tuple[Picture, ...] = ()
    made_at: datetime | None = None
    guard: int = 0
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def new(cls, placements: tuple[UUID, ...], day: date | None) -> "NoteForm":
        return cls(ids={one: uuid7() for one in placements}, day=day)

    @classmethod
    def read(cls) -> "NoteForm":
        request.max_content_length = MOST_POSTED
        r = Reader()
        form = cls(
            ids=people_of(r, ID_FIELD),
            day=r.day("day"),
            tiles=tuple(r.ids("tiles")),
            text=r.text("text", most=MOST_TEXT),
            discuss=r.flag("discuss"),
            handover=r.line("handover", most=MOST_TEXT),
            photos=_photos(r),
            made_at=r.moment("made_at"),
            guard=guard_hits(r),
            errors=r.errors,
        )
        if not (form.tiles or form.text or form.is_line_only or form.errors):
            r.fail("text", "nothing_written")
        if len(form.tiles) > MOST_TILES:
            r.fail("tiles", f"too_many_tiles:{MOST_TILES}")
        return form.with_errors(words.errors(r.done()))

    @property
    def is_line_only(self) -> bool:
        """Nothing but a line for the next shift: there is no note to make."""
        return bool(self.handover) and not (self.tiles or self.text or self.photos)

    def with_errors(self, errors: dict[str, str], *, new_ids: bool = False) -> "NoteForm":
        ids = {one: uuid7() for one in self.ids} if new_ids else self.ids
        return NoteForm(**{**vars(self), "ids": ids, "errors": errors})

    def entry(self) -> NoteEntry:
        assert self.day is not None  # noqa: S101 (a form without a day has an error)
        wait = NoteVisibility.DISCUSS_FIRST if self.discuss else NoteVisibility.DIRECT
        return NoteEntry(
            self.ids, self.day, self.tiles, self.text,
            visibility=wait, made_at=self.made_at, guard_hits=self.guard,
        )  # fmt: skip


def guard_hits(r: Reader) -> int:
    """What the device counted (docs/guard.md); a number that makes no sense is none."""
    raw = r.line("guard")
    r.errors.pop("guard", None)
    return int(raw) if raw in _COUNTS else 0


def _photos(r: Reader) -> tuple[Picture, ...]:
    """Photos of a browser without JavaScript, as large as its camera makes them."""
    files = [one for one in request.files.getlist("photos") if one.filename]
    try:
        if len(files) > MOST_PHOTOS:
            raise BadInput({"photos": f"too_many_photos:{MOST_PHOTOS}"})
        return tuple(made_anew(one.read(MOST_UPLOADED + 1)) for one in files)
    except BadInput as refused:
        r.fail("photos", refused.fields["photos"])
        return ()
    finally:
        for one in files:  # a large one is a file on disk
            one.close()


@dataclass(frozen=True)
class ChangeForm:
    """A note as its author changes it; `id` names the change, `revision` what was looked at."""

    id: UUID | None
    revision: int
    day: date | None
    tiles: tuple[UUID, ...] = ()
    text: str = ""
    discuss: bool = False
    reason: str = ""
    guard: int = 0
    errors: dict[str, str] = field(default_factory=dict)

    @classmethod
    def of(cls, card: NoteCard) -> "ChangeForm":
        tiles = tuple(mark.id for mark in card.marks if mark.id)
        return cls(uuid7(), card.revision, card.day, tiles, card.text, card.waits)

    @classmethod
    def read(cls) -> "ChangeForm":
        r = Reader()
        form = cls(
            id=r.id("id"),
            revision=r.number("revision", 1, 10_000) or 0,
            day=r.day("day"),
            tiles=tuple(r.ids("tiles")),
            text=r.text("text", most=MOST_TEXT),
            discuss=r.flag("discuss"),
            reason=r.line("reason", most=MOST_REASON),
            guard=guard_hits(r),
        )
        if not (form.tiles or form.text or r.errors):
            r.fail("text", "nothing_written")
        return form.with_errors(words.errors(r.done()))

    def with_errors(self, errors: dict[str, str], revision: int = 0) -> "ChangeForm":
        seen = revision or self.revision
        return ChangeForm(**{**vars(self), "errors": errors, "revision": seen})

    def wanted(self) -> NoteChange:
        assert self.id is not None  # noqa: S101 (a form without one has an error)
        assert self.day is not None  # noqa: S101
        wait = NoteVisibility.DISCUSS_FIRST if self.discuss else NoteVisibility.DIRECT
        return NoteChange(
            self.id, self.revision, self.day, self.tiles, self.text, wait, self.reason, self.guard
        )
