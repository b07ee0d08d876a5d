"""For who works for more organisations than one: first of which the page should be."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from flask import redirect, url_for

from pwa.models import Organisation
from pwa.pages import page


def to_own(organisations: Sequence[UUID], endpoint: str, title: str) -> Any:
    """Straight on where there is one; else a choice by name."""
    own = list(dict.fromkeys(organisations))
    if len(own) == 1:
        return redirect(url_for(endpoint, organisation=own[0]))
    rows = Organisation.select(Organisation.id, Organisation.name).where(Organisation.id.in_(own))
    ways = [(row.name, url_for(endpoint, organisation=row.id)) for row in rows]
    return page("which.html", title=title, ways=sorted(ways))
