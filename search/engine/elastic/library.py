"""The one module that imports elasticsearch: the connection, its errors, queries in its terms."""

import contextlib
import logging
import os
import re
import threading
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from elasticsearch import ApiError, Elasticsearch, NotFoundError, TransportError, dsl, helpers
from elasticsearch.serializer import JsonSerializer

from search.engine.guard import PATIENCE_SECONDS
from search.engine.levels import Matching, Term
from search.engine.protocol import MOST_VALUES, EngineUnavailable, Query

from .address import Address
from .schema import ASCENDING, LONGEST_PAGE

#: Writers, builders and walkers have time.
_LONG_SECONDS = 60.0
_BULK_BYTES = 8 * 1024 * 1024
_BULK_ACTIONS = 2_000
_WALK = 5_000
_KEEP_ALIVE = "2m"
_TERMS = 10_000
_ONE_PAGE = LONGEST_PAGE
#: The column that holds a document's number.
_NUMBER = "newest"
#: How the hits begin of an answer that tells nothing of them but that number.
_NUMBERED = f'"hits":[{{"fields":{{"{_NUMBER}":['.encode()
_EACH = re.compile(rb"(\d+)\]")
_NOT_FOUND, _TIMED_OUT = 404, 408

Body = dict[str, Any]

# Of a cluster that is down the client warns with each request; search.finding says it once a minute.
logging.getLogger("elastic_transport").setLevel(logging.ERROR)


class Json(JsonSerializer):
    """Hits that are a number each are read as numbers.

    As JSON each would be three containers, and so many at once have the collector of garbage go through
    all that the process holds: half a second now and then, where the answer takes twenty milliseconds.
    """

    def loads(self, data: bytes) -> Any:
        head, begun, numbers = data.partition(_NUMBERED)
        if not begun:
            return super().loads(data)
        said = super().loads(head + b'"hits":[]}}')
        said["hits"]["hits"] = [int(number) for number in _EACH.findall(numbers)]
        return said


class Cluster:
    """A connection for each process: sockets do not survive a fork."""

    def __init__(self, address: Address, *, patience: float = PATIENCE_SECONDS) -> None:
        self._address = address
        self._patience = patience
        self._lock = threading.Lock()
        self._pid = 0
        self._made: Elasticsearch | None = None

    @property
    def reading(self) -> Elasticsearch:
        """As patient as a page may be; another host is asked where one refuses."""
        return self._client().options(
            request_timeout=self._patience, max_retries=len(self._address.hosts) - 1
        )

    @property
    def writing(self) -> Elasticsearch:
        return self._client().options(request_timeout=_LONG_SECONDS)

    def _client(self) -> Elasticsearch:
        with self._lock:
            if self._made is None or self._pid != os.getpid():
                self._pid = os.getpid()
                options = dict(self._address.options)
                self._made = Elasticsearch(
                    list(self._address.hosts), serializers={"application/json": Json()}, **options
                )
            return self._made


@contextlib.contextmanager
def answering() -> Iterator[None]:
    """Whatever the client raises means the same to us."""
    try:
        yield
    except (ApiError, TransportError, helpers.BulkIndexError) as error:
        raise EngineUnavailable(f"{type(error).__name__}: {str(error)[:500]}") from error


# --- queries ---------------------------------------------------------------------------------


def live(kind: str, day: int) -> list[dsl.query.Query]:
    """Documents of a kind that hold on a day."""
    return [
        dsl.Q("term", kind=kind),
        dsl.Q("range", live_from={"lte": day}),
        dsl.Q("range", live_until={"gte": day}),
    ]


def chosen(filters: Mapping[str, frozenset[str]], *, but: str = "") -> list[dsl.query.Query]:
    """OR within a facet, AND across; leaving one aside."""
    return [
        dsl.Q("terms", **{facet: sorted(values)})
        for facet, values in filters.items()
        if facet != but
    ]


def matching(wanted: Matching) -> dsl.query.Query:
    """Documents of one set of the rule of relevance."""
    return dsl.Q("bool", filter=[_either([_said(term) for term in clause]) for clause in wanted])


