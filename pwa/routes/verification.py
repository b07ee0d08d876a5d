"""Is this document real? For anybody who has one: by its code, or by the file itself."""

from hashlib import sha256
from io import BytesIO
from typing import Any, BinaryIO, NamedTuple, cast

from flask import redirect, request, url_for
from flask_babel import format_date
from flask_babel import lazy_gettext as _l
from werkzeug.exceptions import RequestEntityTooLarge
from werkzeug.formparser import FormDataParser

from pwa import access, policies, words
from pwa.domain.documents import read_code
from pwa.domain.errors import NotAllowed
from pwa.forms import UnknownFields, read_args
from pwa.pages import not_now, page
from pwa.queries import verification as queries
from pwa.services import verification

bp = access.GuardedBlueprint("verification", __name__, url_prefix="/controle")

MOST = 8_000_000
"""Bytes of a file. Ours have a tenth of it at most; more is read by nobody."""

words.add_errors(
    {
        "seal_failed": _l(
            "Het zegel op de pdf kan nu niet worden gemaakt. Probeer het later nog eens. Er is"
            " niets verloren."
        ),
        "check_failed": _l("Controleren lukt nu niet. Probeer het over een minuut nog eens."),
        "document_code_wrong": _l(
            "Een code heeft twaalf letters en cijfers, zoals K7QM-3XWD-9H2T. Kijk hem na."
        ),
        "file_missing": _l("Kies eerst een bestand."),
        "check_too_large": _l(
            "Dit bestand is te groot om van ons te zijn. Onze documenten zijn veel kleiner."
        ),
    }
)


class Upload(NamedTuple):
    """A file in memory, hashed while it came in."""

    data: bytes
    sha256: str


class _Coming(BytesIO):
    """Keeps what comes in and hashes it; nothing touches a disk."""

    def __init__(self) -> None:
        super().__init__()
        self.hashed = sha256()

    def write(self, data: Any) -> int:
        self.hashed.update(data)
        return super().write(data)


@bp.get("", may=policies.anyone)
def index() -> Any:
    typed = read_args("code")["code"]
    if code := read_code(typed):
        return redirect(url_for("verification.show", code=code))
    wrong = {"code": words.error("document_code_wrong")} if typed else {}
    return _page(status=422 if typed else 200, typed=typed, errors=wrong)


@bp.get("/<code>", may=policies.anyone)
def show(code: str) -> Any:
    verification.allow_code(request.remote_addr or "")
    known = read_code(code)
    found = queries.by_code(known) if known else None
    if found is None:
        return _page(status=404, typed=code[:40], answer="code_unknown")
    return _page(answer=_what_it_is("code", found), found=found)


def _what_it_is(asked: str, found: queries.Found) -> str:
    """The answer to its `code`, or to the `same` file. Of what was forgotten little is known."""
    if found.forgotten:
        return f"{asked}_forgotten"
    if found.withdrawn:
        return "withdrawn"
    return f"{asked}_current" if found.current else f"{asked}_superseded"


@bp.post("", may=policies.anyone)
def check() -> Any:
    """A file, compared by the hash of all its bytes first; only then is its seal looked at."""
    verification.allow_file(request.remote_addr or "")
    try:
        sent = _sent()
    except RequestEntityTooLarge:
        return _page(status=413, errors={"file": words.error("check_too_large")})
    if not sent.data:
        return _page(status=422, errors={"file": words.error("file_missing")})
    if found := queries.by_hash(sent.sha256):
        return _page(answer=_what_it_is("same", found), found=found)
    if queries.is_withdrawn(sent.sha256):
        return _page(answer="withdrawn")
    if queries.is_frozen(sent.sha256):
        return _page(answer="frozen")
    try:
        return _page(answer=verification.look_at(sent.data).value)
    except NotAllowed as problem:
        return not_now(_page(errors={"file": words.error(problem.code)}), problem)


def _sent() -> Upload:
    """The one file of the form. Raises UnknownFields, RequestEntityTooLarge."""
    request.max_content_length = MOST
    if (request.content_length or 0) > MOST:
        raise RequestEntityTooLarge
    parser = FormDataParser(
        stream_factory=cast(Any, lambda **_facts: _Coming()), max_form_memory_size=200_000,
        max_form_parts=4,
    )  # fmt: skip
    _stream, fields, files = parser.parse(
        cast(BinaryIO, request.stream), request.mimetype, request.content_length,
        request.mimetype_params,
    )  # fmt: skip
    coming = files.getlist("file")
    if fields or set(files) - {"file"} or len(coming) > 1:
        raise UnknownFields("file")
    if not coming:
        return Upload(b"", "")
    stream = cast(_Coming, coming[0].stream)
    return Upload(stream.getvalue(), stream.hashed.hexdigest())


def _page(
    *,
    status: int = 200,
    typed: str = "",
    answer: str = "",
    found: queries.Found | None = None,
    errors: dict[str, str] | None = None,
) -> Any:
    response = page(
        "verification/index.html",
        status=status,
        typed=typed,
        answer=answer,
        found=found,
        finished=format_date(found.finished, "d MMMM yyyy") if found else "",
        errors=errors or {},
    )
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    return response
