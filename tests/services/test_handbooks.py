"""A company begins its own handbook before anybody is placed there."""

import json
from dataclasses import replace

import pytest

from pwa.domain.enums import OrganisationKind
from pwa.domain.errors import NotAllowed
from pwa.domain.handbook_files import read_file
from pwa.domain.states import HandbookState
from pwa.models import Competence, Handbook, Tile
from pwa.queries.handbook_data import data_of
from pwa.services import handbook_drafts, handbooks, people

pytestmark = pytest.mark.usefixtures("connection")


@pytest.fixture
def eva(cast):
    return cast.as_("employer_a")


@pytest.fixture
def company():
    return people.add_organisation(None, OrganisationKind.EMPLOYER, "Nieuw B.V.")


def shown(book):
    rows = Competence.select().where(Competence.handbook == book, ~Competence.hidden)
    return [row.code for row in rows.order_by(Competence.position)]


def test_from_the_starter_with_what_was_chosen(eva, company):
    chosen = tuple(one.code for one in handbooks.starter().competences[2:5])
    book = handbooks.start(eva, company, chosen)
    assert book.state is HandbookState.DRAFT and book.version == 1
    assert shown(book) == list(chosen)
    assert Tile.select().where(Tile.handbook == book).count() > 0
    assert handbooks.active_of(company.id) is None


def test_empty_is_really_empty(eva, company):
    book = handbooks.start(eva, company, ())
    assert Competence.select().where(Competence.handbook == book).count() == 0


def test_there_is_one_draft_at_a_time(eva, company):
    handbooks.start(eva, company, ())
    for begin in (
        lambda: handbooks.start(eva, company, ()),
        lambda: handbooks.take_in(eva, company, handbooks.starter()),
    ):
        with pytest.raises(NotAllowed, match="draft_exists"):
            begin()
    assert Handbook.select().where(Handbook.organisation == company).count() == 1


def test_a_version_that_goes_out_as_a_file_comes_in_again_the_same(cast, eva, company):
    from pwa.domain.handbook import to_json

    data = data_of(cast.handbook_a)
    tile = replace(data.competences[0].tiles[0], departments=("Hal 2",), hidden=True)
    first = replace(data.competences[0], tiles=(tile,))
    data = replace(data, competences=(first, *data.competences[1:]), second_language="Pools")
    book = handbooks.take_in(eva, company, read_file(json.dumps(to_json(data))))
    again = data_of(Handbook.get_by_id(book.id))
    assert replace(again, code="", version=0) == replace(data, code="", version=0)


def test_a_draft_that_was_overtaken_gets_the_next_number(cast, eva, company):
    book = handbooks.start(eva, company, handbooks.starter().default_active)
    handbooks.copy_starter(None, company)
    handbook_drafts.activate(eva, book, 1)
    again = Handbook.get_by_id(book.id)
    assert again.version == 3 and handbooks.active_of(company.id) == book
