"""The check on what stands in a form after a refusal finds what was planted, and nothing else."""

import pytest
from flask import Flask, request

from tests.browse import Visitor
from tests.given_back import what_was_sent_stays

SENT = {"text": "Twee\r\nregels.", "who": "a", "tick": ["1", "3"], "level": "2", "pin": "1"}
FORM = """<form method="post" action="/hier"><textarea name="text">{text}</textarea>
<select name="who"><option value=""></option><option value="a"{a}>A</option></select>
<input type="checkbox" name="tick" value="1"{one}><input type="checkbox" name="tick" value="2"{two}>
<input type="checkbox" name="tick" value="3" checked><input type="password" name="pin">
<input type="radio" name="level" value="1"{low}><input type="radio" name="level" value="2"{high}>
<input type="hidden" name="edition" value="7"></form>"""
RIGHT = {
    "text": "Twee\nregels.", "a": " selected", "one": " checked", "two": "", "low": "",
    "high": " checked",
}  # fmt: skip


def told(sent: dict[str, object], status: int = 422, **drawn: str) -> list[str]:
    app = Flask("tiny", static_folder=None)

    @app.post("/hier")
    def refuse() -> tuple[str, int]:
        return (FORM.format(**{**RIGHT, **drawn}) if request.form else ""), status

    page = Visitor(app, None, checks=False).post("/hier", sent)
    return list(what_was_sent_stays(page))


def test_a_form_that_kept_everything_is_left_alone():
    assert told(SENT) == []


@pytest.mark.parametrize(
    ("drawn", "name"),
    [
        ({"text": ""}, "text"),
        ({"text": "Twee"}, "text"),
        ({"a": ""}, "who"),
        ({"one": ""}, "tick"),
        ({"two": " checked"}, "tick"),
        ({"low": " checked", "high": ""}, "level"),
    ],
)
def test_what_it_forgot_or_added_is_found(drawn, name):
    (sentence,) = told(SENT, **drawn)
    assert sentence.startswith(f"{name!r} was sent as ")


def test_a_tick_that_nobody_gave_is_found():
    (sentence,) = told({**SENT, "tick": []})
    assert "'tick' was sent as [] and stands there as ['1', '3']" in sentence


def test_what_is_no_choice_may_stand_there_as_it_was():
    assert told({**SENT, "who": "zomaar"}, a="") == []


def test_only_a_refusal_is_looked_at():
    assert told(SENT, 200, text="") == []
