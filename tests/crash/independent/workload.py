"""Clients that write and read without a pause, and note in the ledger what they were told.

Some append to the log directly, with conditions that they contend for. Some are officers who take
claims of measure 3 from the contract to the payment or back, all on a few caps and one budget, or
record facts of the other contexts. Some read.
"""

import random
import threading
import time
import uuid

import contract
import wire
from arrangement import LOG_WRITER
from ledger import CONFLICT, OK, REFUSED, UNKNOWN, Condition, Item

GROUP_TYPE = "debut.test.v1.Group"
COUNTER_TYPE = "debut.test.v1.Counter"
GROUP_EVENTS_MAX = 8
COUNTERS_COUNT = 4
RPC_SECONDS_MAX = 10.0
AFTER_ERROR_SECONDS = 0.05


class Caller:
    """The clients' common ground: calls that are written down. Thread-safe."""

    def __init__(self, client, ledger, payload_bytes=0):
        self.client = client
        self.ledger = ledger
        self.payload_bytes = payload_bytes
        self.refusals = {}
        self._lock = threading.Lock()
        self._append_request = client.contract.message("debut.eventlog.v1.AppendRequest")

    def count_refusal(self, reason):
        with self._lock:
            self.refusals[reason] = self.refusals.get(reason, 0) + 1

    def append(self, events, condition=None):
        """One try; the operation with its outcome."""
        request = self._append_request()
        for event in events:
            request.events.add(
                event_id=event.event_id, type=event.type, tags=event.tags, schema=event.schema,
                payload=event.payload, principal=event.principal,
            )  # fmt: skip
        if condition is not None:
            request.condition.after_position = condition.after
            for item in condition.items:
                request.condition.fail_if_matches.items.add(
                    types=item.types, tags=item.tags, after_position=item.after)
        operation = self.ledger.begin("append", events=tuple(events), condition=condition)
        try:
            answer = self.client.call("eventlog", "Append", request, LOG_WRITER, RPC_SECONDS_MAX)
        except contract.Failure as failure:
            conflict = self.client.conflict_of(failure)
            if failure.code.name == "ABORTED" and conflict is not None:
                self.ledger.end(operation, CONFLICT, position=conflict[0], item_index=conflict[1])
            elif failure.outcome_is_unknown:
                self.ledger.end(operation, UNKNOWN, text=str(failure))
            else:
                self.ledger.end(operation, REFUSED, text=str(failure))
        else:
            self.ledger.end(operation, OK, first=answer.first_position, last=answer.last_position)
        return operation

    def command(self, context, name, principal, request):
        """One try, with the request's own request id. The operation and the answer."""
        operation = self.ledger.begin("command", method=f"{context}.{name}", principal=principal,
                                      request_id=request["request_id"])  # fmt: skip
        try:
            answer = self.client.call(context, name, request, principal, RPC_SECONDS_MAX)
        except contract.Failure as failure:
            reason = self.client.reason_of(failure)
            if failure.code.name == "ABORTED" and not reason:
                outcome = CONFLICT
            else:
                outcome = UNKNOWN if failure.outcome_is_unknown else REFUSED
            self.ledger.end(operation, outcome, text=reason or str(failure))
            return operation, None
        recorded = answer.recorded
        count = recorded.events_count
        self.ledger.end(operation, OK, last=recorded.position if count else 0,
                        first=recorded.position - count + 1 if count else 0,
                        events_count=count, replayed=recorded.replayed)  # fmt: skip
        return operation, answer

    def head(self):
        operation = self.ledger.begin("head")
        try:
            answer = self.client.call("eventlog", "GetHead", {}, timeout=RPC_SECONDS_MAX)
        except contract.Failure as failure:
            self.ledger.end(operation, UNKNOWN, text=str(failure))
            return None
        self.ledger.end(operation, OK, position=answer.head_position)
        return answer.head_position

    def read(self, items, after):
        """The first page of what matches, as a read up to what it shows; None: no answer."""
        request_class = self.client.contract.message("debut.eventlog.v1.ReadRequest")
        request = request_class(after_position=after)
        for item in items:
            request.query.items.add(types=item.types, tags=item.tags, after_position=item.after)
        operation = self.ledger.begin("read", condition=Condition(tuple(items), after))
        try:
            raw = self.client.call_raw("eventlog", "Read", request.SerializeToString(),
                                       timeout=RPC_SECONDS_MAX)  # fmt: skip
        except contract.Failure as failure:
            self.ledger.end(operation, UNKNOWN, text=str(failure))
            return None
        page = wire.decode_page(raw)
        if page.more:  # A part of an answer proves nothing here.
            self.ledger.end(operation, UNKNOWN, text="more than a page")
            return page
        self.ledger.end(operation, OK, position=page.head,
                        positions=tuple(entry.position for entry in page.entries))  # fmt: skip
        return page

    def model(self, name, at_least):
        operation = self.ledger.begin("model", method=name, at_least=at_least)
        try:
            answer = self.client.call("readmodels", name,
                                      {"at_least_position": at_least, "page_size": 10},
                                      timeout=RPC_SECONDS_MAX)  # fmt: skip
        except contract.Failure as failure:
            self.ledger.end(operation, UNKNOWN, text=str(failure))
        else:
            self.ledger.end(operation, OK, position=answer.position)


