"""The form in which a municipality changes its rules: every button sends all of it back.

So lines are added, moved and dropped without a script and without keeping anything half done.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from flask import request

from pwa import words
from pwa.domain.enums import EvaluationKind, PlacementKind, Role
from pwa.domain.errors import BadInput
from pwa.domain.ids import uuid7
from pwa.domain.milestones import CHANCE, PREMIUM, MilestoneRule, Offset, RuleProfile
from pwa.domain.rule_profiles import MOST_TEXT, read_rule_profile
from pwa.domain.text import clean
from pwa.forms import UnknownFields

MOST_RULES = 20
WHO = (Role.SUPERVISOR, Role.COACH, Role.EMPLOYER_ADMIN)
SPECIAL = (str(EvaluationKind.INTERIM), str(EvaluationKind.FINAL), PREMIUM, CHANCE)
"""Rules with a page of their own: their code says which. All others are ticked off."""

HEAD = (
    "version", "edition", "max_months", "max_extension_months",
    "source_nl", "source_en", "extension_nl", "extension_en",
)  # fmt: skip
LINE = (
    "code", "nl", "en", "candidate_nl", "candidate_en", "offset", "n", "repeat", "who",
    "no_ends_at",
)  # fmt: skip

Line = dict[str, str]


@dataclass(frozen=True)
class RuleForm:
    """What was typed, as it was typed."""

    head: Line
    lines: list[Line]
    do: str = ""
    new_code: str = ""
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def version(self) -> int:
        """The version that this started from; a broken number is an old one."""
        return _short(self.head["version"], -1)

    @property
    def edition(self) -> int:
        """The draft that this was read with; 0 is none."""
        return _short(self.head["edition"], 0)

    @property
    def fields(self) -> dict[str, str]:
        """All of it as names and values, to carry along."""
        lines = {f"m_{n}_{k}": v for n, one in enumerate(self.lines) for k, v in one.items()}
        return self.head | lines

    @property
    def to_keep(self) -> dict[str, str]:
        """What a draft holds: everything typed, and the version that it started from."""
        return {name: value for name, value in self.fields.items() if name != "edition"}

    def beside(self, **head: int) -> "RuleForm":
        """The same text, now made from this version of the rules or of the draft."""
        return replace(self, head=self.head | {name: str(n) for name, n in head.items()})

    def changed(self) -> "RuleForm":
        """After the button that adds, moves or drops a line."""
        what, _colon, at = self.do.partition(":")
        lines, n = list(self.lines), int(at) if at.isdigit() else -1
        if what == "add" and len(lines) < MOST_RULES:
            lines.append(_new_line(self.new_code, lines))
        if 0 <= n < len(lines):
            one = lines.pop(n)
            to = {"up": n - 1, "down": n + 1}.get(what)
            if to is not None:
                lines.insert(max(0, to), one)
        return replace(self, lines=lines)


def of(version: int, profile: RuleProfile) -> RuleForm:
    """The form as it opens: these rules, to be changed."""
    head = {
        "version": str(version),
        "edition": "0",
        "max_months": str(profile.max_months),
        "max_extension_months": str(profile.max_extension_months),
        "source_nl": profile.source.nl,
        "source_en": profile.source.en,
        "extension_nl": profile.extension_note.nl,
        "extension_en": profile.extension_note.en,
    }
    return RuleForm(head, [_line_of(one) for one in profile.milestones])


def _line_of(rule: MilestoneRule) -> Line:
    said = rule.what if rule.candidate is None else rule.candidate
    return {
        "code": rule.code,
        "nl": rule.what.nl,
        "en": rule.what.en,
        "candidate_nl": said.nl,
        "candidate_en": said.en,
        "offset": str(rule.offset),
        "n": str(rule.n),
        "repeat": "1" if rule.repeat else "",
        "who": str(rule.who),
        "no_ends_at": str(rule.no_ends_at or ""),
    }


def _new_line(code: str, lines: list[Line]) -> Line:
    taken = {one["code"] for one in lines}
    known = code if code in SPECIAL and code not in taken else f"own_{uuid7().hex[-12:]}"
    empty = dict.fromkeys(LINE, "")
    facts = {"code": known, "offset": str(Offset.WEEKS_AFTER_START), "n": "4"}
    return empty | facts | {"who": str(Role.COACH if known in (PREMIUM, CHANCE) else WHO[0])}


def read() -> RuleForm:
    """The form as sent: texts cleaned and bounded, nothing thrown away."""
    sent = request.form
    numbers = sorted(
        {int(name.split("_")[1]) for name in sent if name.startswith("m_") and _number(name)}
    )
    names = {*HEAD, "do", "new_code", *(f"m_{n}_{k}" for n in numbers for k in LINE)}
    if (
        set(sent) - names
        or len(numbers) > MOST_RULES
        or any(len(sent.getlist(name)) > 1 for name in sent)
    ):
        raise UnknownFields("rules")
    typed = {name: clean(value[:2000]) for name, value in sent.items()}
    form = _from(typed, numbers)
    return replace(form, do=typed.get("do", ""), new_code=typed.get("new_code", ""))


def kept(fields: Mapping[str, str], edition: int) -> RuleForm:
    """The form as it was kept."""
    numbers = sorted({int(name.split("_")[1]) for name in fields if name.startswith("m_")})
    return _from(fields, numbers).beside(edition=edition)


def _from(fields: Mapping[str, str], numbers: list[int]) -> RuleForm:
    head = {name: fields.get(name, "") for name in HEAD}
    return RuleForm(head, [{k: fields.get(f"m_{n}_{k}", "") for k in LINE} for n in numbers])


def _short(raw: str, otherwise: int) -> int:
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 7 else otherwise


def _number(name: str) -> bool:
    part = name.split("_")[1]
    return part.isascii() and part.isdigit() and len(part) < 4


def profile_of(form: RuleForm, kind: PlacementKind) -> tuple[RuleProfile | None, RuleForm]:
    """The rules that this makes, or the form with what is wrong, field by field."""
    try:
        return read_rule_profile(_json(form, kind)), form
    except BadInput as wrong:
        named = {_field(at): _code(at, code) for at, code in wrong.fields.items()}
        return None, replace(form, errors=words.errors(named))


def _json(form: RuleForm, kind: PlacementKind) -> Mapping[str, Any]:
    head = form.head
    return {
        "kind": str(kind),
        "max_months": _int(head["max_months"]),
        "max_extension_months": _int(head["max_extension_months"]),
        "source": {"nl": head["source_nl"], "en": head["source_en"]},
        "extension_note": {"nl": head["extension_nl"], "en": head["extension_en"]},
        "milestones": [_rule_json(one) for one in form.lines],
    }


def _rule_json(one: Line) -> Mapping[str, Any]:
    return {
        "code": one["code"],
        "offset": one["offset"],
        "n": _int(one["n"]),
        "repeat": one["repeat"] == "1",
        "who": one["who"] if one["who"] in [str(role) for role in WHO] else "nobody",
        "nl": one["nl"],
        "en": one["en"],
        "candidate": {"nl": one["candidate_nl"], "en": one["candidate_en"]},
        "no_ends_at": _int(one["no_ends_at"]) if one["no_ends_at"] else 0,
    }


def _int(raw: str) -> int | str | None:
    """A number where it is one, else what was typed: the reader names the field."""
    return int(raw) if raw.isascii() and raw.isdigit() and len(raw) < 6 else raw or None


def _code(at: str, code: str) -> str:
    """What the domain says, in the words of this form."""
    return "repeat_of_months" if at.endswith(".repeat") else code


def _field(at: str) -> str:
    """A place in the data -> the field of the form."""
    parts = at.split(".")
    if parts[0] == "milestones" and len(parts) > 2:
        return f"m_{parts[1]}_{'_'.join(parts[2:])}"
    if parts[0] == "extension_note":
        return f"extension_{parts[-1]}"
    return "_".join(parts)


MOST = MOST_TEXT
