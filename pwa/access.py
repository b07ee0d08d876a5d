"""Nothing without a policy, nothing that is not visible.

signed in? (302, or 401 where something was sent) -> each id of the address through
`visible_to` (else 404) -> the route's policy (else 403) -> the view.

A locked session (`services.locks`) comes before all of that: its browser is in other hands, nobody
is signed in with it, and every address but those of the lock and the table leads to the lock.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar, cast

from flask import Blueprint, abort, g, redirect, request, url_for
from flask_login import LoginManager, current_user
from werkzeug.wrappers import Response

from pwa import policies, refusals
from pwa.models import (
    ActionItem,
    Candidate,
    ClaimedNote,
    CoachCover,
    CompanyVisit,
    Correction,
    Evaluation,
    Handbook,
    Handover,
    Layout,
    Membership,
    Note,
    NotePhoto,
    Organisation,
    Person,
    Placement,
    PlacementPlan,
    PrivacyCase,
    ProfilePhoto,
    Session,
    StandIn,
    Tablet,
    WeekDispute,
    Workplace,
    WorkplaceDraft,
)
from pwa.services import sessions, tablet_lock

Policy = Callable[..., bool]
View = TypeVar("View", bound=Callable[..., Any])

SUBJECTS: dict[str, Any] = {
    "action": ActionItem,
    "candidate": Candidate,
    "case": PrivacyCase,
    "claim": ClaimedNote,
    "company_photo": ProfilePhoto,
    "company_visit": CompanyVisit,
    "correction": Correction,
    "cover": CoachCover,
    "evaluation": Evaluation,
    "handbook": Handbook,
    "handover": Handover,
    "layout": Layout,
    "member": Membership,
    "note": Note,
    "organisation": Organisation,
    "photo": NotePhoto,
    "plan": PlacementPlan,
    "placement": Placement,
    "place_draft": WorkplaceDraft,
    "week_dispute": WeekDispute,
    "workplace": Workplace,
    "stand_in": StandIn,
    "tablet": Tablet,
}
"""The name of an id in an address -> the table in which it is looked up for this person."""

COOKIE = "opstap"

KNOWS_NOBODY = frozenset({"assets", "health"})
"""Blueprints that answer anybody alike, whatever a session may. A page without network asks them
whether we are there again, and that is no sign of a person."""

OF_THE_TABLET = "outbox.receive_claimed"
"""What a tablet itself brings, whoever is signed in there."""

OPEN_WHILE_LOCKED = KNOWS_NOBODY | {"lock", "table"}
"""What a locked session still reaches."""


def me() -> Person:
    """The signed-in person; only called behind the guard."""
    return cast(Person, current_user._get_current_object())


def me_or_none() -> Person | None:
    return me() if current_user.is_authenticated else None


def find(name: str, value: Any) -> Any:
    """The row with this id if this person may know of it, else 404."""
    model = SUBJECTS[name]
    row = model.visible_to(me()).where(model.id == value).first()
    if row is None:
        refusals.not_visible()
        abort(404)
    return row


def guard(may: Policy, view: View) -> View:
    """The view behind its policy; the policy gets the person and the rows of the address."""

    @wraps(view)
    def guarded(**ids: Any) -> Any:
        g.policy = may
        if may is policies.anyone:
            return view(**ids)
        if not current_user.is_authenticated:
            return _ask_to_sign_in()
        rows = {name: find(name, v) if name in SUBJECTS else v for name, v in ids.items()}
        if not may(me(), *(row for name, row in rows.items() if name in SUBJECTS)):
            abort(403)
        return view(**rows)

    guarded.may = may  # type: ignore[attr-defined]
    return cast(View, guarded)


def _ask_to_sign_in() -> Any:
    if request.method != "GET" or request.headers.get("HX-Request") == "true":
        abort(401)
    path = request.full_path.rstrip("?")
    return redirect(url_for("session.new", next=path if path != "/" else None))


class GuardedBlueprint(Blueprint):
    """A blueprint whose routes cannot exist without a policy."""

    def route(  # type: ignore[override]
        self, rule: str, *, may: Policy, **options: Any
    ) -> Callable[[View], View]:
        def register(view: View) -> View:
            endpoint = options.pop("endpoint", view.__name__)
            self.add_url_rule(rule, endpoint, guard(may, view), **options)
            return view

        return register

    def get(  # type: ignore[override]
        self, rule: str, *, may: Policy, **options: Any
    ) -> Callable[[View], View]:
        return self.route(rule, may=may, methods=["GET"], **options)

    def post(  # type: ignore[override]
        self, rule: str, *, may: Policy, **options: Any
    ) -> Callable[[View], View]:
        return self.route(rule, may=may, methods=["POST"], **options)


def init_app(app: Any) -> None:
    """Sessions are rows of our own; Flask-Login asks us for the person behind the cookie."""
    manager = LoginManager(app)
    manager.session_protection = None
    manager.anonymous_user = _Nobody
    manager.request_loader(_load)
    app.before_request(_only_the_lock)
    app.before_request(_only_its_writer)


class _Nobody:
    is_authenticated = False
    is_active = False
    is_anonymous = True

    def get_id(self) -> None:
        return None


def _load(req: Any) -> Person | None:
    row = session_row()
    return sessions.person_in(row, touch=req.method == "GET") if row else None


def session_row() -> Session | None:
    """The session behind this request's cookie, read once."""
    if "session_row" not in g:
        token = request.cookies.get(cookie_name())
        g.session_row = _awake(sessions.open_row(token)) if token else None
    found: Session | None = g.session_row
    return found


def _awake(row: Session | None) -> Session | None:
    """That session, unless it is on a tablet that lay unused for too long, or was revoked."""
    g.held = tablet_lock.held_with(row) if row else None
    return row if row and row.ended_at is None else None


def held() -> tablet_lock.Held | None:
    """The enrolled tablet on which the person of this request is signed in, if it is one."""
    found: tablet_lock.Held | None = g.get("held") if me_or_none() else None
    return found


def locked_session() -> Session | None:
    """The session of this browser, if it is locked."""
    row = session_row()
    return row if row and row.locked_at else None


def _only_the_lock() -> Any:
    """What a locked session gets: a page leads to the lock, what is sent waits (401) or is refused
    (423: an open page of before)."""
    open_ = request.blueprint in OPEN_WHILE_LOCKED or request.endpoint == OF_THE_TABLET
    if open_ or locked_session() is None:
        return None
    by_itself = request.headers.get("X-Opstap-Autosave") or request.headers.get("HX-Request")
    if request.blueprint == "outbox" or by_itself:
        abort(401)
    if request.method == "GET":
        return redirect(url_for("lock.show"), 303)
    return abort(423)


def _only_its_writer() -> None:
    """What a page sends by itself counts for whom it was made for, and not for somebody who signed
    in since in the same browser."""
    writer = request.headers.get("Opstap-Person")
    if writer is not None and (me_or_none() is None or writer != str(me().id)):
        abort(401)


def host_cookie(name: str) -> str:
    """`__Host-` binds a cookie to this host and TLS; plain http (a demo) cannot have it."""
    return f"__Host-{name}" if request.is_secure else name


def cookie_name() -> str:
    return host_cookie(COOKIE)


def give_cookie(response: Response, token: str) -> Response:
    response.set_cookie(
        cookie_name(),
        token,
        max_age=int(sessions.ABSOLUTE.total_seconds()),
        httponly=True,
        samesite="Lax",
        secure=request.is_secure,
        path="/",
    )
    return response
