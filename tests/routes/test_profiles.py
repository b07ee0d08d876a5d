"""The guided page on which a company writes about itself."""

from io import BytesIO

import pytest

from pwa.models import EmployerProfile, ProfilePhoto
from pwa.queries.companies import profile_words
from pwa.queries.profiles import writing
from tests.people import NAMES
from tests.pictures import camera

AUTOSAVE = {"X-Opstap-Autosave": "1"}


def path(cast, rest=""):
    return f"/bedrijven/{cast.company_a.id}/profiel{rest}"


def question(browse, cast, number=1):
    return browse("employer_a").get(path(cast, f"/vraag/{number}"))


def publish(browse, cast):
    return browse("employer_a").get(path(cast, "/voorbeeld")).submit("Publiceren")


@pytest.mark.everybody
@pytest.mark.parametrize("who", [*NAMES, None])
def test_only_the_employer_writes(browse, cast, who):
    sent = {"version": "1", "edition": "0", "text": "Kaas"}
    status = browse(who).post(path(cast, "/vraag/1"), sent).status
    assert (status == 303) is (who == "employer_a")
    assert EmployerProfile.select().exists() is (who == "employer_a")


def test_question_by_question_without_javascript_to_a_published_page(browse, cast):
    page = browse("employer_a").get(path(cast))
    page = browse("employer_a").get(next(one for one in page.links() if one.endswith("/vraag/1")))
    for n in range(1, 10):
        assert f"Vraag {n} van 9" in page.text
        page = page.submit("Volgende", text=f"Antwoord {n}.").follow()
    assert "Foto toevoegen" in page.text
    page = publish(browse, cast)
    assert page.status == 303 and page.location == "/begin-hier"
    own = browse("employer_a").get(f"/bedrijven/{cast.company_a.id}").text
    assert "Antwoord 9." in own
    assert "Antwoord 1." in browse("candidate_a1").get(f"/bedrijven/{cast.company_a.id}").text


def test_back_keeps_the_answer_too(browse, cast):
    page = question(browse, cast, 2).submit("Vorige", text="Geen bramen.")
    assert page.location.endswith("/vraag/1")
    assert writing(cast.company_a.id).view.words["proud_of"] == "Geen bramen."


def test_it_saves_itself_and_says_when(browse, cast):
    visitor = browse("employer_a")
    sent = {"version": "1", "edition": "0", "text": "Kasten."}
    answer = visitor.post(path(cast, "/vraag/1"), sent, headers=AUTOSAVE).answer
    assert answer.json == {"saved": "10:00", "edition": 2}
    again = visitor.post(
        path(cast, "/vraag/1"), {**sent, "edition": "2", "text": "Kappen."}, headers=AUTOSAVE
    )
    assert again.answer.json == {"saved": "10:00", "edition": 3}


@pytest.mark.parametrize(
    "text", ["Kasten 😀", "نصنع الخزائن", "<script>alert(1)</script>", "a\n\nb"]
)
def test_what_is_published_is_read_by_the_candidate(browse, cast, text):
    question(browse, cast).submit("Volgende", text=text)
    assert publish(browse, cast).status == 303
    shown = browse("candidate_a1").get("/mijn-werkplek").text
    assert " ".join(text.split()) in " ".join(shown.split())


def test_too_long_stays_in_the_form(browse, cast):
    page = question(browse, cast).submit("Volgende", text="m" * 1501)
    assert page.status == 422 and "m" * 1501 in page.html
    assert EmployerProfile.select().count() == 0


def test_control_characters_fall_away(browse, cast):
    question(browse, cast).submit("Volgende", text="Ka\x00st\x1ben")
    assert writing(cast.company_a.id).view.words["makes"] == "Kasten"


def test_who_comes_second_sees_both_texts_and_chooses(browse, cast):
    mine = question(browse, cast)
    question(browse, cast).submit("Volgende", text="Van de ander.")
    page = mine.submit("Volgende", text="Van mij.")
    assert page.status == 409
    assert "Van de ander." in page.text and "Van mij." in page.html
    assert page.submit("Volgende").status == 303
    assert writing(cast.company_a.id).view.words["makes"] == "Van mij."


def test_who_saves_by_itself_too_late_is_told_in_words(browse, cast):
    question(browse, cast).submit("Volgende", text="Van de ander.")
    sent = {"version": "1", "edition": "0", "text": "Van mij."}
    page = browse("employer_a").post(path(cast, "/vraag/1"), sent, headers=AUTOSAVE)
    assert page.status == 409 and "net veranderd" in page.answer.json["message"]


