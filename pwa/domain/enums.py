"""The closed lists of the field. Their Dutch words live in `pwa.words`, never here."""

from enum import IntEnum, StrEnum


class Role(StrEnum):
    """What a person may be in an organisation; a candidate needs no membership."""

    SUPERVISOR = "supervisor"
    EMPLOYER_ADMIN = "employer_admin"
    COACH = "coach"
    MUNICIPALITY_ADMIN = "municipality_admin"
    PRIVACY_OFFICER = "privacy_officer"


class OrganisationKind(StrEnum):
    EMPLOYER = "employer"
    MUNICIPALITY = "municipality"


class PlacementKind(StrEnum):
    """The legal ground of a place; what it allows is data, see `milestones.RuleProfile`."""

    PROEFPLAATS = "proefplaats"
    PARTICIPATIEPLAATS = "participatieplaats"
    WERKERVARINGSPLAATS = "werkervaringsplaats"
    ONTWIKKELPLEK = "ontwikkelplek"


class PlacementForm(StrEnum):
    """A long form about a placement, which keeps what is typed until it counts."""

    TERMS = "agreement_terms"
    PLAN = "agreement_plan"


class AttendanceCode(StrEnum):
    """That somebody was there or not: never why. A day without a code is not filled in."""

    PRESENT = "present"
    LATE = "late"
    LEFT_EARLY = "left_early"
    ABSENT_REPORTED = "absent_reported"
    ABSENT_UNREPORTED = "absent_unreported"
    APPOINTMENT = "appointment"
    LEAVE = "leave"
    COMPANY_CLOSED = "company_closed"


class Tone(StrEnum):
    """How a note or a tile sounds to the one who reads it about himself."""

    STRONG = "strong"
    NEUTRAL = "neutral"
    ATTENTION = "attention"


class EvaluationKind(StrEnum):
    INTERIM = "interim"
    FINAL = "final"


class Advice(StrEnum):
    """What the company thinks should come after; `evaluation.advice_needs` tells what each asks."""

    PAID_HERE = "paid_here"
    PAID_ELSEWHERE = "paid_elsewhere"
    EXTEND = "extend"
    TRAINING = "training"
    OTHER_PLACE = "other_place"
    STOP = "stop"
    NOT_YET_CLEAR = "not_yet_clear"


class Rater(StrEnum):
    SUPERVISOR = "supervisor"
    CANDIDATE = "candidate"


class SignatureRole(StrEnum):
    SUPERVISOR = "supervisor"
    CANDIDATE = "candidate"
    COMPANY = "company"
    COACH = "coach"


class SignatureMeaning(StrEnum):
    """What a signature says. To have seen something is not to agree with it."""

    DRAWN_UP = "drawn_up"
    SEEN = "seen"
    AGREE = "agree"
    DISAGREE = "disagree"
    FOR_COMPANY = "for_company"
    SIGNED_OFF = "signed_off"
    OFFERED_UNSIGNED = "offered_unsigned"


class WorkplaceNeed(StrEnum):
    """What a workplace asks of each competence of the handbook."""

    MUST = "must"
    LEARNABLE = "learnable"
    NOT_NEEDED = "not_needed"


class Face(StrEnum):
    """The candidate's own day, by one of three faces."""

    GOOD = "good"
    OK = "ok"
    BAD = "bad"


class Level(IntEnum):
    """The scale of every score. Zero means that nobody saw it: it never counts as low."""

    NOT_SEEN = 0
    NOT_YET = 1
    WITH_HELP = 2
    INDEPENDENT = 3
    CAN_TEACH = 4
