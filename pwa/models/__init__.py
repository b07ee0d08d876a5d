"""Every table, in an order in which they can be made."""

from pwa.models.agreement import (
    Agreement,
    AgreementQuestion,
    AgreementSignature,
    AgreementVersion,
    ChecklistItem,
    PlacementCheck,
)
from pwa.models.corrections import Correction, CorrectionStep
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
from pwa.models.documents import Document, SealCertificate
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
    Evaluation,
    EvaluationVersion,
    Rating,
    RatingNote,
    Signature,
)
from pwa.models.handbooks import HandbookMove, TilePin
from pwa.models.history import Change
from pwa.models.hours import WeekDispute, WeekHours
from pwa.models.lawclock import (
    CalendarFeed,
    ChanceAnswer,
    PlacementRules,
    PremiumStatement,
    RuleProfileAuthor,
    RuleSuggestion,
)
from pwa.models.layouts import Layout, PrintedLook
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
from pwa.models.plans import PlacementPlan
from pwa.models.profiles import CompanyVisit, ProfilePhoto, ProfileReading
from pwa.models.rule_drafts import RuleDraft
from pwa.models.running import EarlyStop, Pause
from pwa.models.stand_ins import StandIn
from pwa.models.table import GuestCode, SignatureDrawing, TableRound, TableSeat
from pwa.models.trail import AccessLog, AuditEvent
from pwa.models.workplaces import WorkplaceDraft, WorkplaceRevision

TABLES = [
    Setting, RateBucket, Organisation, User, Membership, Candidate, Device, DevicePin,
    Invitation, Session, EmployerProfile, Handbook, Competence, Tile, Workplace,
    WorkplaceCompetence, ClosedDay, RuleProfileRow, Placement, Supervision, Goal, Extension,
    MilestoneDone, Outcome, Note, NoteTile, NoteRevision, Reaction, CandidateDay, Attendance,
    AttendanceRevision, Handover, HandoverAck, VisitNote, Receipt, Blob, Evaluation, Rating,
    RatingNote, ActionItem, EvaluationVersion, Signature, AuditEvent, AccessLog,
    NotePhoto,
    ProfilePhoto, ProfileReading, CompanyVisit,
    WorkplaceRevision, WorkplaceDraft, WeekHours, WeekDispute,
    TilePin, HandbookMove,
    PlacementPlan, Agreement, AgreementVersion, AgreementSignature,
    AgreementQuestion, PlacementCheck, ChecklistItem,
    Pause, EarlyStop, CoachCover, StandIn,
    PlacementRules, RuleProfileAuthor, RuleSuggestion, PremiumStatement, ChanceAnswer,
    CalendarFeed,
    Change, RuleDraft,
    SealCertificate, Document,
    Layout, PrintedLook,
    TableRound, GuestCode, TableSeat, SignatureDrawing,
    Correction, CorrectionStep,
]  # fmt: skip

__all__ = [
    "TABLES",
    "AccessLog",
    "ActionItem",
    "Agreement",
    "AgreementQuestion",
    "AgreementSignature",
    "AgreementVersion",
    "Attendance",
    "AttendanceRevision",
    "AuditEvent",
    "Author",
    "Blob",
    "CalendarFeed",
    "Candidate",
    "CandidateDay",
    "ChanceAnswer",
    "Change",
    "ChecklistItem",
    "ClosedDay",
    "CoachCover",
    "CompanyVisit",
    "Competence",
    "Correction",
    "CorrectionStep",
    "Device",
    "DevicePin",
    "Document",
    "EarlyStop",
    "EmployerProfile",
    "Evaluation",
    "EvaluationVersion",
    "Extension",
    "Goal",
    "GuestCode",
    "Guidance",
    "Handbook",
    "HandbookMove",
    "Handover",
    "HandoverAck",
    "Invitation",
    "Layout",
    "Membership",
    "MilestoneDone",
    "Note",
    "NotePhoto",
    "NoteRevision",
    "NoteTile",
    "Organisation",
    "Outcome",
    "Pause",
    "Person",
    "Placement",
    "PlacementCheck",
    "PlacementPlan",
    "PlacementRules",
    "PremiumStatement",
    "PrintedLook",
    "ProfilePhoto",
    "ProfileReading",
    "RateBucket",
    "Rating",
    "RatingNote",
    "Reaction",
    "Receipt",
    "RuleDraft",
    "RuleProfileAuthor",
    "RuleProfileRow",
    "RuleSuggestion",
    "SealCertificate",
    "Seat",
    "Session",
    "Setting",
    "Signature",
    "SignatureDrawing",
    "StandIn",
    "Supervision",
    "TableRound",
    "TableSeat",
    "Tile",
    "TilePin",
    "User",
    "VisitNote",
    "WeekDispute",
    "WeekHours",
    "Workplace",
    "WorkplaceCompetence",
    "WorkplaceDraft",
    "WorkplaceRevision",
    "load_author",
    "load_person",
]  # fmt: skip
