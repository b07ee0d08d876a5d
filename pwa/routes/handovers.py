"""Lines of the previous shift."""

from typing import Any

from flask import redirect, url_for

from pwa import access
from pwa.forms import Reader
from pwa.models import Handover
from pwa.policies import attendance as policies
from pwa.services import handovers

bp = access.GuardedBlueprint("handovers", __name__, url_prefix="/overdracht")


@bp.post("/<uuid:handover>/gelezen", may=policies.acknowledge)
def acknowledge(handover: Handover) -> Any:
    Reader().done()
    handovers.acknowledge(access.me(), handover)
    return redirect(url_for("today.index"), 303)
