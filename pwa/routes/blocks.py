"""Close the account of somebody at once, and open it again."""

from typing import Any

from flask import flash, redirect, url_for
from flask_babel import gettext as _

from pwa import access, words
from pwa.domain.members import BlockReason
from pwa.forms import Reader
from pwa.models import Membership
from pwa.pages import page
from pwa.policies import members as policies
from pwa.services import blocks

bp = access.GuardedBlueprint("blocks", __name__)


@bp.get("/mensen/<uuid:member>/blokkeren", may=policies.change)
def new(member: Membership) -> Any:
    return _page(member, {})


@bp.post("/mensen/<uuid:member>/blokkeren", may=policies.change)
def create(member: Membership) -> Any:
    r = Reader()
    reason = r.choice("reason", BlockReason)
    wrong = r.done()
    if reason is None:
        return _page(member, words.errors(wrong), 422)
    blocks.block(access.me(), member, reason)
    flash(_("%(name)s komt er nu niet meer in.", name=member.user.name), "success")
    return _to(member)


@bp.post("/mensen/<uuid:member>/deblokkeren", may=policies.change)
def lift(member: Membership) -> Any:
    Reader().done()
    blocks.unblock(access.me(), member)
    flash(_("%(name)s mag er weer in.", name=member.user.name), "success")
    return _to(member)


def _page(member: Membership, errors: dict[str, str], status: int = 200) -> Any:
    reasons = [(one.value, words.word(one)) for one in BlockReason]
    return page("members/block.html", status=status, row=member, reasons=reasons, errors=errors)


def _to(member: Membership) -> Any:
    return redirect(url_for("members.show", member=member.id), 303)
