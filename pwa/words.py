"""Words for what the code calls by a name: states, choices and refusals. Dutch is the source."""

import re
from enum import StrEnum
from typing import Any

from babel.lists import format_list
from flask_babel import get_locale, gettext
from flask_babel import lazy_gettext as _
from jinja2 import Environment

from pwa.domain.actions import OWNERS
from pwa.domain.documents import DocumentKind
from pwa.domain.enums import (
    Advice,
    AttendanceCode,
    EvaluationKind,
    OrganisationKind,
    PlacementKind,
    Rater,
    Role,
    SignatureMeaning,
    SignatureRole,
    Tone,
    WorkplaceNeed,
)
from pwa.domain.history import Changed
from pwa.domain.layouts import LayoutState
from pwa.domain.profiles import ProfileState
from pwa.domain.running import PauseReason, StopReason
from pwa.domain.states import (
    EvaluationState,
    HandbookState,
    NoteVisibility,
    PlacementState,
    UserState,
)

_A, _R, _S = AttendanceCode, Role, SignatureMeaning

_PAIRS: tuple[tuple[StrEnum, Any], ...] = (
    (_R.SUPERVISOR, _("begeleider")),
    (_R.EMPLOYER_ADMIN, _("bedrijfsbeheer")),
    (_R.COACH, _("coach")),
    (_R.MUNICIPALITY_ADMIN, _("beheer gemeente")),
    (_R.PRIVACY_OFFICER, _("privacyfunctionaris")),
    (OrganisationKind.EMPLOYER, _("bedrijf")),
    (OrganisationKind.MUNICIPALITY, _("gemeente")),
    (PlacementKind.PROEFPLAATS, _("proefplaats")),
    (PlacementKind.PARTICIPATIEPLAATS, _("participatieplaats")),
    (PlacementKind.WERKERVARINGSPLAATS, _("werkervaringsplaats")),
    (PlacementKind.ONTWIKKELPLEK, _("ontwikkelplek")),
    (_A.PRESENT, _("Aanwezig")),
    (_A.LATE, _("Te laat")),
    (_A.LEFT_EARLY, _("Eerder weg")),
    (_A.ABSENT_REPORTED, _("Afwezig, gemeld")),
    (_A.ABSENT_UNREPORTED, _("Afwezig, niet gemeld")),
    (_A.APPOINTMENT, _("Afspraak")),
    (_A.LEAVE, _("Vrij")),
    (_A.COMPANY_CLOSED, _("Bedrijf dicht")),
    (Tone.STRONG, _("Sterk")),
    (Tone.NEUTRAL, _("Gewoon")),
    (Tone.ATTENTION, _("Aandacht")),
    (EvaluationKind.INTERIM, _("tussenevaluatie")),
    (EvaluationKind.FINAL, _("eindevaluatie")),
    (DocumentKind.INTERIM, _("tussenevaluatie")),
    (DocumentKind.FINAL, _("eindevaluatie")),
    (DocumentKind.AGREEMENT, _("plaatsingsovereenkomst")),
    (DocumentKind.PREMIUM, _("premieverklaring")),
    (Advice.PAID_HERE, _("Betaald werk hier")),
    (Advice.PAID_ELSEWHERE, _("Betaald werk bij een ander bedrijf")),
    (Advice.EXTEND, _("Langer blijven oefenen")),
    (Advice.TRAINING, _("Opleiding of cursus")),
    (Advice.OTHER_PLACE, _("Een andere werkplek")),
    (Advice.STOP, _("Stoppen")),
    (Advice.NOT_YET_CLEAR, _("Nog niet duidelijk")),
    (Rater.SUPERVISOR, _("begeleider")),
    (Rater.CANDIDATE, _("kandidaat")),
    (Changed.COMPANY_SIGNS, _("het bedrijf tekent evaluaties ook")),
    (Changed.PHOTOS, _("foto's bij een notitie")),
    (Changed.DRAWINGS, _("een handtekening tekenen aan tafel")),
    (Changed.CLOSED, _("dagen dicht")),
    (Changed.GUIDANCE, _("wie begeleidt")),
    (SignatureRole.SUPERVISOR, _("begeleider")),
    (SignatureRole.CANDIDATE, _("kandidaat")),
    (SignatureRole.COMPANY, _("bedrijf")),
    (SignatureRole.COACH, _("coach")),
    (_S.DRAWN_UP, _("opgesteld")),
    (_S.SEEN, _("gezien")),
    (_S.AGREE, _("akkoord")),
    (_S.DISAGREE, _("niet akkoord")),
    (_S.FOR_COMPANY, _("namens het bedrijf")),
    (_S.SIGNED_OFF, _("afgetekend")),
    (_S.OFFERED_UNSIGNED, _("aangeboden, niet ondertekend")),
    (WorkplaceNeed.MUST, _("nodig")),
    (WorkplaceNeed.LEARNABLE, _("te leren")),
    (WorkplaceNeed.NOT_NEEDED, _("niet nodig")),
    (EvaluationState.DRAFT, _("In voorbereiding")),
    (EvaluationState.READY, _("Klaar voor het gesprek")),
    (EvaluationState.DISCUSSED, _("Besproken")),
    (EvaluationState.SIGNING, _("Wacht op handtekeningen")),
    (EvaluationState.RETURNED, _("Teruggestuurd")),
    (EvaluationState.FINAL, _("Klaar en afgetekend")),
    (EvaluationState.SUPERSEDED, _("Vervangen door een nieuwe versie")),
    (HandbookState.DRAFT, _("concept")),
    (HandbookState.ACTIVE, _("in gebruik")),
    (HandbookState.RETIRED, _("niet meer in gebruik")),
    (LayoutState.DRAFT, _("concept")),
    (LayoutState.ACTIVE, _("in gebruik")),
    (LayoutState.RETIRED, _("niet meer in gebruik")),
    (NoteVisibility.DIRECT, _("Direct te lezen")),
    (NoteVisibility.DISCUSS_FIRST, _("Eerst bespreken")),
    (PlacementState.DRAFT, _("concept")),
    (PlacementState.TO_SIGN, _("wacht op ondertekening")),
    (PlacementState.PLANNED, _("gepland")),
    (PlacementState.ACTIVE, _("loopt")),
    (PlacementState.PAUSED, _("even stil")),
    (PlacementState.CLOSING, _("bijna klaar")),
    (PlacementState.COMPLETED, _("afgerond")),
    (PlacementState.ENDED_EARLY, _("eerder gestopt")),
    (PlacementState.CANCELLED, _("ging niet door")),
    (ProfileState.DRAFT, _("concept")),
    (ProfileState.PUBLISHED, _("gepubliceerd")),
    (PauseReason.NO_WORK_NOW, _("Er is even geen werk")),
    (PauseReason.DAYS_OFF, _("Vrije dagen")),
    (PauseReason.COURSE_FIRST, _("Eerst een cursus of opleiding")),
    (PauseReason.IN_CONSULTATION, _("In overleg even pauze")),
    (PauseReason.SOMETHING_ELSE, _("Anders")),
    (StopReason.WORK_DOES_NOT_FIT, _("Het werk past niet")),
    (StopReason.FOUND_OTHER_WORK, _("Ander werk gevonden")),
    (StopReason.STARTS_TRAINING, _("Begint met een opleiding")),
    (StopReason.OWN_REQUEST, _("Op eigen verzoek")),
    (StopReason.COMPANY_CANNOT_GO_ON, _("Het bedrijf kan niet verder")),
    (StopReason.SOMETHING_ELSE, _("Anders")),
    (UserState.INVITED, _("uitgenodigd")),
    (UserState.ACTIVE, _("actief")),
    (UserState.BLOCKED, _("geblokkeerd")),
)