class Appender:
    """Appends groups under names of their own, and to counters that all appenders contend for."""

    def __init__(self, caller, seed):
        self._caller = caller
        self._random = random.Random(seed)
        self._name = f"{seed}-{uuid.uuid4().hex[:8]}"
        self._next = 0

    def _event(self, kind, tags, text):
        padding = self._random.randbytes(self._caller.payload_bytes)
        return wire.Event(type=kind, tags=tuple(sorted(tags)), payload=text.encode() + padding,
                          event_id=self._random.randbytes(16), principal=LOG_WRITER)  # fmt: skip

    def step(self):
        choice = self._random.random()
        if choice < 0.35:
            return self._append_group()
        if choice < 0.9:
            return self._count()
        return self._caller.append([self._event(GROUP_TYPE, (), "unconditional")])

    def _append_group(self):
        self._next += 1
        name = f"group:{self._name}-{self._next}"
        count = self._random.randint(1, GROUP_EVENTS_MAX)
        events = [self._event(GROUP_TYPE, [name], f"{name}/{i}") for i in range(count)]
        once = Condition((Item(tags=(name,)),), 0)
        operation = self._caller.append(events, once)
        if operation.outcome == UNKNOWN:  # Again: it must not be there twice.
            again = [self._event(GROUP_TYPE, [name], f"{name}/{i}") for i in range(count)]
            self._caller.append(again, once)
        return operation

    def _count(self):
        """Reads a counter, and counts on from what was read unless somebody else does."""
        counter = f"counter:{self._random.randrange(COUNTERS_COUNT)}"
        items = (Item(types=("debut.test.v1.Other",), tags=(counter,)),
                 Item(types=(COUNTER_TYPE,), tags=(counter,)))  # fmt: skip
        head = self._caller.head()
        if head is None:
            return None
        event = self._event(COUNTER_TYPE, [counter], counter)
        return self._caller.append([event], Condition(items, head))


class Reader:
    """Heads, queries and read models."""

    def __init__(self, caller, seed):
        self._caller = caller
        self._random = random.Random(seed)

    def step(self):
        choice = self._random.random()
        head = self._caller.head()
        if head is None:
            return None
        if choice < 0.4:
            counter = f"counter:{self._random.randrange(COUNTERS_COUNT)}"
            return self._caller.read((Item(tags=(counter,)),), max(0, head - 500))
        if choice < 0.6:
            return self._caller.read((), max(0, head - 50))
        if choice < 0.8:
            return self._caller.model(self._random.choice(["ListBudgets", "ListCaps"]), head)
        return None


class Load:
    """Runs `step()` of each worker in a thread of its own until it is stopped. `stopping`: an
    Event that the workers may look at as well."""

    def __init__(self, workers, stopping=None):
        self._stop = stopping or threading.Event()
        self.errors = []
        self._threads = [threading.Thread(target=self._run, args=(worker,), daemon=True)
                         for worker in workers]  # fmt: skip
        for thread in self._threads:
            thread.start()

    def _run(self, worker):
        while not self._stop.is_set():
            try:
                operation = worker.step()
            except Exception as error:  # A bug of the harness: it ends the run, in check().
                self.errors.append(error)
                return
            if operation is None or getattr(operation, "outcome", OK) == UNKNOWN:
                self._stop.wait(AFTER_ERROR_SECONDS)

    def stop(self):
        self._stop.set()
        for thread in self._threads:
            thread.join()
        if self.errors:
            raise self.errors[0]


def wait_for_answers(ledger, count, seconds_max=60):
    """Until so many operations are acknowledged in all; False: not in time."""
    deadline = time.monotonic() + seconds_max
    while ledger.answered_count < count:
        if time.monotonic() > deadline:
            return False
        time.sleep(0.001)
    return True
