"""A browser is named as its owner would name it."""

import pytest

from pwa.domain.browsers import browser_name


@pytest.mark.parametrize(
    ("agent", "name"),
    [
        (
            "Mozilla/5.0 (Linux; Android 13) Chrome/109.0 Mobile Safari/537.36",
            ("Chrome", "Android"),
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 15_0) Version/15.0 Safari/604.1",
            ("Safari", "iPhone"),
        ),
        ("Mozilla/5.0 (Windows NT 10.0) Chrome/120 Safari/537.36 Edg/120", ("Edge", "Windows")),
        ("Mozilla/5.0 (X11; Linux x86_64; rv:128.0) Firefox/128.0", ("Firefox", "Linux")),
        ("curl/8.0 <script>", ("", "")),
        ("", ("", "")),
    ],
)
def test_browser_and_device_are_recognised(agent, name):
    assert browser_name(agent) == name
