"""Agreements travel as text while two people write, and come back as they were."""

from datetime import date

from pwa.queries.evaluation_form import Agreed
from pwa.routes.evaluation_fields import actions_as_text, agreed_in


def test_an_agreement_keeps_who_what_when_and_whose_it_is():
    both = [
        Agreed("Een tekening lezen", "Ria en Samira", date(2026, 4, 1), ("candidate",)),
        Agreed("Bellen voor 7:15", "", None, ("candidate", "supervisor")),
    ]
    assert agreed_in(actions_as_text(both)) == both
