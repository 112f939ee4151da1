"""What was sent and what was answered, kept outside of the system under test.

Each operation is two lines of JSON in a file: what was sent, before it is sent; what was answered.
Times are of the machine's monotonic clock, in nanoseconds, and compare across processes.
"""

import base64
import dataclasses
import itertools
import json
import threading
import time

from wire import Event

# Outcomes. OK: acknowledged. CONFLICT: refused by the condition, or by a race for the boundary.
# REFUSED: by a rule or as bad input; nothing is recorded. UNKNOWN: no answer, or none that says.
OK, CONFLICT, REFUSED, UNKNOWN = "ok", "conflict", "refused", "unknown"


@dataclasses.dataclass
class Item:
    """One item of a query: any of the types, all of the tags, beyond a position."""

    types: tuple = ()
    tags: tuple = ()
    after: int = 0

    def matches(self, position, event):
        if position <= self.after or (self.types and event.type not in self.types):
            return False
        return set(self.tags) <= set(event.tags)


@dataclasses.dataclass
class Condition:
    items: tuple
    after: int


@dataclasses.dataclass(slots=True)
class Operation:
    """`kind`: "append" (events, condition), "command" (method, principal, request_id), "head",
    "read" (condition.items is the query), "model" (at_least)."""

    id: int
    kind: str
    sent_ns: int
    events: tuple = ()
    condition: Condition = None
    method: str = ""
    principal: str = ""
    request_id: str = ""
    request: dict = None
    at_least: int = 0
    # Of the answer.
    answered_ns: int = None
    outcome: str = UNKNOWN
    first: int = 0  # Of what was recorded.
    last: int = 0
    events_count: int = 0
    replayed: bool = False
    position: int = 0  # Of a head, the snapshot of a read or a model; of a conflict, its event.
    item_index: int = 0
    positions: tuple = ()  # That a read found.
    text: str = ""


def _plain(operation):
    out = {}
    for field in dataclasses.fields(operation):
        value = getattr(operation, field.name)
        if value == field.default or field.name == "events" and not value:
            continue
        if field.name == "events":
            value = [_plain_event(event) for event in value]
        elif field.name == "condition":
            value = {"items": [dataclasses.asdict(i) for i in value.items], "after": value.after}
        out[field.name] = value
    return out


def _plain_event(event):
    return {
        key: base64.b64encode(value).decode() if isinstance(value, bytes) else value
        for key, value in dataclasses.asdict(event).items()
        if value
    }


def _event_of(plain):
    binary = {"payload", "event_id", "request_digest", "causation_id"}
    event = {k: base64.b64decode(v) if k in binary else v for k, v in plain.items()}
    event["tags"] = tuple(event.get("tags", ()))
    return Event(**event)


_ANSWER = ("answered_ns", "outcome", "first", "last", "events_count", "replayed", "position",
           "item_index", "positions", "text")  # fmt: skip


class Ledger:
    """Thread-safe."""

    def __init__(self, path=None):
        self._file = None if path is None else open(path, "a", encoding="utf-8")
        self._lock = threading.Lock()
        self._ids = itertools.count(1)
        self._answered = 0
        self.operations = []
        # The wall clock less the monotonic one, to compare with recorded times.
        self.wall_offset_ns = time.time_ns() - time.monotonic_ns()
        self._write({"wall_offset_ns": self.wall_offset_ns})

    def _write(self, line):
        if self._file is not None:
            self._file.write(json.dumps(line, ensure_ascii=False) + "\n")

    def begin(self, kind, **what):
        """Before the request leaves."""
        operation = Operation(id=0, kind=kind, sent_ns=0, **what)
        with self._lock:
            operation.id = next(self._ids)
            operation.sent_ns = time.monotonic_ns()
            self.operations.append(operation)
            self._write({"sent": _plain(operation)})
        return operation

    def end(self, operation, outcome, **answer):
        """As soon as the answer is there."""
        answered_ns = time.monotonic_ns()
        with self._lock:
            operation.outcome = outcome
            operation.answered_ns = answered_ns
            for name, value in answer.items():
                setattr(operation, name, value)
            self._answered += outcome == OK
            plain = {name: getattr(operation, name) for name in _ANSWER}
            self._write({"id": operation.id, "answer": {k: v for k, v in plain.items() if v}})

    def forget_before(self, count):
        """Drops the first operations from memory: for long runs, once they were checked."""
        with self._lock:
            del self.operations[:count]

    @property
    def answered_count(self):
        """Acknowledged so far."""
        return self._answered

    def snapshot(self):
        with self._lock:
            return list(self.operations)

    def flush(self):
        with self._lock:
            if self._file is not None:
                self._file.flush()

    def close(self):
        with self._lock:
            if self._file is not None:
                self._file.close()
                self._file = None


def load(path):
    """The operations of a ledger file."""
    operations = {}
    with open(path, encoding="utf-8") as file:
        for line in map(json.loads, file):
            if "sent" in line:
                plain = line["sent"]
                plain["events"] = tuple(_event_of(e) for e in plain.get("events", ()))
                if "condition" in plain:
                    items = [Item(tuple(i["types"]), tuple(i["tags"]), i["after"])
                             for i in plain["condition"]["items"]]  # fmt: skip
                    plain["condition"] = Condition(tuple(items), plain["condition"]["after"])
                operations[plain["id"]] = Operation(**plain)
            elif "answer" in line:
                for name, value in line["answer"].items():
                    value = tuple(value) if name == "positions" else value
                    setattr(operations[line["id"]], name, value)
    return list(operations.values())