# Members of different enums with the same value are equal as keys: the class keeps them apart.
WORDS = {(type(key), key.value): text for key, text in _PAIRS}

LEVELS = {
    0: _("Niet gezien"),
    1: _("Lukt nog niet"),
    2: _("Lukt met hulp"),
    3: _("Lukt zelfstandig"),
    4: _("Kan het een ander leren"),
}

ERRORS: dict[str, Any] = {
    "missing": _("Dit is nog leeg. Vul het in."),
    "too_long": _("Dit is te lang: er passen %(n)s tekens in."),
    "not_a_choice": _("Kies een van de mogelijkheden."),
    "not_a_number": _("Vul hier een heel getal in, bijvoorbeeld 24."),
    "out_of_range": _("Vul een getal in van %(least)s tot en met %(most)s."),
    "not_a_date": _("Dit is geen datum. Schrijf hem als 31-12-2026 of kies hem."),
    "absurd_date": _("Deze datum kan niet kloppen. Kijk het jaar na."),
    "not_a_time": _("Dit is geen tijd. Schrijf hem als 7:30."),
    "unknown": _("Dit kennen we niet. Kies het opnieuw."),
    "bad_input": _("Kijk dit formulier nog even na."),
    "unknown_action": _("Dit kan hier niet."),
    "wrong_state": _("Dit kan nu niet meer. Er is intussen iets veranderd; kijk wat er nu staat."),
    "wrong_actor": _("Dit kan iemand anders doen, jij niet."),
    "not_guided": _("Op die dag begeleidde jij deze persoon niet."),
    "nothing_written": _("Kies een tegel of schrijf een zin."),
    "day_in_future": _("Die dag moet nog komen."),
    "day_before_start": _("Die dag ligt voor de eerste werkdag."),
    "day_after_end": _("Die dag ligt na de laatste werkdag."),
    "day_not_worked": _("Op die dag werd er niet gewerkt. Kies een werkdag."),
    "end_before_start": _("Het einde ligt voor het begin."),
    "break_too_long": _("De pauze is langer dan de werkdag."),
    "not_a_phone": _("Dit lijkt geen telefoonnummer. Typ alleen cijfers, spaties, + of -."),
    "not_yours": _("Dit hoort niet bij jou."),
    "id_reused": _("Dit was al bewaard met andere woorden. Laad de pagina opnieuw."),
    "no_working_day": _("Kies minstens één dag waarop iemand werkt."),
    "example_missing": _("Bij de laagste en de hoogste stap hoort een voorbeeld."),
    "candidate_not_signed": _("De kandidaat heeft nog niet getekend."),
    "candidate_has_signed": _("De kandidaat heeft al getekend."),
    "company_not_signed": _("Het bedrijf heeft nog niet getekend."),
    "too_early_to_close": _("De kandidaat heeft tien werkdagen de tijd om te tekenen."),
    "both_must_agree": _("Begeleider en coach moeten dit allebei willen."),
    "reason_missing": _("Schrijf kort waarom."),
    "not_an_object": _("Dit bestand heeft niet de vorm van een handboek."),
    "not_a_list": _("Dit bestand heeft niet de vorm van een handboek."),
    "not_a_text": _("Hier hoort een tekst."),
    "not_yes_or_no": _("Hier hoort true of false."),
    "too_many": _("Dit zijn er te veel: er passen er %(n)s."),
    "key_twice": _("Hier staat een naam twee keer: %(n)s."),
    "bad_code": _("Gebruik kleine letters, cijfers en een streepje onderaan."),
    "duplicate_code": _("Deze code komt twee keer voor."),
    "unknown_group": _("Deze groep bestaat niet."),
    "unknown_competence": _("Dit onderdeel staat niet in het handboek."),
    "unknown_tone": _("Deze toon bestaat niet."),
    "unknown_icon": _("Dit plaatje bestaat niet."),
    "unknown_level": _("Deze stap bestaat niet."),
    "unknown_offset": _("Dit moment bestaat niet."),
    "unknown_kind": _("Deze soort bestaat niet."),
    "stale": _("Iemand anders heeft dit net veranderd. Kijk wat er nu staat en kies dan opnieuw."),
}
"""Sentence per error code; services add theirs with `add_errors`."""


