"""Which address one may come back to: ids, days and numbers; nothing that was typed."""

import pytest

from pwa.domain.tablets import place_of

ID = "01890000-0000-7000-8000-000000000000"


@pytest.mark.parametrize(
    ("address", "place"),
    [
        ("/vandaag/", "/vandaag/"),
        ("/vandaag/?samen=1", "/vandaag/?samen=1"),
        (f"/notities/nieuw?voor={ID}", f"/notities/nieuw?voor={ID}"),
        ("/uren?week=2026-03-09", "/uren?week=2026-03-09"),
        ("/kandidaten?q=Amina", "/kandidaten"),
        ("/kandidaten?q=Amina&n=2", "/kandidaten?n=2"),
        (f"/x?voor={ID}Amina", "/x"),
        ("/" + "x" * 400, ""),
    ],
)
def test_a_place_holds_no_words(address, place):
    assert place_of(address) == place
