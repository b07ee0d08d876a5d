"""What every table has: a UUIDv7 key, aware times, states with a CHECK."""

import json
from datetime import UTC, datetime
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Generic, Literal, Self, TypeVar, overload
from uuid import UUID

from peewee import Check, DateTimeField, Model, Node, TextField, UUIDField

from pwa import clock
from pwa.database import db
from pwa.domain.ids import uuid7

_E = TypeVar("_E", bound=StrEnum)
_V = TypeVar("_V")

if TYPE_CHECKING:
    # The stubs say what a field holds; at run time peewee's fields are no generics.
    class _Moment(DateTimeField[_V]): ...

    class _Text(TextField[_V]): ...

else:

    class _Moment(DateTimeField, Generic[_V]):
        pass

    class _Text(TextField, Generic[_V]):
        pass


class MomentField(_Moment[_V]):
    """A moment: stored as naive UTC, handed out aware."""

    if TYPE_CHECKING:

        @overload
        def __new__(
            cls, *, null: Literal[True], **options: Any
        ) -> "MomentField[datetime | None]": ...
        @overload
        def __new__(
            cls, *, null: Literal[False] = ..., **options: Any
        ) -> "MomentField[datetime]": ...
        def __new__(cls, **options: Any) -> Any: ...

    def db_value(self, value: Any) -> Any:
        if isinstance(value, datetime):
            return value.astimezone(UTC).replace(tzinfo=None)
        return value

    def python_value(self, value: Any) -> Any:
        value = super().python_value(value)  # type: ignore[no-untyped-call]
        if isinstance(value, datetime) and value.tzinfo is None:
            return value.replace(tzinfo=UTC)
        return value


class EnumField(_Text[_V]):
    """One of a StrEnum's values; the database refuses anything else."""

    if TYPE_CHECKING:

        @overload
        def __new__(
            cls, enum: type[_E], *, null: Literal[True], **options: Any
        ) -> "EnumField[_E | None]": ...
        @overload
        def __new__(
            cls, enum: type[_E], *, null: Literal[False] = ..., **options: Any
        ) -> "EnumField[_E]": ...
        def __new__(cls, enum: type[_E], **options: Any) -> Any: ...

        enum: type[StrEnum]

    else:

        def __init__(self, enum, **options):
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


class DataField(_Text[Any]):
    """Plain JSON data of our own, written with sorted keys."""

    def db_value(self, value: Any) -> Any:
        return None if value is None else json.dumps(value, sort_keys=True, ensure_ascii=False)

    def python_value(self, value: Any) -> Any:
        return None if value is None else json.loads(value)


class WrittenOut:
    """A table whose INSERT is written out once: composing it took longer than the row itself."""

    @classmethod
    def create(cls, **facts: Any) -> Self:
        """Add a row. Of a number that the database gives out the row knows nothing."""
        row: Any = cls(**facts)
        database = row._meta.database
        sql, fields = _insert(row.__class__, database.param)
        database.execute_sql(sql, [one.db_value(row.__data__.get(one.name)) for one in fields])
        row._dirty.clear()
        made: Self = row
        return made


@cache
def _insert(model: Any, mark: str) -> tuple[str, list[Any]]:
    meta = model._meta
    fields = [one for one in meta.sorted_fields if not one.auto_increment]
    columns = ", ".join(f'"{one.column_name}"' for one in fields)
    marks = ", ".join([mark] * len(fields))
    return f'INSERT INTO "{meta.table_name}" ({columns}) VALUES ({marks})', fields  # noqa: S608


def hash_kept(model: type[Model], id: UUID) -> str | None:
    """The `body_hash` of the row with this id, if there is one."""
    meta: Any = model._meta
    sql = f'SELECT "body_hash" FROM "{meta.table_name}" WHERE "id" = {meta.database.param}'  # noqa: S608
    row = meta.database.execute_sql(sql, [meta.primary_key.db_value(id)]).fetchone()
    return row[0] if row else None


class Row(WrittenOut, Model):
    """A row with a time-ordered id of its own."""

    id = UUIDField(primary_key=True, default=uuid7)

    class Meta:
        database = db
        legacy_table_names = False
        only_save_dirty = True


def filled(column: str) -> Node:
    """A CHECK that a text is not empty."""
    return Check(f'length("{column}") > 0')


def at_most(column: str, characters: int) -> Node:
    """A CHECK on the length of a text, in characters."""
    return Check(f'length("{column}") <= {characters}')


def stamp() -> MomentField[datetime]:
    """The server's clock when the row came to be."""
    return MomentField(default=clock.now)
