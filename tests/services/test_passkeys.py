"""What a device answers is read whatever it is; what we get wrong around it shows."""

import json
from contextlib import suppress
from typing import Any

import cbor2
import pytest
import webauthn
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pwa.domain.errors import BadInput
from pwa.models import User
from pwa.services import passkeys
from tests.authenticator import Authenticator
from tests.people import Cast

SITE = passkeys.Site("localhost", "http://localhost")
PLAIN = st.none() | st.booleans() | st.integers(-300, 2**70) | st.binary(max_size=70) | st.text()
TREES = st.recursive(
    PLAIN,
    lambda inside: st.lists(inside) | st.dictionaries(st.integers(-4, 4), inside),
    max_leaves=9,
)
KEYS = st.fixed_dictionaries(
    {}, optional={1: st.sampled_from([1, 2, 3, 7]), 3: st.sampled_from([-7, -8, -257, -49]),
                  -1: PLAIN, -2: PLAIN, -3: PLAIN},
)  # fmt: skip
FORMATS = st.sampled_from(["none", "packed", "fido-u2f", "tpm", "apple", "android-key", "x"])


class Odd(Authenticator):
    """Answers rightly but for what is handed to it."""

    public_key: Any = None

    def _cose(self) -> bytes:
        return cbor2.dumps(self.public_key)


@settings(max_examples=60, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(public_key=KEYS | TREES, format=FORMATS, statement=TREES)
def test_a_new_key_that_is_none_is_a_wrong_answer(
    cast: Cast, public_key, format, statement
) -> None:
    user, odd = User.get_by_id(cast.coach_1.id), Odd()
    odd.public_key = public_key
    asked = passkeys.ask_new(user, SITE)
    answer = json.loads(odd.make(json.loads(asked.options)))
    attested = cbor2.loads(webauthn.base64url_to_bytes(answer["response"]["attestationObject"]))
    attested |= {"fmt": format, "attStmt": statement}
    answer["response"]["attestationObject"] = webauthn.helpers.bytes_to_base64url(
        cbor2.dumps(attested)
    )
    with suppress(BadInput):  # and nothing else
        passkeys.made(user, asked.step, json.dumps(answer), SITE)


@pytest.mark.parametrize("mistake", [OSError, AssertionError, NotImplementedError])
def test_a_mistake_of_ours_is_no_wrong_answer(cast: Cast, monkeypatch, mistake) -> None:
    def breaks(**_given: Any) -> None:
        raise mistake

    monkeypatch.setattr(webauthn, "verify_registration_response", breaks)
    user = User.get_by_id(cast.coach_1.id)
    asked = passkeys.ask_new(user, SITE)
    with pytest.raises(mistake):
        passkeys.made(user, asked.step, "{}", SITE)