def add_errors(more: dict[str, Any]) -> None:
    """Add sentences. Raises ValueError for a code that has another one already."""
    taken = [
        code for code in more if code in ERRORS and _source(ERRORS[code]) != _source(more[code])
    ]
    if taken:
        raise ValueError(f"these codes have a sentence already: {', '.join(taken)}")
    ERRORS.update(more)


def _source(sentence: Any) -> str:
    """What a lazy sentence says before it is translated."""
    return str(getattr(sentence, "_args", (sentence,))[0])


def word(item: Any) -> str:
    """The words for an enum member or a level."""
    if isinstance(item, StrEnum):
        return str(WORDS[type(item), item.value])
    return str(LEVELS[int(item)])


def error(code: str, /, **details: object) -> str:
    """The sentence for an error code such as `too_long:600` or `out_of_range:1:7`."""
    name, _colon, rest = code.partition(":")
    values = rest.split(":") if rest else []
    facts: dict[str, object] = {"n": values[0] if values else "", **details}
    if len(values) == 2:
        facts |= {"least": values[0], "most": values[1]}
    template = ERRORS.get(name)
    if template is None:
        return str(gettext("Dit kan nu niet."))
    return str(template) % facts


def errors(codes: dict[str, str]) -> dict[str, str]:
    """Sentences for a form's errors, field by field."""
    return {field: error(code) for field, code in codes.items()}


def language() -> str:
    return str(get_locale() or "nl")


def tel(phone: str) -> str:
    """The address that calls this number, however it was typed."""
    return "tel:" + re.sub(r"[^+\d]", "", phone, flags=re.ASCII)


def first_name(name: str) -> str:
    return name.split(" ")[0]


def doers(one: Any) -> str:
    """Who does what was agreed: as its author wrote it, else the roles that were chosen. The
    document has the same in Dutch (`domain.actions.printed`)."""
    roles = [str(word(role)) for role in OWNERS if str(role) in set(one.whose)]
    return one.who.strip() or str(format_list(roles, locale=language()))


def register(env: Environment) -> None:
    """Filters for templates."""
    env.filters.update(
        word=word,
        error=error,
        first_name=first_name,
        tel=tel,
        doers=doers,
    )
