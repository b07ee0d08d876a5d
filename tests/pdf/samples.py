"""Evaluations to print: a full one, one with a disagreement, an almost empty one, a long one."""

from dataclasses import replace
from datetime import date, timedelta

from pwa.pdf.document import (
    Action,
    Advice,
    Attendance,
    CandidateView,
    CompanyWords,
    CompetenceProfile,
    Detail,
    EvaluationDocument,
    EvidenceNote,
    ProfileGroup,
    SignatureLine,
    Talk,
)
from pwa.pdf.verification import Verification

HASH = "3b7f0c9a5de1482bb6f4e0a7c25d9183f6ad70be94c1527d8e03f9b6a1c4d25e"
DAY_ONE = date(2025, 3, 3)
COMPANY = CompanyWords(
    name="Plaatwerk De Linie B.V.",
    sections=(
        Detail("Wat we maken", "Kasten, kappen en frames van plaatstaal, van 1 tot 500 stuks."),
        Detail("Trots op", "Dat een klant een kap openmaakt en nergens een braam voelt."),
        Detail(
            "Een goede collega",
            "Komt op tijd, zegt het als iets niet klopt, en ruimt zijn plek op.",
        ),
        Detail("Wat lastig is", "Het is soms lawaaiig en we wisselen vaak van klus."),
    ),
    statement="Nauwkeurig en eerlijk: zegt het als iets niet klopt. Wij willen haar houden.",
)


def note(
    days: int, text: str = "", *tiles: str, author: str = "Ria Hoeben", reaction: str = ""
) -> EvidenceNote:
    return EvidenceNote(DAY_ONE + timedelta(days), author, tiles, text, reaction)


EXPLAINED = note(
    0,
    "Eerste dag. Slijpmachine en bril uitgelegd, zij deed het daarna zelf voor.",
    "Luisterde goed naar uitleg",
)
ASKED = note(
    1,
    "Twijfelde over de rand van order 41-207 en kwam het vragen. Goed.",
    "Kwam op tijd",
    "Vroeg om hulp",
)
TEMPO = note(
    3, "12 kappen in de ochtend, wij doen er zo'n 20. Kwaliteit was goed.", "Tempo nog laag"
)
TIDY = note(8, "", "Werkte netjes", "Ruimde plek op", author="Mehmet Kaya")
MISTAKE = note(15, "Zag zelf dat 3 stuks de verkeerde kant op lagen.", "Haalde fout zelf eruit")
FASTER = note(22, "18 in de ochtend, zonder afkeur.", "Tempo beter")
TRAIN = note(
    24,
    "Trein viel uit. Belde 7:10.",
    "Kwam later, had gebeld",
    reaction="Ik was bang dat het slecht was maar Ria was rustig.",
)
ALONE = note(36, "Hele order van 60 zelf gedaan, ook inpakken en sticker.", "Deed het zonder hulp")
HELPED = note(43, "Liet de vakantiekracht zien hoe je de rand voelt.", "Hielp een collega")


def seen(
    label: str,
    level: int | None,
    sentence: str,
    previous: int | None,
    own: int | None,
    *notes: EvidenceNote,
    example: str = "",
) -> CompetenceProfile:
    return CompetenceProfile(label, level, sentence, previous, own, example, "", notes)


