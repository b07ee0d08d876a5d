"""Pages of an evaluation that several addresses answer with."""

from collections.abc import Iterable
from typing import Any

from flask_babel import gettext as _

from pwa import access, words
from pwa.database import reading_once, transaction
from pwa.domain.actions import OWNERS
from pwa.domain.enums import Advice, EvaluationKind, SignatureMeaning
from pwa.domain.errors import DomainError
from pwa.domain.evaluation import AdviceDetail, advice_needs
from pwa.domain.merging import read_marks, write_marks
from pwa.domain.statements import statement
from pwa.domain.states import Actor, EvaluationState, evaluation_actions
from pwa.models import Evaluation, Person, Signature
from pwa.models.evaluation_facts import standing_signatures
from pwa.pages import not_now, page
from pwa.pdf.document import EvaluationDocument
from pwa.policies import evaluations as policies
from pwa.policies import table as table_policies
from pwa.queries import evaluation_document
from pwa.queries import table as table_queries
from pwa.queries.actions import own_and_before
from pwa.queries.evaluations import Names, names_of, turns_of
from pwa.routes import evaluation_words as said
from pwa.routes.evaluation_forms import Filled, OwnForm, SayForm, TalkForm, rows_to_fill
from pwa.routes.evaluation_parts import LINES, REST, FormPart, hints_of, missing_of
from pwa.routes.evaluation_rounds import rounds as rounds_of
from pwa.services import audit

_E, _M = EvaluationState, SignatureMeaning
_ROLES = (
    (Actor.SUPERVISOR, "supervisor"),
    (Actor.COACH, "coach"),
    (Actor.EMPLOYER_ADMIN, "company"),
)


def head(
    evaluation: Evaluation, signed: list[Signature] | None = None, names: Names | None = None
) -> dict[str, Any]:
    """What every page of an evaluation shows on top."""
    names = names or names_of(evaluation)
    if signed is None:
        signed = standing_signatures(evaluation) if evaluation.state is _E.SIGNING else []
    now, then = said.now_and_then(evaluation.state, turns_of(evaluation, signed), names)
    kind = {
        EvaluationKind.INTERIM: _("Tussenevaluatie"),
        EvaluationKind.FINAL: _("Eindevaluatie"),
    }[evaluation.kind]
    return {
        "ev": evaluation,
        "names": names,
        "now": now,
        "then": then,
        "title": f"{kind} {names.candidate}",
        "period": said.period(evaluation.from_on, evaluation.to_on),
    }


def form_page(evaluation: Evaluation, filled: Filled, part: FormPart, status: int = 200) -> Any:
    """The supervisor's form, in draft, ready and discussed: this part, or the first in which
    something is wrong."""
    wrong = [one for one in (LINES, REST) if any(map(one.holds, filled.errors))]
    part = next(iter(wrong), part)
    return page(
        part.template,
        status=status,
        **head(evaluation),
        filled=filled,
        base=write_marks({n: m for n, m in read_marks(filled.base).items() if part.holds(n)}),
        form=filled.form,
        owners=[(one.value, words.word(one)) for one in OWNERS],
        carried=filled.form.carried,
        errors={name: told for name, told in filled.errors.items() if part.holds(name)},
        error_labels=said.field_labels({one.code: one.label for one in filled.form.lines}),
        groups=_groups(filled),
        levels=[(n, words.word(n)) for n in range(5)],
        rows=rows_to_fill(filled.form),
        advices=[(one.value, words.word(one), advice_needs(one)) for one in Advice],
        labels=said.advice_labels(),
        may_stay_empty=[one.value for one in AdviceDetail if not one.needed],
        hints=hints_of(evaluation, filled.form, part),
        missing=[] if filled.errors else missing_of(evaluation, filled.form, part),
        sentence=statement(_M.DRAWN_UP, evaluation.kind, evaluation.placement.candidate.user.name),
    )


def _groups(filled: Filled) -> list[tuple[str, list[Any]]]:
    found: dict[str, list[Any]] = {}
    for line in filled.form.lines:
        found.setdefault(line.group, []).append(line)
    return list(found.items())


