"""What was written on a device comes in here, and nowhere else. The protocol: docs/outbox.md."""

import json
from typing import Any
from uuid import UUID

from flask import Response, current_app, jsonify, request
from flask_babel import lazy_gettext as _

from pwa import access, clock, policies, words
from pwa.domain.errors import BadInput, DomainError
from pwa.domain.parcels import ACCEPTED, MOST_BYTES, MOST_ITEMS, PROTOCOL, moment_of
from pwa.errors import problem
from pwa.forms import Reader
from pwa.models import Tablet
from pwa.routes import tablet_spot
from pwa.routes.device_queue import told_queue
from pwa.routes.outbox_items import VERBS, claim
from pwa.routes.session import device_token, remember_device
from pwa.services import claimed, devices, outbox
from pwa.services.claimed import FromTablet
from pwa.services.outbox import Delivery, Parcel, Queue, Result, padless, unpadded
from pwa.services.sealing import Seals

bp = access.GuardedBlueprint("outbox", __name__, url_prefix="/verzenden")

words.add_errors(
    {
        "seal_broken": _("Dit is beschadigd aangekomen. Het staat nog op dit toestel."),
        "seal_unknown_key": _("Dit is gemaakt voor een andere Opstap. Het staat nog hier."),
        "ticket_unknown": _("Wie dit schreef, is niet zeker. Het staat nog op dit toestel."),
        "item_unreadable": _("Dit kan Opstap niet lezen. Werk Opstap bij en probeer het opnieuw."),
        "too_large": _("Dit is te veel tegelijk."),
        "author_left": _("Wie dit schreef, werkt niet meer met Opstap."),
    }
)


def seals_here() -> Seals:
    found: Seals | None = current_app.extensions.get("opstap_seals")
    if found is None:
        found = Seals(current_app.extensions["opstap"].outbox_secrets())
        current_app.extensions["opstap_seals"] = found
    return found


@bp.after_request
def _is_ours(answer: Response) -> Response:
    """A portal's page that says 200 is no receipt: ours carry this."""
    answer.headers["Opstap-Outbox"] = str(PROTOCOL)
    return answer


@bp.post("/sleutel", may=policies.signed_in)
def key() -> Any:
    """What a page needs to seal what is written: the public key and a ticket for its author."""
    r = Reader()
    queue = told_queue(r)
    r.done()
    me, seals = access.me(), seals_here()
    answer = jsonify(
        protocol=PROTOCOL,
        user=str(me.id),
        ticket=seals.ticket_for(me),
        key_id=padless(seals.key_id),
        public_key=padless(seals.public_key),
        display_key=padless(seals.display_key(me)),
        now=clock.now().isoformat(),
    )
    device = devices.device_of(device_token())
    if device is None:
        device, token = devices.new_device(device_token())
        remember_device(answer, token)
    if queue:
        outbox.report(me, device, queue)
    return answer


@bp.post("/", may=policies.signed_in)
def receive() -> Any:
    raw = request.get_data()
    if len(raw) > MOST_BYTES:
        return problem(413, "too_large")
    found = _batch(raw)
    if found is None:
        return problem(422, "item_unreadable")
    queue, parcels = found
    device = devices.device_of(device_token())
    results = outbox.deliver(Delivery(access.me(), device, queue, seals_here(), VERBS), parcels)
    return _receipts(results)


def keys_of(tablet: Tablet) -> dict[str, str]:
    """What its lock screen keeps, to seal what is written there without network: all public."""
    seals = seals_here()
    return {
        "ticket": seals.ticket_for_tablet(tablet.id),
        "key_id": padless(seals.key_id),
        "public_key": padless(seals.public_key),
    }


@bp.post("/tablet", may=policies.anyone)
def receive_claimed() -> Any:
    """What was written on a locked tablet, brought by that tablet: nobody has to be signed in."""
    tablet = tablet_spot.here(device_token())
    if tablet is None:
        return problem(403, "claim_other_tablet")
    raw = request.get_data()
    found = _batch(raw) if len(raw) <= MOST_BYTES else None
    if found is None:
        return problem(422, "item_unreadable")
    queue, parcels = found
    return _receipts(claimed.deliver(FromTablet(tablet, queue, seals_here(), claim), parcels))


def _receipts(results: list[Result]) -> Any:
    told = [_told(one) for one in results]
    return jsonify(protocol=PROTOCOL, now=clock.now().isoformat(), results=told)


def _batch(raw: bytes) -> tuple[Queue, list[Parcel]] | None:
    """None for anything that is not a batch of a protocol that we know."""
    try:
        found = json.loads(raw)
        if found["protocol"] not in ACCEPTED or len(found["items"]) > MOST_ITEMS:
            return None
        waiting = found["waiting"]
        if type(waiting) is not int or not 0 <= waiting < 1_000_000:
            return None
        queue = Queue(_moment(found["sent_at"]), waiting, _moment(found["oldest"]))
        return queue, [_parcel(one) for one in found["items"]]
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _moment(raw: Any) -> Any:
    return moment_of(raw) if raw is not None else None


def _parcel(raw: Any) -> Parcel:
    if not isinstance(raw["sha256"], str) or len(raw["sha256"]) != 64:
        raise ValueError("sha256")
    return Parcel(UUID(raw["id"]), raw["sha256"], unpadded(raw["sealed"]))


def _told(result: Result) -> dict[str, Any]:
    """A receipt and nothing else: no word of what was written goes back."""
    told: dict[str, Any] = {
        "id": str(result.id),
        "sha256": result.sha256,
        "state": result.state,
        "received_at": result.received_at.isoformat() if result.received_at else None,
    }
    if result.flagged:
        told["flagged"] = True
    if result.error:
        told |= {"code": result.error.code, "message": _sentence(result.error)}
    return told


def _sentence(error: DomainError) -> str:
    if isinstance(error, BadInput):
        return " ".join(words.errors(error.fields).values())
    return words.error(error.code, **error.details)
