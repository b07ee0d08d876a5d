"""What can go wrong in the field's own terms; words and HTTP answers are made elsewhere."""

from collections.abc import Mapping
from enum import StrEnum
from typing import ClassVar


class Code(StrEnum):
    """Every code that the domain itself gives; a test asks words for each of them.

    Services may use codes of their own: `DomainError.code` is any string.
    """

    # moves
    UNKNOWN_ACTION = "unknown_action"
    WRONG_STATE = "wrong_state"
    WRONG_ACTOR = "wrong_actor"
    STALE = "stale"
    BAD_INPUT = "bad_input"
    # fields
    MISSING = "missing"
    TOO_LONG = "too_long"
    NOT_A_DATE = "not_a_date"
    NOT_A_TIME = "not_a_time"
    NOT_A_NUMBER = "not_a_number"
    NOT_A_CHOICE = "not_a_choice"
    NOTHING_WRITTEN = "nothing_written"
    # the day of a note
    DAY_IN_FUTURE = "day_in_future"
    DAY_BEFORE_START = "day_before_start"
    DAY_AFTER_END = "day_after_end"
    DAY_NOT_WORKED = "day_not_worked"
    # a weekly schedule
    END_BEFORE_START = "end_before_start"
    BREAK_TOO_LONG = "break_too_long"
    # an evaluation
    EXAMPLE_MISSING = "example_missing"
    CANDIDATE_NOT_SIGNED = "candidate_not_signed"
    CANDIDATE_HAS_SIGNED = "candidate_has_signed"
    COMPANY_NOT_SIGNED = "company_not_signed"
    TOO_EARLY_TO_CLOSE = "too_early_to_close"
    BOTH_MUST_AGREE = "both_must_agree"
    REASON_MISSING = "reason_missing"
    # a handbook or a rule profile as data
    NOT_AN_OBJECT = "not_an_object"
    NOT_A_LIST = "not_a_list"
    NOT_A_TEXT = "not_a_text"
    NOT_YES_OR_NO = "not_yes_or_no"
    TOO_MANY = "too_many"
    KEY_TWICE = "key_twice"
    BAD_CODE = "bad_code"
    DUPLICATE_CODE = "duplicate_code"
    UNKNOWN_GROUP = "unknown_group"
    UNKNOWN_COMPETENCE = "unknown_competence"
    UNKNOWN_TONE = "unknown_tone"
    UNKNOWN_ICON = "unknown_icon"
    UNKNOWN_LEVEL = "unknown_level"
    UNKNOWN_OFFSET = "unknown_offset"
    UNKNOWN_KIND = "unknown_kind"


class DomainError(Exception):
    """A rule said no. `code` names the rule, `details` hold facts for the sentence on screen."""

    status: ClassVar[int] = 409

    def __init__(self, code: str, /, **details: object) -> None:
        super().__init__(code)
        self.code = str(code)
        self.details: dict[str, object] = details


class NotAllowed(DomainError):
    """The rule holds for this state or this moment: asking again changes nothing."""


class MoveRefused(NotAllowed):
    """This step cannot be made from this state, or not by this person."""


class Stale(DomainError):
    """Somebody else changed it in the meantime: read again, then decide."""

    def __init__(self, code: str = Code.STALE, /, **details: object) -> None:
        super().__init__(code, **details)


class BadInput(DomainError):
    """What was typed cannot be used; `fields` gives the code for each field (also in `details`)."""

    status: ClassVar[int] = 422

    def __init__(self, fields: Mapping[str, str]) -> None:
        super().__init__(Code.BAD_INPUT, **{name: str(code) for name, code in fields.items()})
        self.fields: dict[str, str] = {name: str(code) for name, code in fields.items()}