def own_page(evaluation: Evaluation, form: OwnForm, status: int = 200) -> Any:
    return page(
        "evaluations/own.html",
        status=status,
        **head(evaluation),
        form=form,
        error_labels=said.field_labels({one.code: one.label for one in form.lines}),
        levels=[(n, words.word(n)) for n in range(5)],
    )


def talk_page(evaluation: Evaluation, form: TalkForm, status: int = 200) -> Any:
    return page("evaluations/talk.html", status=status, **head(evaluation), form=form)


def reading_page(
    evaluation: Evaluation,
    form: SayForm | None = None,
    step: str = "",
    status: int = 200,
    refused: str = "",
) -> Any:
    """The whole evaluation to read, with what this person can do now below it; `refused`: why a
    step was not made."""
    with reading_once():
        return _reading_page(evaluation, form or SayForm(), step, status, refused)


def _reading_page(
    evaluation: Evaluation, form: SayForm, step: str, status: int, refused: str
) -> Any:
    person = access.me()
    with transaction():
        document = evaluation_document.document(person, evaluation)
        signed = standing_signatures(evaluation)
        audit.record_reading(person, [evaluation.placement], "evaluatie")
    seen = rounds_of(person, evaluation, signed)
    return page(
        "evaluations/show.html",
        status=status,
        **head(evaluation, signed, names_in(document)),
        doc=document,
        form=form,
        step=step,
        refused=refused,
        rounds=seen,
        open_actions=own_and_before(evaluation)[1] if seen.review else (),
        table=table_card(person, evaluation, document, signed),
        **panels(person, evaluation, signed),
    )


def table_card(
    person: Person, evaluation: Evaluation, doc: EvaluationDocument, signed: list[Signature]
) -> table_queries.Card | None:
    """Signing on this tablet, for whoever may let it go round; a coach who is next just signs."""
    if evaluation.state is not _E.SIGNING or not table_policies.begin(person, evaluation):
        return None
    if policies.decide(person, evaluation) and turns_of(evaluation, signed) == (Actor.COACH,):
        return None
    return table_queries.card_of(evaluation, (doc.candidate, *doc.supervisors, doc.coach))


def names_in(document: EvaluationDocument) -> Names:
    """The names as the document has them."""
    return Names(
        candidate=document.candidate,
        supervisor=document.supervisors[0] if document.supervisors else "",
        coach=document.coach,
        company=document.company.name,
    )


def panels(person: Person, evaluation: Evaluation, signed: list[Signature]) -> dict[str, Any]:
    """What this person can do with it now."""
    worn = policies.actors(person, evaluation.placement)
    actions = {name for actor in worn for name in evaluation_actions(evaluation.state, actor)}
    meanings = {one.meaning for one in signed}
    asks = evaluation.placement.workplace.organisation.company_signs
    if not asks or _M.FOR_COMPANY in meanings:
        actions.discard("company_sign")
    candidate = evaluation.placement.candidate.user.name
    return {
        "actions": actions,
        "own": Actor.CANDIDATE in worn,
        "seen": _M.SEEN in meanings,
        "decided": bool(meanings & {_M.AGREE, _M.DISAGREE}),
        "company_waits": bool(asks) and _M.FOR_COMPANY not in meanings,
        "company_signs": bool(asks),
        "disagrees": _M.DISAGREE in meanings,
        "my_role": next((name for actor, name in _ROLES if actor in worn), ""),
        "sentences": {one.value: statement(one, evaluation.kind, candidate) for one in _M},
    }


def refusal(evaluation: Evaluation, problem: DomainError, typed: Iterable[str] = ()) -> Any:
    """A step that cannot be made, with why, a way back, and the texts that were not kept."""
    return page(
        "evaluations/refused.html", status=problem.status, **head(evaluation),
        sentence=words.error(problem.code, **problem.details), typed=tuple(typed),
    )  # fmt: skip


def no_pdf(evaluation: Evaluation, problem: DomainError) -> Any:
    """The PDF could not be made; everything else goes on."""
    sentence = words.error(problem.code, **problem.details)
    told = page("evaluations/refused.html", **head(evaluation), sentence=sentence, typed=())
    return not_now(told, problem)
