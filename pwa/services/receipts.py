"""What a device sends may arrive twice: the same id with the same content is the same record."""

from collections.abc import Callable
from typing import TypeVar
from uuid import UUID

from peewee import IntegrityError, Model

from pwa.database import transaction
from pwa.domain.errors import NotAllowed
from pwa.models.base import hash_kept

Kept = TypeVar("Kept", bound=Model)
Answer = TypeVar("Answer")


def first(model: type[Kept], id: UUID, body_hash: str) -> Kept | None:
    """The record that this id already made. Raises NotAllowed when it held something else."""
    known = hash_kept(model, id)
    if known is None:
        return None
    if known != body_hash:
        raise NotAllowed("id_reused")
    return model.get_by_id(id)


def once(verb: Callable[[], Answer]) -> Answer:
    """Run a verb in a transaction; when its own twin was faster, run it again to find the first."""
    try:
        with transaction():
            return verb()
    except IntegrityError:
        with transaction():
            return verb()
