"""Who was signed out while a form stood open, and presses its button."""

from pwa import clock
from pwa.models import CompanyVisit, Session


def test_the_words_of_a_form_stand_on_the_page_that_says_that_they_were_not_kept(browse, cast):
    """A browser fills in nothing again behind `autocomplete="off"`: going back shows it empty."""
    page = browse("coach_1").get(f"/plaatsingen/{cast.placement_a1.id}/bezoek")
    Session.update(ended_at=clock.now()).execute()
    answer = page.submit("Bewaren", text="Stond rustig <b>aan de zaag.")
    assert answer.status == 401
    assert "Wat je net schreef Stond rustig <b>aan de zaag." in answer.text
    assert "vorige pagina" not in answer.text
    assert CompanyVisit.select().count() == 0


def test_no_password_is_shown_again(browse, cast):
    visitor = browse("coach_1")
    Session.update(ended_at=clock.now()).execute()
    sent = {"old": "een oud lang wachtwoord", "password": "een nieuw lang wachtwoord"}
    answer = visitor.post("/account/binnenkomen/wachtwoord", sent)
    assert answer.status == 401
    assert "wachtwoord" not in answer.text


def test_too_much_of_it_is_no_mistake_of_ours(browse, cast):
    visitor = browse(None)
    path = f"/plaatsingen/{cast.placement_a1.id}/bezoek"
    assert visitor.post(path, {"text": "w w w " * 200_000}).status in (401, 413)
