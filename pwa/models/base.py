"""What every table has: a UUIDv7 key, aware times, states with a CHECK."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from peewee import SQL, Check, DateTimeField, Field, Model, TextField, UUIDField

from pwa import clock
from pwa.database import db
from pwa.domain.ids import uuid7


class MomentField(DateTimeField):
    """A moment: stored as naive UTC, handed out aware."""

    def db_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).replace(tzinfo=None)
        return value

    def python_value(self, value: Any) -> Any:
        value = super().python_value(value)
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


class EnumField(TextField):
    """One of a StrEnum's values; the database refuses anything else."""

    def __init__(self, enum: type[StrEnum], **options: Any) -> None:
        self.enum = enum
        super().__init__(**options)

    def bind(self, model: Any, name: str, set_attribute: bool = True) -> None:
        super().bind(model, name, set_attribute)
        allowed = ", ".join(f"'{item.value}'" for item in self.enum)
        self.constraints = [Check(f'"{self.column_name}" IN ({allowed})')]

    def db_value(self, value: Any) -> Any:
        return None if value is None else self.enum(value).value

    def python_value(self, value: Any) -> Any:
        return None if value is None else self.enum(value)


class DataField(TextField):
    """Plain JSON data of our own, written with sorted keys."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)


class Row(Model):
    """A row with a time-ordered id of its own."""

    id: UUID = UUIDField(primary_key=True, default=uuid7)  # type: ignore[assignment]

    class Meta:
        database = db
        legacy_table_names = False
        only_save_dirty = True


def filled(column: str) -> SQL:
    """A CHECK that a text is not empty."""
    return Check(f'length("{column}") > 0')


def at_most(column: str, characters: int) -> SQL:
    """A CHECK on the length of a text, in characters."""
    return Check(f'length("{column}") <= {characters}')


def stamp(**options: Any) -> Field:
    """The server's clock when the row came to be."""
    return MomentField(default=clock.now, **options)