def _either(queries: list[dsl.query.Query]) -> dsl.query.Query:
    return queries[0] if len(queries) == 1 else dsl.Q("bool", should=queries)


def _said(term: Term) -> dsl.query.Query:
    return dsl.Q("prefix" if term.is_begun else "term", **{term.field: term.text})


def by_level(sets: list[Matching]) -> dsl.query.Query:
    """Whose score is the number of sets less the place of the first that holds a document."""
    return dsl.Q(
        "dis_max",
        queries=[
            dsl.Q("constant_score", filter=matching(one), boost=len(sets) - place)
            for place, one in enumerate(sets)
        ],
    )


def page(
    base: list[dsl.query.Query],
    *,
    order: str,
    size: int,
    scored: dsl.query.Query | None = None,
    after: list[int] | None = None,
) -> dsl.Search:
    """``size`` hits of ``base``, by score where there is one, then by a key of order."""
    search = dsl.Search().query("bool", filter=base, must=[scored] if scored else [])
    direction = "asc" if order in ASCENDING else "desc"
    sorts: list[Any] = [{order: direction}]
    if scored is not None:
        sorts.insert(0, "_score")
    search = search.sort(*sorts).source(["key", "row"]).extra(size=size)
    return search.extra(search_after=after) if after is not None else search


def counting(search: dsl.Search, query: Query) -> dsl.Search:
    """With the total, and the values of each facet, which its own choice does not narrow."""
    search = search.extra(track_total_hits=True)
    if query.chosen:
        search = search.post_filter("bool", filter=chosen(query.chosen))
    for name in query.counted:
        bucket: Any = search.aggs
        others = chosen(query.chosen, but=name)
        if others:
            bucket = bucket.bucket(name, "filter", dsl.Q("bool", filter=others))
        bucket.bucket(name, "terms", field=name, size=MOST_VALUES)
    return search


def counted(said: Mapping[str, Any]) -> dict[str, dict[str, int]]:
    """Of an answer to ``counting``."""
    found: dict[str, dict[str, int]] = {}
    for name, bucket in said.get("aggregations", {}).items():
        values = bucket.get(name, bucket)["buckets"]
        found[name] = {str(value["key"]): int(value["doc_count"]) for value in values}
    return found


def every(queries: list[dsl.query.Query]) -> dsl.query.Query:
    return dsl.Q("bool", filter=queries)


def among(field: str, values: list[str]) -> dsl.query.Query:
    return dsl.Q("terms", **{field: values})


def all_but(field: str, value: str) -> dsl.query.Query:
    return dsl.Q("bool", must_not=[dsl.Q("term", **{field: value})])


def presence(tokens: Iterable[str]) -> Body:
    """A search that counts the documents of each token, in a name or beside it."""
    filters = {
        token: dsl.Q("bool", should=[dsl.Q("term", folded=token), dsl.Q("term", around=token)])
        for token in tokens
    }
    search = dsl.Search().extra(size=0, track_total_hits=False)
    search.aggs.bucket("held", "filters", filters=filters)
    return search.to_dict()


# --- calls -----------------------------------------------------------------------------------


def ask(
    client: Elasticsearch, index: str, body: Body, *, only: list[str] | None = None
) -> dict[str, Any]:
    """The answer (``only`` these paths of it), or EngineUnavailable: a part of the shards is none."""
    with answering():
        said = client.search(
            index=index, allow_partial_search_results=False, filter_path=only, **body
        ).body
    if said["timed_out"]:
        raise EngineUnavailable("the cluster did not finish in time")
    return dict(said)


def count(client: Elasticsearch, index: str, query: dsl.query.Query) -> int:
    with answering():
        return int(client.count(index=index, query=query.to_dict())["count"])


def named(client: Elasticsearch, alias: str) -> str:
    """The index behind an alias; empty where there is none."""
    with answering():
        try:
            found = client.indices.get_alias(name=alias)
        except NotFoundError:
            return ""
    return next(iter(found), "")