PROFILE = (
    ProfileGroup(
        "Basis op het werk",
        (
            seen(
                "Op tijd komen",
                3,
                "Is op tijd klaar om te beginnen en belt zelf als het niet lukt.",
                2,
                3,
                ASKED,
                TRAIN,
            ),
            seen(
                "Afspraken nakomen",
                4,
                "Let ook op de afspraken van de groep.",
                3,
                3,
                TRAIN,
                example="Herinnerde de vakantiekracht aan de gehoorkappen.",
            ),
        ),
    ),
    ProfileGroup(
        "Het werk zelf",
        (
            seen(
                "Uitleg begrijpen en opvolgen",
                3,
                "Voert uitleg goed uit en vraagt als het niet duidelijk is.",
                3,
                3,
                EXPLAINED,
            ),
            seen(
                "Netjes en nauwkeurig werken",
                4,
                "Je voelt met je duim langs de rand. Geen braam, geen kras.",
                3,
                4,
                MISTAKE,
                FASTER,
                example="Geen afkeur in de laatste 3 weken; ziet fouten zelf.",
            ),
            seen(
                "Werktempo",
                3,
                "Haalt het gewone tempo van de plek.",
                1,
                2,
                TEMPO,
                FASTER,
                example="Van 12 naar 18-20 per ochtend.",
            ),
            seen(
                "Zelfstandig werken",
                3,
                "Maakt een taak van begin tot eind af.",
                2,
                4,
                ALONE,
            ),
        ),
    ),
    ProfileGroup(
        "Samen werken",
        (
            seen(
                "Zeggen wat nodig is en hulp vragen",
                4,
                "Helpt anderen om duidelijk te zijn.",
                2,
                3,
                ASKED,
                MISTAKE,
                example="Vraagt en meldt zelf, en leert dat ook aan een ander.",
            ),
            seen("Samenwerken", 3, "Stemt af en helpt.", 3, 3, HELPED),
        ),
    ),
    ProfileGroup(
        "Veilig en netjes",
        (seen("Veilig werken", 3, "Werkt veilig zonder herinnering.", 3, 3, EXPLAINED, TIDY),),
    ),
    ProfileGroup(
        "Vak",
        (
            seen("Meten met de schuifmaat", 2, "Leest af met hulp.", 0, 2),
            seen("Werkkaart of tekening lezen", 2, "Leest mee met hulp.", 1, 1),
        ),
    ),
)

STATEMENT = "Ik heb deze evaluatie gelezen en ben het ermee eens."
SIGNATURES = (
    SignatureLine(
        "Ria Hoeben",
        "begeleider",
        "Opgesteld",
        "Ik heb deze evaluatie opgesteld en met Samira besproken.",
        "24 april 2025, 15:02",
        "ingelogd met wachtwoord",
        HASH,
    ),
    SignatureLine(
        "Samira Bakkali",
        "kandidaat",
        "Gezien en akkoord",
        STATEMENT,
        "25 april 2025, 9:41",
        "ingelogd met pincode, handtekening gezet op het scherm",
        HASH,
    ),
    SignatureLine(
        "Anouk Driessen",
        "coach, gemeente Kessenbroek",
        "Afgetekend",
        "Ik heb deze evaluatie beoordeeld en sluit haar af.",
        "28 april 2025, 11:17",
        "ingelogd met wachtwoord",
        HASH,
    ),
)

SAMIRA = EvaluationDocument(
    title="Eindevaluatie",
    candidate="Samira Bakkali",
    company=COMPANY,
    municipality="gemeente Kessenbroek",
    workplace="Afbramen",
    placement_kind="Proefplaats",
    start=DAY_ONE,
    end=date(2025, 5, 2),
    period_from=DAY_ONE,
    period_to=date(2025, 4, 24),
    hours="24 uur per week, maandag, woensdag en donderdag van 7:30 tot 16:00 uur",
    supervisors=("Ria Hoeben", "Mehmet Kaya (vervanger)"),
    coach="Anouk Driessen",
    created=date(2025, 4, 24),
    final=True,
    state="Afgerond en door iedereen ondertekend op 28 april 2025.",
    version=1,
    reference="2025-0117",
    goals=("Zelf een order afbramen en inpakken.", "Weten wanneer je hulp vraagt."),
    profile=PROFILE,
    attendance=Attendance(
        "Van de 24 geplande dagen was Samira er 23. Eén keer kwam zij later; zij had gebeld.",
        (("Aanwezig", 22), ("Later", 1), ("Bedrijf dicht", 1)),
    ),
    talk=Talk(
        date(2025, 4, 24),
        ("Samira Bakkali, kandidaat", "Ria Hoeben, begeleider", "Anouk Driessen, coach"),
    ),
    strengths="Nauwkeurig en eerlijk: zegt het als iets niet klopt.",
    points="Tekening lezen: nog samen oefenen.",
    support_needed="Elke week een halfuur met iemand die de tekening uitlegt.",
    actions=(
        Action("Ria en Samira", "Lezen elke dinsdag een tekening.", date(2025, 6, 27)),
        Action("Petra van Gool", "Maakt het contract en stuurt het op.", date(2025, 4, 30)),
    ),
    candidate_view=CandidateView(
        "Ik heb weer ritme. Tekening lezen vind ik moeilijk maar ik wil het leren."
    ),
    advice=Advice(
        "Betaald werk bij dit bedrijf",
        (
            Detail("Functie", "medewerker afbramen"),
            Detail("Uren", "24 per week"),
            Detail("Contract", "7 maanden"),
        ),
    ),
    coach_conclusion="Akkoord. Doel behaald.",
    signatures=SIGNATURES,
    content_hash=HASH,
    verification=Verification(
        "K7QM-3XWD-9H2T",
        "https://opstap.example.nl/controle/K7QM-3XWD-9H2T",
        HASH[::-1],
        "Verzegeld met een certificaat dat deze installatie zelf maakte.",
    ),
    content_json='{"titel": "Eindevaluatie"}',
)

