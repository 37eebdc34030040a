"""A query that Django builds and compiles once a process, and runs with other values each time.

Building and compiling a page's queries costs more CPU than everything the database does for it. The
SQL depends on the kinds of values alone, so it is made once with marks in their places.
"""

import datetime
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import count
from typing import Any

from django.db import connection, models
from django.db.models.query import ModelIterable, get_related_populators

#: Longer lists of numbers are asked for as Django does; shorter ones are filled up to a power of two.
_LONGEST_LIST = 256
#: No row has these; they are in the reach of every integer column but the small ones.
_FIRST_NUMBER = 2_101_010_101
_FIRST_DAY = datetime.date(3911, 1, 1).toordinal()

Row = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL with, for each parameter, its fixed value or the name (and place) of a value."""

    sql: str
    parameters: tuple[tuple[Any, str, int], ...]
    converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
    instance: Callable[[Row], Any] | None


class Prepared:
    """``build(**values)`` makes the queryset; it passes its values on and never looks into them.

    Values are numbers, texts, days and lists of numbers. Each must arrive among the parameters as it
    is (no ``startswith``); the first call raises ValueError where one does not.
    """

    def __init__(self, build: Callable[..., models.QuerySet[Any, Any]]) -> None:
        self._build = build
        self._compiled: dict[tuple[Any, ...], _Compiled] = {}

    def __call__(self, **values: Any) -> list[Any]:
        """What the queryset answers: instances, or tuples where it is a ``values_list``. One query."""
        filled: dict[str, Any] = {}
        for name, value in values.items():
            if isinstance(value, int | str | datetime.date):
                filled[name] = value
                continue
            numbers = list(value)
            if not numbers:
                return []
            if len(numbers) > _LONGEST_LIST:
                return list(self._build(**values))
            size = 1 << (len(numbers) - 1).bit_length()
            filled[name] = numbers + numbers[-1:] * (size - len(numbers))
        return self._run(filled)

    def _run(self, values: dict[str, Any]) -> list[Any]:
        shape = (
            connection.vendor,
            *((name, len(v) if isinstance(v, list) else type(v)) for name, v in values.items()),
        )
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compiled[shape] = _compile(self._build, values)
        parameters = [
            fixed if not name else _adapted(values[name][place] if place >= 0 else values[name])
            for fixed, name, place in compiled.parameters
        ]
        with connection.cursor() as cursor:
            cursor.execute(compiled.sql, parameters)
            rows = cursor.fetchall()
        if compiled.converters:
            rows = _converted(rows, compiled.converters)
        if compiled.instance is not None:
            return [compiled.instance(row) for row in rows]
        return rows


def _compile(build: Callable[..., models.QuerySet[Any, Any]], values: dict[str, Any]) -> _Compiled:
    numbers, days = count(_FIRST_NUMBER), count(_FIRST_DAY)

    def mark(value: Any) -> Any:
        if isinstance(value, datetime.date):
            return datetime.date.fromordinal(next(days))
        return next(numbers) if isinstance(value, int) else f"mark-{next(numbers)}"

    marks = {
        name: [mark(one) for one in value] if isinstance(value, list) else mark(value)
        for name, value in values.items()
    }
    places: dict[Any, tuple[str, int]] = {}
    for name, made in marks.items():
        each = made if isinstance(made, list) else [made]
        for place, one in enumerate(each):
            places[_adapted(one)] = (name, place if isinstance(made, list) else -1)
    queryset = build(**marks)
    compiler = queryset.query.get_compiler(connection=connection)
    sql, given = compiler.as_sql()
    if missing := places.keys() - set(given):
        raise ValueError(f"not among the query's parameters as given: {sorted(map(str, missing))}")
    expressions = [column[0] for column in compiler.select]
    converters = compiler.get_converters(expressions)
    return _Compiled(
        sql=sql,
        parameters=tuple((one, *places.get(one, ("", -1))) for one in given),
        converters=tuple((at, tuple(many), column) for at, (many, column) in converters.items()),
        instance=_instances(queryset, compiler),
    )


def _adapted(value: Any) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _converted(
    rows: Iterable[Sequence[Any]], converters: tuple[tuple[int, tuple[Any, ...], Any], ...]
) -> list[Row]:
    made = []
    for row in rows:
        values = list(row)
        for at, many, column in converters:
            value = values[at]
            for convert in many:
                value = convert(value, column, connection)
            values[at] = value
        made.append(tuple(values))
    return made


def _instances(queryset: models.QuerySet[Any, Any], compiler: Any) -> Callable[[Row], Any] | None:
    """A function from row to instance with what ``select_related`` names; None for values."""
    if queryset._iterable_class is not ModelIterable:
        return None
    klass_info, using = compiler.klass_info, queryset.db
    model, fields = klass_info["model"], klass_info["select_fields"]
    begin, end = fields[0], fields[-1] + 1
    names = [column[0].target.attname for column in compiler.select[begin:end]]
    populators = get_related_populators(klass_info, compiler.select, using)  # type: ignore[call-arg]
    annotations = list((compiler.annotation_col_map or {}).items())

    def instance(row: Row) -> Any:
        made = model.from_db(using, names, row[begin:end])
        for populator in populators:
            populator.populate(row, made)
        for name, at in annotations:
            setattr(made, name, row[at])
        return made

    return instance
