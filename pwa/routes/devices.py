"""Dit toestel: what waits here, and what this device is called."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, policies, words
from pwa.forms import Reader
from pwa.pages import page
from pwa.policies.basics import as_supervisor
from pwa.routes.session import device_token, remember_device
from pwa.services import devices

bp = access.GuardedBlueprint("devices", __name__, url_prefix="/dit-toestel")


@bp.get("/", may=policies.signed_in)
def show() -> Any:
    return _page(devices.label_of(device_token()))


def _page(label: str, errors: dict[str, str] | None = None, status: int = 200) -> Any:
    return page(
        "devices/show.html",
        label=label,
        may_name=as_supervisor,
        most=devices.MOST_LABEL,
        errors=errors or {},
        status=status,
    )


@bp.post("/naam", may=as_supervisor)
def name() -> Any:
    r = Reader()
    label = r.line("label", most=devices.MOST_LABEL)
    if errors := words.errors(r.done()):
        return _page(label, errors, 422)
    token = devices.give_name(access.me(), device_token(), label)
    flash(_("De naam is bewaard."), "success")
    answer = redirect(url_for("devices.show"), 303)
    if token:
        remember_device(answer, token)
    return answer
