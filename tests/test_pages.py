"""A page or one block of it, and what every page knows."""

from collections.abc import Callable

from tests.browse import Visitor

Browse = Callable[..., Visitor]


def test_a_stranger_can_open_the_sign_in_page(browse: Browse) -> None:
    assert browse().get("/aanmelden").status == 200


def test_everybody_lands_on_a_page_of_their_own(browse: Browse, cast) -> None:
    for name in cast.everybody():
        page = browse(name).get("/")
        assert page.status == 302, name
        own = page.follow()
        if own.status == 302:  # to the page of the own organisation
            own = own.follow()
        assert own.status == 200, name
