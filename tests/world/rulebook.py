"""Who may see which words: written by hand from what was agreed, knowing nothing of the product.

The facts are what happened, as people would tell it; `verdict` says what follows. Each rule names
where it was agreed: the roles and their table ("Who may see and do what"), the states of notes and
evaluations, and decisions 14, 17, 30, 31, 33, 35 and 36 in docs/decisions.
"""

from datetime import timedelta

from tests.world.facts import COACH_READS_ON, LINE_STAYS, Facts, Kind, Verdict, Words


def verdict(facts: Facts, who: str, words: Words) -> Verdict:
    """What the agreements say about this person and these words, now."""
    if facts.is_out(who) or words.gone:
        return Verdict.NEVER
    said = RULES[words.kind](facts, who, words)
    return Verdict.MAY if said is Verdict.MUST and words.replaced else said


def handed_over(facts: Facts, officer: str, candidate: str, words: Words) -> Verdict:
    """Of a file that answers an access request: what that candidate may read, in nobody's hands
    but those of an officer who has a case about them."""
    if facts.is_out(officer) or not facts.on_case(officer, candidate):
        return Verdict.NEVER
    return verdict(facts, candidate, words)


def knows_of(f: Facts, who: str, placement: str) -> bool:
    """The head of a placement: own, assigned, of the company, of the own candidates, on a case."""
    row = f.placements[placement]
    around = who == row.candidate or f.guides_it(who, placement) or f.coaches(who, row.candidate)
    office = f.seated(who, "employer_admin", row.company)
    return not f.is_out(who) and (around or office or f.on_case(who, row.candidate))


def _still(f: Facts, w: Words) -> bool:
    """A coach reads until 30 days after the end: the planned one, until another is known."""
    row = f.placements[w.placement]
    return f.today <= (row.ended or row.planned_end) + COACH_READS_ON


def _note(f: Facts, who: str, w: Words) -> Verdict:
    """Read notes: candidate and coach what is shared, who guides all, an officer on a case; photos
    go with their note. A coach may read on in a request that waits for an answer (decision 31)."""
    if f.guides_it(who, w.placement):
        return Verdict.MUST
    coach = f.coaches(who, w.about) and _still(f, w)
    reads = who == w.about or f.on_case(who, w.about) or coach
    if w.shared is None or w.shared > f.now:
        return Verdict.NEVER
    asked = w.due and f.coaches(who, w.about)
    return Verdict.MUST if reads else Verdict.MAY if asked else Verdict.NEVER


def _day(f: Facts, who: str, w: Words) -> Verdict:
    """The candidate's own words and a coach's visit: whoever reads the notes of that placement."""
    if who == w.about or f.guides_it(who, w.placement):
        return Verdict.MUST
    reads = f.on_case(who, w.about) or (f.coaches(who, w.about) and _still(f, w))
    return Verdict.MUST if reads else Verdict.NEVER


def _asked(f: Facts, who: str, w: Words) -> Verdict:
    """A request for correction and its answers: who has to answer, who may ask once more (as long
    as notes are read, or an answer is due), and the candidate; an officer reads what was written
    about somebody on a case (decision 31)."""
    if who == w.about or f.guides_it(who, w.placement):
        return Verdict.MUST
    if f.coaches(who, w.about) and (w.due or _still(f, w)):
        return Verdict.MUST
    return Verdict.MAY if f.on_case(who, w.about) else Verdict.NEVER


def _hours(f: Facts, who: str, w: Words) -> Verdict:
    """What was said of hours, and the answer: the same people, and whoever gets the statement of
    weeks that are over. The company gets the contested sentences too, and PDFs stay for a coach
    (decision 17)."""
    said = _asked(f, who, w)
    if said is not Verdict.NEVER or f.coaches(who, w.about):
        return said if said is not Verdict.NEVER else Verdict.MAY
    row = f.placements[w.placement]
    if w.over is None or not f.seated(who, "employer_admin", row.company):
        return Verdict.NEVER
    if w.over <= f.today:
        return Verdict.MUST
    last = row.ended or row.planned_end
    ends = w.over - timedelta(days=2)
    return Verdict.MAY if ends <= f.today or last <= f.today else Verdict.NEVER


def _claimed(f: Facts, who: str, w: Words) -> Verdict:
    """Shown to nobody but the one whose tile it was, as long as that person guides there
    (decision 35); once confirmed it is a note like any other."""
    mine = who == w.author and f.seated(who, "supervisor", w.company)
    return Verdict.MUST if mine else Verdict.NEVER


def _unsent(_f: Facts, _who: str, _w: Words) -> Verdict:
    """It waits on a device, or was refused: no answer repeats a word of it (docs/outbox.md)."""
    return Verdict.NEVER


def _line(f: Facts, who: str, w: Words) -> Verdict:
    """For the next shift, three days; it is never evidence."""
    young = w.written is not None and f.now < w.written + LINE_STAYS
    if f.guides_it(who, w.placement) and young:
        return Verdict.MAY
    return Verdict.NEVER


def _evaluation(f: Facts, who: str, w: Words) -> Verdict:
    """Who guides writes it; candidate, coach and officer read from *ready*, the company the final
    one. PDFs stay, so for a coach there is no end to it."""
    state = f.states[w.evaluation]
    if f.guides_it(who, w.placement):
        return Verdict.MUST
    if who == w.about or f.coaches(who, w.about) or f.on_case(who, w.about):
        return Verdict.NEVER if state == "draft" else Verdict.MUST
    company = f.placements[w.placement].company
    if f.seated(who, "employer_admin", company) and state == "final":
        return Verdict.MUST
    return Verdict.NEVER


def _own_view(f: Facts, who: str, w: Words) -> Verdict:
    """The candidate's at once; others read it with the evaluation."""
    if who == w.about:
        return Verdict.MUST
    said = _evaluation(f, who, w)
    return Verdict.NEVER if said is Verdict.NEVER else Verdict.MAY


def _told(f: Facts, who: str, w: Words) -> Verdict:
    town = f.candidates[w.about].town
    if who == w.about or f.seated(who, "privacy_officer", town):
        return Verdict.MAY
    return Verdict.NEVER


def _reason(f: Facts, who: str, w: Words) -> Verdict:
    """For the office: every officer of that municipality, and nobody else."""
    town = f.candidates[w.about].town
    return Verdict.MAY if f.seated(who, "privacy_officer", town) else Verdict.NEVER


RULES = {
    Kind.NOTE: _note,
    Kind.EARLIER: _note,
    Kind.REACTION: _note,
    Kind.OWN_DAY: _day,
    Kind.LINE: _line,
    Kind.VISIT: _day,
    Kind.EVALUATION: _evaluation,
    Kind.OWN_VIEW: _own_view,
    Kind.CASE_TOLD: _told,
    Kind.CASE_REASON: _reason,
    Kind.QUESTION: _asked,
    Kind.ANSWER: _asked,
    Kind.CONTESTED: _hours,
    Kind.CONTEST_ANSWER: _hours,
    Kind.PHOTO: _note,
    Kind.CLAIMED: _claimed,
    Kind.UNSENT: _unsent,
}

IN_THE_DOSSIER = {
    Kind.NOTE, Kind.REACTION, Kind.OWN_DAY, Kind.VISIT, Kind.EVALUATION, Kind.OWN_VIEW,
    Kind.QUESTION, Kind.ANSWER, Kind.CONTESTED, Kind.CONTEST_ANSWER,
}  # fmt: skip
"""What a candidate takes along: all that they must be able to read; photos are counted in it."""
