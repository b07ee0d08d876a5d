"""Versions of a company's handbook, and two of them side by side."""

from typing import Any

from pwa import access
from pwa.forms import read_args
from pwa.models import Organisation
from pwa.pages import page
from pwa.policies import handbooks as policies
from pwa.queries import handbook_versions as queries

bp = access.GuardedBlueprint("handbook_versions", __name__)


@bp.get("/bedrijven/<uuid:organisation>/handboek/versies", may=policies.compare)
def index(organisation: Organisation) -> Any:
    asked = read_args("oud", "nieuw")
    me = access.me()
    return page(
        "handbooks/versions.html",
        company=organisation,
        view=queries.versions(me, organisation, asked["oud"], asked["nieuw"]),
        owns=policies.start(me, organisation),
    )
