"""What somebody puts into an address is never written down on the page as it was sent."""

from collections.abc import Callable

import pytest
from flask import Flask, url_for

from tests.browse import Visitor
from tests.detectors import MARKER, comes_back

NAMES = ("next", "q", "naam", "vanaf", "voor", "dag", "week", "status", "theme", "taal", "code")
"""What pages of ours ask for, and what somebody might try."""


@pytest.mark.parametrize("who", [None, "supervisor_a"])
def test_no_page_writes_down_what_an_address_says(
    app: Flask, browse: Callable[..., Visitor], who: str | None
) -> None:
    visitor = browse(who)
    visitor.checks = False
    query = dict.fromkeys(NAMES, MARKER)
    with app.test_request_context():
        words = [
            url_for(rule.endpoint, **dict.fromkeys(rule.arguments, MARKER))
            for rule in app.url_map.iter_rules()
            if "GET" in rule.methods
            and "<uuid:" not in rule.rule
            and "<int:" not in rule.rule
            and not rule.rule.endswith(("pdf", "<path:path>", ".png"))
        ]
    for path in words:
        page = visitor.get(path, query_string=query)
        assert page.status != 500, path
        assert not comes_back(page.html), path
