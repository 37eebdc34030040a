"""A query that Django builds and compiles once a process, and runs with other values each time.

Building and compiling a page's queries costs more CPU than everything the database does for it. The
SQL depends on the kinds of values alone, so it is made once with marks in their places.
"""

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from itertools import count
from operator import itemgetter
from typing import Any, Protocol

from django.db import DEFAULT_DB_ALIAS, connection, connections, models
from django.db.models.query import ModelIterable, get_related_populators

#: Longer lists of numbers are asked for as Django does; shorter ones are filled up to a power of two.
_LONGEST_LIST = 256
#: No row has these; they are in the reach of every integer column but the small ones.
_FIRST_NUMBER = 2_101_010_101
_FIRST_DAY = datetime.date(3911, 1, 1).toordinal()

Row = tuple[Any, ...]
#: A fixed value, or the name of a value and its place in a list (-1: it is none).
Parameters = tuple[tuple[Any, str, int], ...]
#: Where Django's SQL has a parameter: no doubled sign of percent before it.
_PLACE = re.compile(r"(?<!%)%s")
#: Texts that mean nothing else in SQL.
_PLAIN = re.compile(r"[A-Za-z0-9_-]{0,64}")
#: What makes Python's value of the database's.
Converter = Callable[[Any], Any]
#: By the place of a column.
Converters = Mapping[int, Converter]
#: From a row to some of its columns, and which of these are converted.
_Getter = tuple[Callable[[Row], Row], tuple[tuple[int, Converter], ...]]


class Columns(Protocol):
    """Values by the names of columns: a mapping, or a row that was read."""

    def __getitem__(self, name: str, /) -> Any: ...


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
        convert = self._compiled.converters.get(at)
        return self._row[at] if convert is None else convert(self._row[at])

    def several(self, paths: tuple[str, ...]) -> Row:
        """Columns by their ways, all at once; two or more."""
        get, converted = self._compiled.getter(paths)
        values = get(self._row)
        if not converted:
            return values
        changed = list(values)
        for at, convert in converted:
            changed[at] = convert(changed[at])
        return tuple(changed)

    def key(self, paths: tuple[str, ...] = ()) -> Row:
        """Columns (two or more, else all) as the database has them: equal where they say the same,
        and never a container.
        """
        return self._compiled.getter(paths)[0](self._row) if paths else self._row

    def first(self, count: int) -> Row:
        """The values of the first columns."""
        converters = self._compiled.converters
        return tuple(
            [
                value if (convert := converters.get(at)) is None else convert(value)
                for at, value in enumerate(self._row[:count])
            ]
        )

    def instance(self) -> Any:
        """Made anew at each call."""
        if self._compiled.instance is None:
            raise TypeError("the queryset has values, no instances")
        return self._compiled.instance(_row(self._row, self._compiled.converters))


@dataclass(frozen=True, slots=True)
class _Compiled:
    """SQL with, for each parameter, its fixed value or the name (and place) of a value.

    ``names``: what the parameters are called in the SQL, where they are called anything.
    """

    sql: str
    parameters: Parameters
    names: tuple[str, ...]
    converters: Converters
    instance: Callable[[Row], Any] | None
    columns: Mapping[str, int]
    getters: dict[tuple[str, ...], "_Getter"] = field(default_factory=dict)

    def getter(self, paths: tuple[str, ...]) -> "_Getter":
        found = self.getters.get(paths)
        if found is None:
            found = self.getters[paths] = _getter(paths, self)
        return found


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
        database = connections[DEFAULT_DB_ALIAS]
        shape = (
            database.vendor,
            *((name, len(v) if isinstance(v, list) else type(v)) for name, v in values.items()),
        )
        compiled = self._compiled.get(shape)
        if compiled is None:
            compiled = self._compiled[shape] = _compile(self._build, values)
        said: dict[str, Any] = {
            name: database.ops.adapt_datefield_value(value)
            if isinstance(value, datetime.date)
            else value
            for name, value in values.items()
        }
        parameters: Any = [
            fixed if not name else said[name][place] if place >= 0 else said[name]
            for fixed, name, place in compiled.parameters
        ]
        if compiled.names:
            parameters = dict(zip(compiled.names, parameters, strict=True))
        with database.cursor() as cursor:
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
    parameters = tuple((one, *places.get(one, ("", -1))) for one in given)
    names: tuple[str, ...] = ()
    if connection.vendor == "sqlite":
        sql, parameters, names = _for_sqlite(sql, parameters)
    return _Compiled(
        sql=sql,
        parameters=parameters,
        names=names,
        converters={at: _converter(many, column) for at, (many, column) in converters.items()},
        instance=_instances(queryset, compiler),
        columns=_columns(queryset, compiler),
    )


