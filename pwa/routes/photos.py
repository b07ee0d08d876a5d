"""Look at a photo with a note; its author can take it away."""

from typing import Any

from flask import Response, flash, redirect, url_for
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from pwa import access, words
from pwa.database import transaction
from pwa.forms import Reader
from pwa.models import NotePhoto
from pwa.pages import page
from pwa.policies import notes as note_policies
from pwa.policies import photos as policies
from pwa.queries.photos import file_of
from pwa.services import audit, photos

bp = access.GuardedBlueprint("photos", __name__, url_prefix="/fotos")

words.add_errors(
    {
        "photo_too_large": _l("Dit plaatje is te groot. Kies een kleiner."),
        "photo_unreadable": _l("Dit plaatje kan Opstap niet lezen. Kies een JPEG, PNG of WebP."),
        "too_many_photos": _l("Bij een notitie passen hooguit %(n)s foto's."),
        "photos_off": _l("Dit bedrijf wil geen foto's bij notities."),
        "photo_without_note": _l(
            "De notitie bij deze foto is er niet. Verstuur eerst de notitie en daarna de foto."
        ),
        "photo_note_gone": _l("De notitie bij deze foto is teruggenomen. De foto is niet bewaard."),
    }
)


@bp.get("/<uuid:photo>", may=policies.read)
def show(photo: NotePhoto) -> Any:
    """A page of its own: an app on a home screen has no button that leads back from a file."""
    return page("notes/photo.html", photo=photo, back=_back(photo), may_remove=policies.remove)


def _back(photo: NotePhoto) -> str:
    note = photo.note
    if note_policies.read(access.me(), note):
        return url_for("notes.show", note=note.id)
    return url_for("progress.index", plek=note.placement_id, _anchor=f"n-{note.id}")


@bp.get("/<uuid:photo>/groot", may=policies.read)
def large(photo: NotePhoto) -> Any:
    with transaction():
        audit.record_reading(access.me(), [photo.note.placement], "notities")
    return _file(photo.large_id)


@bp.get("/<uuid:photo>/klein", may=policies.read)
def small(photo: NotePhoto) -> Any:
    """Part of a page that shows the note, and that logged the reading of it."""
    return _file(photo.small_id)


def _file(blob_id: Any) -> Response:
    data, media_type = file_of(blob_id)
    return Response(data, mimetype=media_type, headers={"Content-Disposition": "inline"})


@bp.post("/<uuid:photo>/weghalen", may=policies.remove)
def remove(photo: NotePhoto) -> Any:
    Reader().done()
    photos.remove(access.me(), photo)
    flash(_("De foto is weg, voor iedereen."), "success")
    return redirect(url_for("notes.show", note=photo.note_id), 303)
