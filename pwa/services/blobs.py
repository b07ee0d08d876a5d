"""Bytes of files, kept once by their content."""

import hashlib
from typing import Any
from uuid import UUID

from pwa.models import Blob


def store(data: bytes, media_type: str) -> Blob:
    """These bytes as a row; the same bytes are the same row. The caller holds the transaction."""
    key = hashlib.sha256(data).hexdigest()
    found = Blob.get_or_none(Blob.sha256 == key)
    return found or Blob.create(sha256=key, media_type=media_type, data=data)


def forget(*ids: UUID) -> None:
    """Throw these bytes away where no row shows them any more. The caller holds the transaction."""
    meta: Any = Blob
    for id in set(ids):
        if not any(
            model.select().where(key == id).exists() for key, model in meta._meta.backrefs.items()
        ):
            Blob.delete().where(Blob.id == id).execute()