def _for_sqlite(sql: str, parameters: Parameters) -> tuple[str, Parameters, tuple[str, ...]]:
    """What never changes written into the SQL, the rest called by names, each value once.

    SQLite compares a condition with those of partial indexes, and where a bound value takes part it
    makes its plan anew at each execution, which takes longer than most of our queries. Django looks
    for nameless parameters with a regular expression, for names it does not.
    """
    pieces = _PLACE.split(sql)
    if len(pieces) != len(parameters) + 1:
        return sql, parameters, ()
    written = [pieces[0]]
    called: dict[tuple[Any, ...], str] = {}
    left: list[tuple[Any, str, int]] = []
    for number, (parameter, piece) in enumerate(zip(parameters, pieces[1:], strict=True)):
        value, name, place = parameter
        constant = None if name else _constant(value)
        if constant is None:
            which = (name, place) if name else (number,)
            if which not in called:
                called[which] = f"v{len(left)}"
                left.append(parameter)
            constant = f"%({called[which]})s"
        written += (constant, piece)
    return "".join(written), tuple(left), tuple(called.values())


def _constant(value: Any) -> str | None:
    """As SQL says it; None where it had better be bound."""
    if isinstance(value, bool | int):
        return str(int(value))
    if isinstance(value, str) and _PLAIN.fullmatch(value):
        return f"'{value}'"
    return None


def _adapted(value: Any) -> Any:
    """As the database's driver takes it."""
    if isinstance(value, datetime.date):
        return connection.ops.adapt_datefield_value(value)
    return value


def _converter(many: list[Any], column: Any) -> Converter:
    """What Django does with a column's values, one call where it does one thing."""
    if len(many) == 1:
        (only,) = many
        return lambda value: only(value, column, connection)

    def converted(value: Any) -> Any:
        for convert in many:
            value = convert(value, column, connection)
        return value

    return converted


def _row(row: Row, converters: Converters) -> Row:
    """The database's values as the model's fields have them."""
    values = list(row)
    for at, convert in converters.items():
        values[at] = convert(values[at])
    return tuple(values)


def _getter(paths: tuple[str, ...], compiled: _Compiled) -> _Getter:
    places = [compiled.columns[path] for path in paths]
    converted = tuple(
        (at, compiled.converters[place])
        for at, place in enumerate(places)
        if place in compiled.converters
    )
    return itemgetter(*places), converted


def several(row: Columns, paths: tuple[str, ...]) -> Row:
    """Some columns of a mapping or of a row that was read, all at once; two or more."""
    if isinstance(row, ReadRow):
        return row.several(paths)
    return tuple([row[path] for path in paths])


def _columns(queryset: models.QuerySet[Any, Any], compiler: Any) -> dict[str, int]:
    """Where a column stands, by its way from the model; of values those that are named."""
    if compiler.klass_info is None:
        return {name: place for place, name in enumerate(queryset._fields or ())}  # type: ignore[attr-defined]
    places: dict[str, int] = dict(compiler.annotation_col_map or {})

    def walk(info: dict[str, Any], way: str) -> None:
        for place in info["select_fields"]:
            places[way + compiler.select[place][0].target.attname] = place
        for related in info.get("related_klass_infos", ()):
            field = related["field"]
            name = field.related_query_name() if related["reverse"] else field.name
            walk(related, f"{way}{name}__")

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
