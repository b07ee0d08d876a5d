"""A dossier to print: two placements, versions of a note, Arabic, long words, a wrong level."""

from typing import Any

from pwa.pdf.dossier import DossierDocument, fill

_SIGNED = {
    "name": "Łucja Świątek", "role": "candidate", "meaning": "disagree", "statement": "Gelezen.",
    "reaction": "Ik help wel.", "at": "2026-03-09T09:00:00+00:00", "version": 2,
    "content_hash": "ab" * 32, "void": True, "void_reason": "De inhoud is veranderd.",
}  # fmt: skip

NOTE: dict[str, Any] = {
    "day": "2026-03-03", "author": "Ria Hoeben", "received_at": "2026-03-03T13:00:00+00:00",
    "shared_from": "2026-03-03T13:10:00+00:00", "withdrawn": False, "tone": "neutral",
    "version": 2, "text": "Een keer niet gekomen.", "tiles": ["Werkte netjes"], "photos": 1,
    "earlier": [{
        "version": 1, "day": "2026-03-03", "text": "Twee keer niet gekomen <b>.</b>", "tiles": [],
        "replaced_at": "2026-03-06T08:00:00+00:00", "replaced_by": "Ria Hoeben",
        "correction": True, "reason": "Ilse heeft gelijk.",
    }],
    "reactions": [{"text": "لم أكن هناك", "at": "2026-03-04T08:00:00+00:00"}],
}  # fmt: skip


def _plain(day: str, code: str = "present") -> dict[str, Any]:
    """A day about which there is nothing more to say."""
    return {
        "day": day, "code": code, "planned_minutes": 480, "actual_minutes": None,
        "by": "Ria Hoeben", "earlier": [],
    }  # fmt: skip


_PRINTED: dict[str, Any] = {
    "code": "tempo",
    "label": "Werktempo",
    "level": None,
    "example": "",
    "own_level": 2,
    "own_example": "Snel.",
}

_EVALUATION: dict[str, Any] = {
    "kind": "final", "state": "final", "from": "2026-01-12", "to": "2026-03-08", "version": 2,
    "own_words": "Ik heb weer ritme.", "conclusion": "Akkoord.", "signatures": [_SIGNED],
    "actions": [{"who": "Ria", "what": "Leest een tekening.", "by": None, "done": "2026-03-10"}],
    "content": {
        "strengths": "Nauwkeurig.", "points": "", "support": "x" * 400,
        "advice": {"code": "paid_here", "details": {}},
        "groups": [{"label": "Vak", "competences": [{
            "code": "meten", "label": "Meten", "level": 4, "example": "Zag het zelf.",
            "own_level": None, "own_example": "",
        }, _PRINTED]}],
    },
    "own_levels": [
        {"code": "tempo", "label": "Werktempo", "level": 2, "sentence": "", "example": "Snel."},
        {"code": "meten", "label": "Meten", "level": 0, "sentence": "", "example": "Sinds mei."},
    ],
}  # fmt: skip

PLACEMENT: dict[str, Any] = {
    "work": "Medewerker afbramen", "department": "hal 2", "company": "Plaatwerk De Linie B.V.",
    "kind": "ontwikkelplek", "state": "active", "from": "2026-01-12", "to": "2026-06-30",
    "minutes_per_week": 1200,
    "guides": [{"name": "Ria Hoeben", "main": True, "from": "2026-01-12", "to": "2026-06-30"}],
    "goals": [{"text": "Zelf een order afbramen.", "reached_on": "2026-03-01"}],
    "agreement": {
        "version": 1, "content": {"insurance": "Via de gemeente."}, "signatures": [_SIGNED],
    },
    "events": [{"what": "pause", "from": "2026-02-02", "to": "", "text": "Twee weken vrij."}],
    "notes": [NOTE, NOTE | {"withdrawn": True}],
    "own_days": [{"day": "2026-03-03", "face": 1, "text": "Vandaag hele order alleen!!"}],
    "attendance": [{
        "day": "2026-03-03", "code": "company_closed", "planned_minutes": 480,
        "actual_minutes": 390, "by": "Ria Hoeben",
        "earlier": [{
            "code": "absent_reported", "by": "Ria Hoeben",
            "replaced_at": "2026-03-06T08:00:00+00:00",
        }],
    }, *(_plain(one) for one in ("2026-03-04", "2026-03-05")), _plain("2026-03-06", "late"),
        _plain("2026-04-01"),
    ],
    "weeks": [{
        "monday": "2026-03-02", "confirmed_by": "Ria Hoeben",
        "confirmed_at": "2026-03-07T08:00:00+00:00",
    }],
    "visits": [{"day": "2026-03-04", "author": "Anouk Driessen", "text": "Samen gekeken."}],
    "evaluations": [_EVALUATION],
    "corrections": [{
        "about": "note", "day": "2026-03-03", "text": "Een keer door jullie afgezegd.",
        "at": "2026-03-05T08:00:00+00:00", "state": "corrected",
        "steps": [{
            "by": "Ria Hoeben", "at": "2026-03-06T08:00:00+00:00", "text": "Klopt.",
            "became": "corrected", "change": {"note": [1, 2]},
        }],
    }],
    "decisions": [{
        "what": "premium", "yes": True, "text": "Haalde drie doelen.",
        "at": "2026-03-05T08:00:00+00:00",
    }],
}  # fmt: skip

CONTENT: dict[str, Any] = {
    "format": "opstap-dossier/2", "made_at": "2026-03-11T09:00:00+00:00", "made_for": "own",
    "person": {
        "name": "Łucja Świątek", "login": "", "phone": "0612345678", "language": "nl",
        "reference": "K-7", "municipality": "Gemeente Kessenbroek", "coach": "Anouk Driessen",
    },
    "placements": [PLACEMENT, PLACEMENT | {"work": "Inpakken", "agreement": None}],
    "cases": [
        {"officer": "Wies Adams", "told": "Jij vroeg wat er over je staat.",
         "from": "2026-03-06", "to": "2026-03-20", "open": True},
        {"officer": "Wies Adams", "told": "Er was een datalek.",
         "from": "2026-02-02", "to": "2026-02-03", "open": False},
    ],
    "readings": [
        {"at": "2026-03-05T08:00:00+00:00", "who": "Ria Hoeben", "role": "supervisor",
         "what": "notities"},
        {"at": "2026-03-06T08:00:00+00:00", "who": "Wies Adams", "role": "privacy_officer",
         "what": "notities op een zaak"},
    ],
}  # fmt: skip

DOSSIER: DossierDocument = fill(CONTENT, '{"a": 1}')
EMPTY = fill(CONTENT | {"placements": [], "cases": [], "readings": [], "made_for": "access"}, "")


def many(notes: int) -> DossierDocument:
    """Years of notes of one placement, with as many days."""
    days = [
        PLACEMENT["attendance"][0]
        | {"day": f"20{20 + n // 336}-{n // 28 % 12 + 1:02}-{n % 28 + 1:02}"}
        for n in range(notes)
    ]
    every = [NOTE | {"text": f"Notitie {n}. " + NOTE["text"] * 3} for n in range(notes)]
    placement = PLACEMENT | {"notes": every, "attendance": days}
    return fill(CONTENT | {"placements": [placement]}, '{"a": 1}')
