"""Every table, in an order in which they can be made."""

from pwa.models.agreement import (
    Agreement,
    AgreementQuestion,
    AgreementSignature,
    AgreementVersion,
    ChecklistItem,
    PlacementCheck,
)
from pwa.models.blocks import AccountBlock
from pwa.models.claimed import ClaimedNote
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
from pwa.models.form_drafts import FormDraft
from pwa.models.guard import GuardWords
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
from pwa.models.privacy_cases import (
    CaseExtension,
    HoldMove,
    PrivacyCase,
    Redaction,
    WithdrawnPdf,
)
from pwa.models.profiles import CompanyVisit, ProfilePhoto, ProfileReading
from pwa.models.retention import (
    AuditCheckpoint,
    ForgottenDocument,
    RetentionOffer,
    RetentionRun,
    RetentionStep,
    RetentionTerms,
)
from pwa.models.rule_drafts import RuleDraft
from pwa.models.running import EarlyStop, Pause
from pwa.models.stand_ins import StandIn
from pwa.models.table import GuestCode, SignatureDrawing, TableRound, TableSeat
from pwa.models.tablets import PinLock, Tablet, TabletUse
from pwa.models.trail import AccessLog, AuditEvent
from pwa.models.ways import CodeApp, LinkNotice, Passkey, RecoveryCode, WayStep
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
    Change, RuleDraft, FormDraft,
    SealCertificate, Document,
    Layout, PrintedLook,
    TableRound, GuestCode, TableSeat, SignatureDrawing,
    RetentionTerms, RetentionOffer, RetentionRun, RetentionStep, ForgottenDocument,
    AuditCheckpoint,
    GuardWords,
    AccountBlock,
    Tablet, TabletUse, PinLock, ClaimedNote,
    Passkey, CodeApp, RecoveryCode, WayStep, LinkNotice,
    Correction, CorrectionStep,
    PrivacyCase, CaseExtension, Redaction, HoldMove, WithdrawnPdf,
]  # fmt: skip

__all__ = [
    "TABLES",
    "AccessLog",
    "AccountBlock",
    "ActionItem",
    "Agreement",
    "AgreementQuestion",
    "AgreementSignature",
    "AgreementVersion",
    "Attendance",
    "AttendanceRevision",
    "AuditCheckpoint",
    "AuditEvent",
    "Author",
    "Blob",
    "CalendarFeed",
    "Candidate",
    "CandidateDay",
    "CaseExtension",
    "ChanceAnswer",
    "Change",
    "ChecklistItem",
    "ClaimedNote",
    "ClosedDay",
    "CoachCover",
    "CodeApp",
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
    "ForgottenDocument",
    "FormDraft",
    "Goal",
    "GuardWords",
    "GuestCode",
    "Guidance",
    "Handbook",
    "HandbookMove",
    "Handover",
    "HandoverAck",
    "HoldMove",
    "Invitation",
    "Layout",
    "LinkNotice",
    "Membership",
    "MilestoneDone",
    "Note",
    "NotePhoto",
    "NoteRevision",
    "NoteTile",
    "Organisation",
    "Outcome",
    "Passkey",
    "Pause",
    "Person",
    "PinLock",
    "Placement",
    "PlacementCheck",
    "PlacementPlan",
    "PlacementRules",
    "PremiumStatement",
    "PrintedLook",
    "PrivacyCase",
    "ProfilePhoto",
    "ProfileReading",
    "RateBucket",
    "Rating",
    "RatingNote",
    "Reaction",
    "Receipt",
    "RecoveryCode",
    "Redaction",
    "RetentionOffer",
    "RetentionRun",
    "RetentionStep",
    "RetentionTerms",
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
    "Tablet",
    "TabletUse",
    "Tile",
    "TilePin",
    "User",
    "VisitNote",
    "WayStep",
    "WeekDispute",
    "WeekHours",
    "WithdrawnPdf",
    "Workplace",
    "WorkplaceCompetence",
    "WorkplaceDraft",
    "WorkplaceRevision",
    "load_author",
    "load_person",
]  # fmt: skip
