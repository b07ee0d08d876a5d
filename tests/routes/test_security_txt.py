"""To whom somebody tells of a hole in this installation."""

from datetime import datetime, timedelta

import pytest

from pwa import doctor
from pwa.config import Config, SettingsError
from tests.browse import Visitor
from tests.people import NOW

PATH = "/.well-known/security.txt"


def test_it_says_whom_until_when_and_where(new_app) -> None:
    app = new_app(security_contact="mailto:lek@k.example", base_url="https://opstap.k.example")
    answer = Visitor(app, None, checks=False).get(PATH).answer
    assert answer.content_type == "text/plain; charset=utf-8"
    told = dict(line.split(": ", 1) for line in answer.text.splitlines())
    assert told["Contact"] == "mailto:lek@k.example"
    assert told["Canonical"] == f"https://opstap.k.example{PATH}"
    assert told["Preferred-Languages"] == "nl, en"
    ends = datetime.fromisoformat(told["Expires"])
    assert timedelta(days=90) < ends - NOW < timedelta(days=365)


def test_without_the_setting_there_is_none(browse) -> None:
    assert browse().get(PATH).status == 404


@pytest.mark.parametrize("given", ["lek@k.example", "mailto:a b", "https://x\nContact: y", "tel:1"])
def test_what_is_no_address_stops_the_start(given: str, tmp_path) -> None:
    with pytest.raises(SettingsError, match="OPSTAP_SECURITY_CONTACT"):
        Config.read({"OPSTAP_SECURITY_CONTACT": given, "OPSTAP_DATA": str(tmp_path)})


def test_the_check_says_whether_there_is_somebody_to_tell(tmp_path) -> None:
    nobody, somebody = Config(tmp_path), Config(tmp_path, security_contact="https://k.example/lek")
    assert "NOT" in doctor._contact(nobody).text and not doctor._contact(nobody).bad
    assert "https://k.example/lek" in doctor._contact(somebody).text
