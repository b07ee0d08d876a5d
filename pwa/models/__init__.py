"""Every table, in an order in which they can be made."""

from pwa.models.covers import CoachCover
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
from pwa.models.running import EarlyStop, Pause
from pwa.models.stand_ins import StandIn
from pwa.models.trail import AccessLog, AuditEvent

TABLES = [
    Setting, RateBucket, Organisation, User, Membership, Candidate, Device, DevicePin,
    Invitation, Session, EmployerProfile, Handbook, Competence, Tile, Workplace,
    WorkplaceCompetence, ClosedDay, RuleProfileRow, Placement, Supervision, Goal, Extension,
    MilestoneDone, Outcome, Note, NoteTile, NoteRevision, Reaction, CandidateDay, Attendance,
    AttendanceRevision, Handover, HandoverAck, VisitNote, Receipt, Blob, Evaluation, Rating,
    RatingNote, ActionItem, EvaluationVersion, Signature, Document, AuditEvent, AccessLog,
    NotePhoto,
    Pause, EarlyStop, CoachCover, StandIn,
]  # fmt: skip

__all__ = [
    "TABLES", "AccessLog", "ActionItem", "Attendance", "AttendanceRevision", "AuditEvent", "Author",
    "Blob",
    "Candidate", "CandidateDay", "ClosedDay", "CoachCover", "Competence", "Device", "DevicePin",
    "Document",
    "EarlyStop",
    "EmployerProfile", "Evaluation", "EvaluationVersion", "Extension", "Goal", "Guidance",
    "Handbook", "Handover", "HandoverAck", "Invitation", "Membership", "MilestoneDone", "Note",
    "NotePhoto",
    "NoteRevision", "NoteTile", "Organisation", "Outcome", "Pause", "Person", "Placement",
    "RateBucket",
    "Rating", "RatingNote", "Reaction", "Receipt", "RuleProfileRow", "Seat", "Session", "Setting",
    "Signature", "StandIn", "Supervision", "Tile", "User", "VisitNote", "Workplace",
    "WorkplaceCompetence",
    "load_author", "load_person",
]  # fmt: skip