def test_a_change_after_the_preview_has_to_be_seen_before_it_is_published(browse, cast):
    question(browse, cast).submit("Volgende", text="Kasten.")
    seen = browse("employer_a").get(path(cast, "/voorbeeld"))
    question(browse, cast, 2).submit("Volgende", text="Geen bramen.")
    page = seen.submit("Publiceren")
    assert page.status == 409 and "Geen bramen." in page.text
    assert profile_words(cast.company_a.id)[0] == 0
    assert page.submit("Publiceren").status == 303


@pytest.mark.parametrize("version", ["-1", "x", "99999999999"])
def test_a_broken_version_counts_as_an_old_one(browse, cast, version):
    page = question(browse, cast).submit("Volgende", version=version, text="Kappen.")
    assert page.status == 409 and "Kappen." in page.html


def test_older_versions_stay_readable_for_the_company(browse, cast):
    for text in ("Kasten.", "Kappen."):
        question(browse, cast).submit("Volgende", text=text)
        publish(browse, cast)
    page = browse("supervisor_a").get(path(cast, "/versies"))
    assert "Versie 2" in page.text and "door Eva Linden" in page.text
    assert "Kasten." in browse("supervisor_a").get(path(cast, "/versies/1")).text


def photo(browse, cast, words="De kantbank in hal 1.", raw=None, name="hal.jpg"):
    page = browse("employer_a").get(path(cast, "/fotos"))
    picture = (BytesIO(raw or camera()), name)
    return page.submit("Foto toevoegen", words=words, photos=picture)


def test_a_photo_with_its_sentence_is_on_the_page_of_the_company(browse, cast):
    assert photo(browse, cast).status == 303
    publish(browse, cast)
    question(browse, cast).submit("Volgende", text="Kasten.")
    publish(browse, cast)
    page = browse("candidate_a1").get(f"/bedrijven/{cast.company_a.id}")
    image = page.find(".//ul[@class='plain-list company-photos']//img")[0]
    assert image.get("alt") == "De kantbank in hal 1."
    answer = browse("candidate_a1").get(image.get("src")).answer
    assert (answer.mimetype, answer.data[:2]) == ("image/jpeg", b"\xff\xd8")


@pytest.mark.parametrize(
    ("words", "raw", "told"),
    [("", None, "nog leeg"), ("De hal.", b"GIF89a" + b"0" * 50, "niet lezen")],
)
def test_a_photo_that_cannot_be_kept_says_why(browse, cast, words, raw, told):
    page = photo(browse, cast, words, raw)
    assert page.status == 422 and told in page.text and ProfilePhoto.select().count() == 0


def test_no_more_than_six_photos(browse, cast):
    for n in range(6):
        assert photo(browse, cast, f"Foto {n}.").status == 303
    page = browse("employer_a").get(path(cast, "/fotos"))
    assert "hooguit 6" in page.text and "Foto toevoegen" not in page.text


def test_who_was_slower_with_a_photo_chooses_it_again(browse, cast):
    question(browse, cast).submit("Volgende", text="Kasten.")
    page = browse("employer_a").get(path(cast, "/fotos"))
    publish(browse, cast)
    for status in (409, 303):
        picture = (BytesIO(camera()), "hal.jpg")
        page = page.submit("Foto toevoegen", words="De kantbank.", photos=picture)
        assert page.status == status


def test_another_sentence_of_a_photo_that_is_refused_is_still_there(browse, cast):
    question(browse, cast).submit("Volgende", text="Kasten.")
    photo(browse, cast)
    page = browse("employer_a").get(path(cast, "/fotos"))
    wrong = page.submit("Zin bewaren", words="m" * 500)
    assert wrong.status == 422 and "m" * 500 in wrong.html
    publish(browse, cast)
    question(browse, cast).submit("Volgende", text="Kappen.")
    late = page.submit("Zin bewaren", words="De kantbank in hal 2.")
    assert late.status == 409 and "De kantbank in hal 2." in late.html
    assert late.submit("Zin bewaren").status == 303
    photos = writing(cast.company_a.id).view.photos
    assert [one.words for one in photos] == ["De kantbank in hal 2."]


def test_a_photo_of_the_draft_can_be_described_again_and_taken_away(browse, cast):
    photo(browse, cast)
    page = browse("employer_a").get(path(cast, "/fotos"))
    page.submit("Zin bewaren", words="De kantbank, van links.")
    assert ProfilePhoto.get().words == "De kantbank, van links."
    browse("employer_a").get(path(cast, "/fotos")).submit("Foto weghalen")
    assert ProfilePhoto.select().count() == 0