def numbers(client: Elasticsearch, index: str, query: dsl.query.Query) -> list[int]:
    """Of every document of a set, ascending: one page where that holds all, else a walk."""
    body: Body = {
        "query": query.to_dict(),
        "size": _ONE_PAGE,
        "stored_fields": "_none_",
        "docvalue_fields": [_NUMBER],
        "sort": ["_doc"],
        "track_total_hits": True,
    }
    said = ask(client, index, body, only=["timed_out", "hits.total", "hits.hits.fields"])["hits"]
    total, found = said["total"]["value"], said.get("hits", [])
    if total <= _ONE_PAGE:
        if len(found) != total:
            raise EngineUnavailable(f"{len(found)} numbers of {total} were told")
        return sorted(found)
    return sorted(int(found[_NUMBER]) for _id, found in walk(client, index, query, [_NUMBER]))


def terms(client: Elasticsearch, index: str, field: str) -> dict[str, int]:
    """Every token of a field with the number of its documents."""
    found: dict[str, int] = {}
    after: Body = {}
    source = [{"term": {"terms": {"field": field}}}]
    while True:
        composite = {"size": _TERMS, "sources": source, **after}
        said = ask(client, index, {"size": 0, "aggs": {"all": {"composite": composite}}})
        buckets = said["aggregations"]["all"]["buckets"]
        found |= {bucket["key"]["term"]: bucket["doc_count"] for bucket in buckets}
        if len(buckets) < _TERMS:
            return found
        after = {"after": said["aggregations"]["all"]["after_key"]}


def walk(
    client: Elasticsearch, index: str, query: dsl.query.Query, columns: list[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """(id, first value of each column) of every document as they are at one moment, however many."""
    with answering():
        point = client.open_point_in_time(index=index, keep_alive=_KEEP_ALIVE).body["id"]
    try:
        after: Body = {}
        while True:
            body: Body = {
                "query": query.to_dict(),
                "size": _WALK,
                "_source": False,
                "docvalue_fields": columns,
                "sort": ["_shard_doc"],
                "pit": {"id": point, "keep_alive": _KEEP_ALIVE},
                "track_total_hits": False,
            } | after
            with answering():
                said = client.search(**body).body
            hits = said["hits"]["hits"]
            for hit in hits:
                yield hit["_id"], {name: of[0] for name, of in hit.get("fields", {}).items()}
            if len(hits) < _WALK:
                return
            point = said["pit_id"]
            after = {"search_after": hits[-1]["sort"]}
    finally:
        with contextlib.suppress(ApiError, TransportError):
            client.close_point_in_time(id=point)


def write(client: Elasticsearch, index: str, actions: Iterable[Body]) -> int:
    """Each action is done, or the first failure raises; how many. What is gone may go again."""
    count = 0
    with answering():
        for done, told in helpers.streaming_bulk(
            client,
            actions,
            index=index,
            chunk_size=_BULK_ACTIONS,
            max_chunk_bytes=_BULK_BYTES,
            max_retries=3,
            raise_on_error=False,
        ):
            ((verb, said),) = told.items()
            if not done and not (verb == "delete" and said["status"] == _NOT_FOUND):
                raise EngineUnavailable(f"not written: {said['_id']}: {said.get('error')}")
            count += 1
    return count


def stamp(client: Elasticsearch, index: str, name: str) -> tuple[str, int] | None:
    """(index, version) of a document as it was last written; None where there is no such index."""
    with answering():
        try:
            said = client.get(index=index, id=name, source=False)
        except NotFoundError as error:
            if error.body and isinstance(error.body, dict) and "error" in error.body:
                return None
            return str(error.body["_index"]), 0
    return str(said["_index"]), int(said["_version"])


def state(client: Elasticsearch, index: str) -> tuple[str, str]:
    """(generation, status) by the cluster's own word; ("", "missing") without such an index."""
    with answering():
        try:
            said = client.cluster.health(index=index, level="indices", timeout="0s")
        except ApiError as error:
            if error.status_code in {_NOT_FOUND, _TIMED_OUT}:
                return "", "missing"
            raise
    (name,) = said["indices"] or [""]
    return name, str(said["status"]) if name else "missing"
