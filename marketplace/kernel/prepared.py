"""A query that Django builds and compiles once a process, and runs with other values each time.

Building and compiling a page's queries costs more CPU than everything the database does for it. The
SQL depends on the kinds of values alone, so it is made once with marks in their places.
"""

import datetime
from collections.abc import Callable, Mapping
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
#: By the place of a column: what makes Python's value of the database's, and the column.
Converters = Mapping[int, tuple[tuple[Any, ...], Any]]


class ReadRow:
    """What was read of one instance; the instance is made when somebody wants it.

    An instance with all that ``select_related`` names costs some hundred times its columns.
    """

    __slots__ = ("_compiled", "_row")

    def __init__(self, row: Row, compiled: "_Compiled") -> None:
        self._row, self._compiled = row, compiled

    def __getitem__(self, path: str) -> Any:
        """A column by its way from the model (``product__title``), or an annotation by its name."""
        at = self._compiled.columns[path]
        converter = self._compiled.converters.get(at)
        return self._row[at] if converter is None else _converted(self._row[at], *converter)

    def instance(self) -> Any:
        """Made anew at each call."""
        if self._compiled.instance is None:
            raise TypeError("the queryset has values, no instances")
        return self._compiled.instance(_row(self._row, self._compiled.converters))


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL with, for each parameter, its fixed value or the name (and place) of a value."""

    sql: str
    parameters: tuple[tuple[Any, str, int], ...]
    converters: Converters
    instance: Callable[[Row], Any] | None
    columns: Mapping[str, int]


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
        given = _given(values)
        if any(value == [] for value in given.values()):
            return []
        if _is_long(given):
            return list(self._build(**given))
        compiled, found = self._run(_filled(given))
        rows = [_row(row, compiled.converters) for row in found] if compiled.converters else found
        if compiled.instance is not None:
            return [compiled.instance(row) for row in rows]
        return rows

    def rows(self, **values: Any) -> list[ReadRow]:
        """The same without making instances. Lists of at most ``_LONGEST_LIST`` numbers."""
        given = _given(values)
        if any(value == [] for value in given.values()):
            return []
        if _is_long(given):
            raise ValueError(f"more than {_LONGEST_LIST} numbers")
        compiled, rows = self._run(_filled(given))
        return [ReadRow(row, compiled) for row in rows]

    def _run(self, values: dict[str, Any]) -> tuple[_Compiled, list[Row]]:
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
        return compiled, rows


def _given(values: dict[str, Any]) -> dict[str, Any]:
    """Each value as it is, or as a list of numbers."""
    return {
        name: value if isinstance(value, int | str | datetime.date) else list(value)
        for name, value in values.items()
    }


def _is_long(given: dict[str, Any]) -> bool:
    return any(isinstance(v, list) and len(v) > _LONGEST_LIST for v in given.values())


def _filled(given: dict[str, Any]) -> dict[str, Any]:
    """Lists filled up to a power of two, by repeating the last number."""
    return {
        name: value + value[-1:] * ((1 << (len(value) - 1).bit_length()) - len(value))
        if isinstance(value, list)
        else value
        for name, value in given.items()
    }


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
        converters={at: (tuple(many), column) for at, (many, column) in converters.items()},
        instance=_instances(queryset, compiler),
        columns=_columns(compiler),
    )


def _adapted(value: Any) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _converted(value: Any, many: tuple[Any, ...], column: Any) -> Any:
    for convert in many:
        value = convert(value, column, connection)
    return value


def _row(row: Row, converters: Converters) -> Row:
    """The database's values as the model's fields have them."""
    values = list(row)
    for at, (many, column) in converters.items():
        values[at] = _converted(values[at], many, column)
    return tuple(values)


def _columns(compiler: Any) -> dict[str, int]:
    """Where a column stands, by its way from the model; empty for values."""
    places: dict[str, int] = dict(compiler.annotation_col_map or {})

    def walk(info: dict[str, Any], way: str) -> None:
        for place in info["select_fields"]:
            places[way + compiler.select[place][0].target.attname] = place
        for related in info.get("related_klass_infos", ()):
            field = related["field"]
            name = field.related_query_name() if related["reverse"] else field.name
            walk(related, f"{way}{name}__")

    if compiler.klass_info is not None:
        walk(compiler.klass_info, "")
    return places


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
