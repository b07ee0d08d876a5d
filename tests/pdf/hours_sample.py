"""A statement of hours to print: confirmed, void, contested in Arabic and at length."""

from datetime import date

from pwa.pdf.hours import HoursContest, HoursDay, HoursDocument, HoursWeek

_WEEK = HoursWeek(
    title="Week van 2 maart 2026 tot en met 8 maart 2026",
    days=(
        HoursDay(date(2026, 3, 2), "Aanwezig", "8 uur", "8 uur"),
        HoursDay(date(2026, 3, 4), "Te laat", "8 uur", "8 uur", "De echte tijd is niet bekend."),
        HoursDay(date(2026, 3, 5), "Niet ingevuld", "8 uur", "0 uur"),
    ),
    total="16 uur",
    confirmed="Bevestigd door Ria Hoeben op 6 maart 2026 om 15:45.",
    changes=("4 maart 2026 was aanwezig (8 uur) en is nu te laat (8 uur).",),
    contested=(
        HoursContest("Tesfay Habte", "7 maart 2026 om 18:10", "كنت هنا يوم الخميس. " * 20),
        HoursContest(
            "Tesfay Habte", "8 maart 2026 om 9:00", "x" * 600,
            "Antwoord van Ria Hoeben, 9 maart 2026 om 8:15", "Dat klopt <b>niet</b>.",
            "5 maart 2026: Niet ingevuld is nu aanwezig.",
        ),
    ),
)  # fmt: skip

HOURS = HoursDocument(
    candidate="Tesfay Habte",
    company="Plaatwerk De Linie B.V.",
    municipality="Gemeente Kessenbroek",
    workplace="Medewerker afbramen - Afbramen",
    placement_kind="Ontwikkelplek",
    start=date(2026, 3, 2),
    until=date(2026, 3, 8),
    agreed="32 uur per week",
    created=date(2026, 3, 11),
    final=False,
    state="Deze week is nog niet bevestigd.",
    total="16 uur",
    months=(("Maart 2026", "16 uur"),),
    weeks=(_WEEK,) * 3,
    content_json='{"weeks":[]}',
)
