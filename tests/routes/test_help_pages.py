"""Help stands inside the app, for strangers too, and leads nowhere that is not there."""

import re

import pytest

from pwa.models import User
from pwa.routes.help_pages import FOLDER, texts

PAGES = sorted(path.stem for path in FOLDER.glob("*.md"))


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("who", [None, "candidate_a1", "coach_1"])
def test_everybody_reads_every_page(browse, who, name):
    page = browse(who).get(f"/hulp/{name}")
    assert page.status == 200 and page.find(".//article//h1")


@pytest.mark.parametrize(
    ("who", "title"),
    [
        ("supervisor_a", "Voor begeleiders"),
        ("candidate_a1", "Voor kandidaten"),
        ("coach_1", "Voor coaches"),
        ("employer_a", "Voor het bedrijf"),
        (None, "Hulp bij Opstap"),
    ],
)
def test_the_own_page_comes_first(browse, who, title):
    page = browse(who).get("/hulp/")
    assert page.find(".//h1")[0].text == title


@pytest.mark.parametrize(("language", "told"), [("nl", 0), ("en", 1)])
def test_who_reads_another_language_is_told_that_help_is_dutch(browse, language, told):
    User.update(language=language).execute()
    page = browse("candidate_a1").get("/hulp/")
    assert page.text.count("This help is in Dutch.") == told


@pytest.mark.parametrize(
    "path",
    ["nergens", "..%2f..%2fREADME", "index.md", "beelden/nergens.png", "beelden/..%2findex.png"],
)
def test_what_is_not_there_is_not_found(browse, path):
    assert browse(None).get(f"/hulp/{path}").status == 404


def test_every_page_is_reached_from_the_overview(browse):
    links = set(browse(None).get("/hulp/").links())
    assert {f"/hulp/{name}" for name in PAGES if name != "index"} <= links


def test_html_in_a_text_stays_text():
    from markdown_it import MarkdownIt

    made = MarkdownIt("commonmark", {"html": False}).render("<script>alert(1)</script>")
    assert "<script" not in made
    assert not any(re.search(r"<script|\son\w+=|style=", str(html)) for html in texts().values())


@pytest.mark.parametrize("name", PAGES)
def test_every_picture_has_words(name):
    for picture in re.findall(r"<img[^>]*>", str(texts()[name])):
        assert re.search(r'alt="[^"]{10,}"', picture), picture