TESFAY = replace(
    SAMIRA,
    candidate="Tesfay Habte (ተስፋይ ሃብተ)",
    workplace="Montage",
    placement_kind="Werkervaringsplaats",
    final=False,
    state="Nu: Anouk Driessen leest en tekent.",
    company=replace(COMPANY, statement=""),
    profile=(
        ProfileGroup(
            "Samen werken",
            (
                seen("Samenwerken", 2, "Werkt mee als je het vraagt.", None, 3),
                seen("Omgaan met feedback", 0, "", None, None),
            ),
        ),
    ),
    talk=replace(SAMIRA.talk, short_reading_reason="Tesfay wilde het gesprek zelf eerder doen."),
    candidate_view=CandidateView(
        "Voordoen werkt voor mij.",
        "Ik praat weinig Nederlands. Ik help wel. Vraag Mehmet.",
        disagrees=True,
    ),
    advice=Advice(
        "Verlengen", (Detail("Hoe lang", "2 maanden"),), "Met foto's op de werkkaart gaat het goed."
    ),
    coach_conclusion="",
    signatures=(
        SIGNATURES[0],
        SignatureLine(
            "Tesfay Habte",
            "kandidaat",
            "Gezien, niet akkoord",
            "Ik heb deze evaluatie gelezen en ben het er niet mee eens.",
            "25 april 2025, 9:41",
            "ingelogd met pincode",
            HASH,
        ),
        replace(SIGNATURES[2], at="", meaning="", statement="", method="", content_hash=""),
    ),
    version=2,
)

EMPTY = EvaluationDocument(
    title="Tussenevaluatie",
    candidate="Ilse Verhaegh",
    company=CompanyWords("Noorderkamp Machinebouw B.V."),
    municipality="gemeente Kessenbroek",
    workplace="Magazijn",
    placement_kind="Ontwikkelplek",
    start=DAY_ONE,
    end=date(2025, 9, 1),
    period_from=DAY_ONE,
    period_to=date(2025, 4, 24),
    hours="20 uur per week",
    supervisors=(),
    coach="Bram Oosterling",
    created=date(2025, 4, 24),
    final=False,
    state="Sjaak Linders vult in.",
)


def with_notes(number: int) -> EvaluationDocument:
    """Samira's evaluation with this many notes, spread over four parts of the work."""
    texts = (EXPLAINED, ASKED, TEMPO, TIDY, MISTAKE, FASTER, TRAIN, ALONE, HELPED)
    notes = [
        replace(texts[n % len(texts)], day=DAY_ONE + timedelta(n * 2 // 3)) for n in range(number)
    ]
    items = tuple(
        replace(item, notes=tuple(notes[place::4]))
        for place, item in enumerate(PROFILE[1].competences)
    )
    return replace(SAMIRA, profile=(replace(PROFILE[1], competences=items),))
