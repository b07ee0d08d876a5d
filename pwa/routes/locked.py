"""What a locked browser shows and reaches. Nobody is signed in here: only the lock's own session is
known, and whoever sits at its table."""

from typing import Any, NoReturn

from flask import abort, current_app, g, redirect, request, url_for
from flask_babel import lazy_gettext as _l
from werkzeug.wrappers import Response

from pwa import access, clock, words
from pwa.models import Evaluation, Session, TableRound, TableSeat
from pwa.models.table_facts import evaluation_at, open_seat, round_of, seat_signed
from pwa.models.tablets import colleague_on
from pwa.pages import page
from pwa.queries import table as queries
from pwa.routes import tablet_spot
from pwa.routes.session import device_token
from pwa.services import sessions
from pwa.services.evaluation_entries import MOST_TEXT
from pwa.services.table import Table

TURN = "opstap_turn"

words.add_errors(
    {
        "password_wrong": _l("Dit wachtwoord klopt niet. Probeer het nog eens."),
        "code_wrong": _l("Deze code klopt niet. Kijk hem na."),
        "code_void": _l("Deze code werkt niet of niet meer. Vraag om een nieuwe."),
        "not_your_role": _l("Jij kunt hier niet tekenen."),
        "not_waited_for": _l("Hier is al voor getekend, of je bent nog niet aan de beurt."),
        "seat_gone": _l("Dit duurde te lang, of de tablet is al doorgegeven. Begin opnieuw."),
        "table_closed": _l("Op deze tablet wordt niet meer getekend."),
        "session_gone": _l("Dit toestel is al op slot, of al open. Begin opnieuw."),
        "company_signed": _l("Het bedrijf heeft al getekend."),
        "seen_missing": _l("Zet eerst een vinkje bij Gezien."),
        "drawing_unreadable": _l(
            "Deze tekening kan Opstap niet lezen. Teken opnieuw of laat leeg."
        ),
    }
)


def only_locked() -> Any:
    """Before every request of the two blueprints: elsewhere these pages do not exist."""
    if access.locked_session() is not None:
        return None
    if request.method == "GET":
        return redirect(url_for("home.index"))
    return abort(404) if access.me_or_none() else _not_signed("signed_out", 401)


def _not_signed(why: str, status: int) -> Any:
    """Somebody pressed *Ondertekenen* and it could not be: they hear why, and no word is lost."""
    typed = request.form.get("reaction") or request.form.get("conclusion") or ""
    return page("table/not_signed.html", status=status, why=why, typed=typed[: 2 * MOST_TEXT])


def too_late() -> Any:
    """What is sent to a table at which nobody sits any more. Who signed already is thanked."""
    round_, evaluation = _found()
    if seat_signed(round_, request.form.get("seat", "")):
        to_the_lock()
    return _not_signed("too_long" if evaluation else "changed", 409)


def somebody_sits(now: bool = False) -> bool:
    """`now`: looked at again, since something happened in this request."""
    if now:
        g.pop("table_found", None)
    round_, evaluation = _found()
    return bool(round_ and evaluation and open_seat(round_))


def session() -> Session:
    found = access.locked_session()
    return found if found is not None else abort(404)


def _found() -> tuple[TableRound | None, Evaluation | None]:
    """The round of this lock and what is signed in it, read once a request."""
    if "table_found" not in g:
        round_ = round_of(session())
        g.table_found = round_, evaluation_at(session(), round_) if round_ else None
    found: tuple[TableRound | None, Evaluation | None] = g.table_found
    return found


def the_table() -> Table:
    """What is signed on this tablet; without it, the lock says so."""
    round_, evaluation = _found()
    return Table(round_, evaluation) if round_ and evaluation else to_the_lock()


def the_seat(table: Table) -> TableSeat:
    """Who sits here; nobody, then the lock. The page speaks that person's language."""
    seat = open_seat(table.round)
    if seat is None:
        return to_the_lock()
    g.signer_language = (seat.user or session().user).language
    return seat


def to_the_lock() -> NoReturn:
    abort(redirect(url_for("lock.show"), 303))


def lock_page(
    errors: dict[str, str] | None = None,
    *,
    who: str = "",
    status: int = 200,
    code: str = "",
    login: str = "",
    fresh: bool = False,
) -> Any:
    """Give the tablet back, or on to the next. `who` is the role whose form is on top, `code` and
    `login` what stands in it: what was typed, or a code that was made just now."""
    around = queries.around(session(), *_found())
    first = who or (around.signers[0].role.value if around.signers else "")
    top = next((one for one in around.signers if one.role.value == first), None)
    by_pin = _has_pin_here(session())
    return page(
        "lock/show.html",
        status=status,
        around=around,
        first=first,
        who=who,
        errors=_at_their_field(errors or {}, top, by_pin),
        code=code,
        login=login,
        fresh=fresh,
        by_pin=by_pin,
        in_demo=current_app.config["DEMO"],
    )


def _has_pin_here(row: Session) -> bool:
    """Whether its user has a PIN on this tablet, and comes back with that."""
    tablet = tablet_spot.here(device_token())
    if tablet is None or tablet.device_id != row.device_id:
        return False
    colleague = colleague_on(tablet, row.user_id, clock.today())
    return colleague is not None and colleague.has_pin


def _at_their_field(
    errors: dict[str, str], top: queries.Signer | None, by_pin: bool
) -> dict[str, str]:
    """What is wrong with a field that is not on the page (any more) is said above it."""
    ways = top.ways if top else ()
    shown = {*ways, *(["password"] if "account" in ways else []), "owner-password"}
    shown |= {"owner-pin"} if by_pin else set()
    shown |= {"next-pin" if by_pin else "next-password"} if top and top.over else set()
    return {name if name in shown else "who": said for name, said in errors.items()}


def handed_on(answer: Response) -> Response:
    """Browsers throw away pages that they hold for *Back* when such a cookie changes."""
    name, secure = access.host_cookie(TURN), request.is_secure
    answer.set_cookie(name, sessions.new_token(), httponly=True, samesite="Lax", secure=secure)
    return answer
