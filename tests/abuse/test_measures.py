"""Measures that docs/asvs.md names and no other test holds."""

import ast
import re
from datetime import timedelta
from pathlib import Path

import pytest

from pwa import clock
from pwa.domain.errors import BadInput, NotAllowed
from pwa.domain.guard import Guard
from pwa.domain.ways import Proof
from pwa.models import AuditEvent, Note
from pwa.services import people, sessions
from tests.people import NOW

ROOT = Path(__file__).resolve().parents[2]
CODE = {path: path.read_text("utf-8") for path in (ROOT / "pwa").rglob("*.py")}
SCRIPTS = {p: p.read_text("utf-8") for p in (ROOT / "pwa" / "static" / "js").rglob("*.js")}
TEMPLATES = {p: p.read_text("utf-8") for p in (ROOT / "pwa" / "templates").rglob("*.html")}


@pytest.mark.parametrize(
    "text", ["%3Cb%3E", "&lt;b&gt; &amp;amp;", r"\u003cb\u003e", "a+b%20c", "=3Cb=3E PGI+"]
)
def test_a_text_is_decoded_once_and_kept_as_it_was_typed(browse, cast, text: str) -> None:
    page = browse("supervisor_a").get(f"/notities/nieuw?voor={cast.placement_a1.id}")
    assert page.submit("Bewaren", text=text).status == 303
    assert Note.select().order_by(Note.id.desc()).first().text == text


@pytest.mark.parametrize("word", ["w..k", "(week|dag)", "we{2}k", "[w]eek", "wee\\w"])
def test_a_word_that_a_municipality_adds_is_no_pattern(word: str) -> None:
    assert Guard({"own": ([word], [])}).hits("Deze week kwam ze op tijd.") == []


def test_no_pattern_is_made_of_what_is_known_only_while_running() -> None:
    """Each is written in the code, or put together from constants of the same file. Not of `shots`,
    which makes the pictures of the help from files of ours."""
    wrong = []
    for path, text in CODE.items():
        if path.name == "shots.py":
            continue
        for call in ast.walk(ast.parse(text)):
            if not (isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)):
                continue
            if getattr(call.func.value, "id", "") == "re" and call.args:
                names = [n.id for n in ast.walk(call.args[0]) if isinstance(n, ast.Name)]
                wrong += [f"{path.name}: {name}" for name in names if not name.isupper()]
    assert wrong == []


def test_a_password_has_ten_characters_or_more() -> None:
    people.check_password("acht negen")
    with pytest.raises(BadInput):
        people.check_password("acht nege")


def test_a_token_has_256_bits_and_is_never_the_same() -> None:
    made = {sessions.new_token() for _n in range(100)}
    assert (len(made), {len(one) for one in made}) == (100, {43})


def test_a_link_lasts_three_days(cast) -> None:
    token = people.invite(None, cast.candidate_a1)
    with clock.at(NOW + timedelta(hours=71, minutes=59)):
        assert people.open_invitation(token)
    with clock.at(NOW + timedelta(hours=72)), pytest.raises(NotAllowed, match="link_expired"):
        people.open_invitation(token)


@pytest.mark.parametrize("proof", list(Proof))
def test_each_sign_in_is_an_event_with_what_was_shown(cast, proof: Proof) -> None:
    sessions.start(cast.coach_1, proof=proof)
    event = AuditEvent.select().where(AuditEvent.action == "session.start").get()
    assert (event.actor_id, event.detail) == (cast.coach_1.id, {"proof": proof.value})


def test_a_page_hears_no_other_window() -> None:
    """Only our worker hears pages of this origin, and pages hear it; there are no frames."""
    heard = re.compile(r"""(\w*)\.?addEventListener\("message"|(\w+)\.onmessage""")
    found = {(p.name, a or b) for p, text in SCRIPTS.items() for a, b in heard.findall(text)}
    assert found == {("sw.js", ""), ("keeping.js", "workers"), ("outbox.js", "channel")}
    assert not [p for p, text in TEMPLATES.items() if "<iframe" in text]


def test_what_goes_into_an_address_is_a_choice_and_never_what_somebody_wrote() -> None:
    """Forms that ask by GET: the code of a document, somebody of a list, two versions."""
    asking = {p.parent.name + "/" + p.name: text for p, text in TEMPLATES.items()
              if re.search(r'<form[^>]*method="get"', text)}  # fmt: skip
    assert set(asking) == {
        "verification/index.html", "running/stand_in.html", "today/several.html",
        "handbooks/versions.html",
    }  # fmt: skip
    inside = re.findall(r'<form[^>]*method="get".*?</form>', "".join(asking.values()), re.S)
    fields = "".join(inside)
    assert "ui.text" not in fields and "textarea" not in fields
    assert re.findall(r'ui\.field\([^,]*, "(\w+)"', fields) == ["code"]
    assert not [p for p, text in TEMPLATES.items() if re.search(r'hx-get="[^"]*\?', text)]


def test_only_authenticated_encryption_is_used() -> None:
    """AES-GCM; no block mode is put together by hand, and nothing is encrypted with RSA."""
    by_hand = re.compile(
        r"\b(Cipher\(|modes\.|padding\.OAEP|\.encrypt\(.*padding|ciphers import modes)"
    )
    assert [p.name for p, text in CODE.items() if by_hand.search(text)] == []
    sealing = {p.name for p, text in CODE.items() if "AESGCM(" in text}
    assert sealing == {"sealing.py", "code_app.py", "closed.py"}
