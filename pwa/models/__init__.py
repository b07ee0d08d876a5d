"""Every table, in an order in which they can be made."""

from pwa.models.daily import (
    Attendance,
    AttendanceRevision,
    CandidateDay,
    Handover,
    HandoverAck,
    Note,
    NoteRevision,
    NoteTile,
    Reaction,
    VisitNote,
)
from pwa.models.employer import (
    ClosedDay,
    Competence,
    EmployerProfile,
    Handbook,
    Tile,
    Workplace,
    WorkplaceCompetence,
)
from pwa.models.evaluation import (
    ActionItem,
    Blob,
    Document,
    Evaluation,
    EvaluationVersion,
    Rating,
    RatingNote,
    Signature,
)
from pwa.models.lawclock import (
    CalendarFeed,
    ChanceAnswer,
    PlacementRules,
    PremiumStatement,
    RuleProfileAuthor,
    RuleSuggestion,
)
from pwa.models.outbox import Receipt
from pwa.models.people import (
    Candidate,
    Device,
    DevicePin,
    Invitation,
    Membership,
    Organisation,
    RateBucket,
    Session,
    Setting,
    User,
)
from pwa.models.person import Author, Guidance, Person, Seat, load_author, load_person
from pwa.models.photos import NotePhoto
from pwa.models.placement import (
    Extension,
    Goal,
    MilestoneDone,
    Outcome,
    Placement,
    RuleProfileRow,
    Supervision,
)
from pwa.models.trail import AccessLog, AuditEvent

TABLES = [
    Setting, RateBucket, Organisation, User, Membership, Candidate, Device, DevicePin,
    Invitation, Session, EmployerProfile, Handbook, Competence, Tile, Workplace,
    WorkplaceCompetence, ClosedDay, RuleProfileRow, Placement, Supervision, Goal, Extension,
    MilestoneDone, Outcome, Note, NoteTile, NoteRevision, Reaction, CandidateDay, Attendance,
    AttendanceRevision, Handover, HandoverAck, VisitNote, Receipt, Blob, Evaluation, Rating,
    RatingNote, ActionItem, EvaluationVersion, Signature, Document, AuditEvent, AccessLog,
    NotePhoto,
    PlacementRules, RuleProfileAuthor, RuleSuggestion, PremiumStatement, ChanceAnswer,
    CalendarFeed,
]  # fmt: skip

__all__ = [
    "TABLES", "AccessLog", "ActionItem", "Attendance", "AttendanceRevision", "AuditEvent", "Author",
    "Blob",
    "CalendarFeed",
    "Candidate", "CandidateDay", "ChanceAnswer",
    "ClosedDay", "Competence", "Device", "DevicePin", "Document",
    "EmployerProfile", "Evaluation", "EvaluationVersion", "Extension", "Goal", "Guidance",
    "Handbook", "Handover", "HandoverAck", "Invitation", "Membership", "MilestoneDone", "Note",
    "NotePhoto",
    "NoteRevision", "NoteTile", "Organisation", "Outcome", "Person", "Placement",
    "PlacementRules", "PremiumStatement",
    "RateBucket",
    "Rating", "RatingNote", "Reaction", "Receipt", "RuleProfileAuthor",
    "RuleProfileRow", "RuleSuggestion",
    "Seat", "Session", "Setting",
    "Signature", "Supervision", "Tile", "User", "VisitNote", "Workplace", "WorkplaceCompetence",
    "load_author", "load_person",
]  # fmt: skip
