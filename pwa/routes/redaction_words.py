"""What a text is called on the page where words are removed."""

from flask_babel import lazy_gettext

from pwa import words

words.add_errors(
    {
        "redact_short": lazy_gettext("Typ minstens twee tekens."),
        "redact_mark": lazy_gettext("Dit is al het merkteken zelf."),
        "redact_nowhere": lazy_gettext(
            "Deze woorden staan nergens zo. Let op hoofdletters en leestekens."
        ),
        "redact_places": lazy_gettext("Kies minstens één plek waar de woorden weg moeten."),
        "redact_printed": lazy_gettext(
            "Een ondertekende evaluatie heeft deze tekst ook. Kies die erbij."
        ),
        "redact_prints": lazy_gettext(
            "De PDF van een evaluatie haalt deze woorden ook uit een andere tekst. Kies die erbij,"
            " anders staan ze in een volgende versie weer."
        ),
        "redact_held": lazy_gettext(
            "Voor deze plek geldt een bewaarplicht. Haal die er eerst af, op de pagina van de zaak."
        ),
        "redact_no_room": lazy_gettext(
            "Er is te weinig plaats voor het merkteken. Kies een langer stuk van de zin."
        ),
        "own_day_removed": lazy_gettext(
            "Hier heeft de privacyfunctionaris iets weggehaald. Schrijf je dag opnieuw."
        ),
    }
)

_EVALUATION = lazy_gettext("evaluatie")
_PLACEMENT = lazy_gettext("afspraken over de plek")

_WHERE = {
    "note.text": lazy_gettext("notitie"),
    "note.withdrawn_reason": lazy_gettext("reden van het terugnemen"),
    "note_revision.text": lazy_gettext("notitie, zoals hij eerder was"),
    "note_revision.reason": lazy_gettext("reden van de verbetering"),
    "reaction.text": lazy_gettext("reactie van de kandidaat"),
    "candidate_day.text": lazy_gettext("eigen dag van de kandidaat"),
    "handover.text": lazy_gettext("regel voor de volgende ploeg"),
    "visit_note.text": lazy_gettext("bezoek van de coach"),
    "evaluation": _EVALUATION,
    "rating": lazy_gettext("voorbeeld in een evaluatie"),
    "action_item": lazy_gettext("afspraak uit een evaluatie"),
    "signature": lazy_gettext("reactie bij een handtekening"),
    "evaluation_version": lazy_gettext("vastgelegde evaluatie, met de PDF"),
    "goal": lazy_gettext("doel"),
    "week_dispute": lazy_gettext("vraag over de uren"),
    "chance_answer": lazy_gettext("kans op werk"),
    "premium_statement": lazy_gettext("premieverklaring"),
    "agreement_version": lazy_gettext("getekende overeenkomst"),
    "agreement": lazy_gettext("overeenkomst"),
    "agreement_question": lazy_gettext("vraag bij de overeenkomst"),
    "privacy_case": lazy_gettext("deze of een andere zaak"),
    "case_extension": lazy_gettext("deze of een andere zaak"),
    "hold_move": lazy_gettext("reden van een bewaarplicht"),
}


def where(name: str) -> str:
    """In what kind of text, by table and column."""
    return str(_WHERE.get(name) or _WHERE.get(name.partition(".")[0]) or _PLACEMENT)
