"""Compares a log, read over the public API, with the ledger of everything that was sent.

    checker = Checker(contract)
    findings = checker.check(client, ledger)             # what is new since the last time
    findings += checker.check_models(client)
    findings += checker.check_tree(client)
    findings += checker.read_again(client)               # nothing that was seen has changed
    findings += checker.check_history()

An empty list: everything holds. Nothing here throws away what it has found: `checker.findings`.
"""

import base64
import collections

import history
import merkle
import wire
from ledger import CONFLICT, OK, REFUSED
from money import Money

PAGE_ROWS = 1_000
# Before a request was refused nothing of it was there; but the log's clock may differ by this much.
CLOCK_SLACK_US = 2_000


def read_log(client, after, up_to=0):
    """Entries behind a position, in pages; yields (entry, head of the snapshot)."""
    request_class = client.contract.message("debut.eventlog.v1.ReadRequest")
    request = request_class(after_position=after, up_to_position=up_to)
    while True:
        raw = client.call_raw("eventlog", "Read", request.SerializeToString(), timeout=60)
        page = wire.decode_page(raw)
        for entry in page.entries:
            yield entry
        request.up_to_position = request.up_to_position or page.head
        if not page.more:
            return
        request.after_position = page.next_position


class Checker:
    """One log and one ledger over its whole life. Not thread-safe."""

    def __init__(self, contract, system_types=()):
        self.money = Money(contract)
        self.tree = merkle.Tree()
        self.log = history.Log()
        self.findings = []
        self._system_types = set(system_types)  # What servers record by themselves.
        self._recorded_us = [0]  # By position.
        self._by_event_id = {}  # (operation, index) of appends.
        self._by_request = collections.defaultdict(list)  # Attempts.
        self._positions_of_request = collections.defaultdict(list)
        self._operation_at = {}
        self._place = {}  # First position by operation id.
        self._open = []  # Operations that are not judged yet.
        self._registered = 0
        self._operations = []
        self._money_seen = 0
        self._signed_size = 0

    @property
    def head(self):
        return len(self.log)

    def _found(self, findings):
        self.findings += findings
        return findings

    # Reading.

    def check(self, client, ledger):
        """Reads what is new and judges it, and every operation that was answered."""
        findings = []
        first_new = self.head + 1
        new = [self._look(entry, findings) for entry in read_log(client, self.head)]
        self._register(ledger)
        for entry in new:
            findings += self._belongs(entry)
        findings += self._check_groups(first_new)
        still_open = []
        for operation in self._open:
            if operation.answered_ns is None:
                still_open.append(operation)
            else:
                findings += self._judge(operation, ledger)
        self._open = still_open
        findings += self.money.findings[self._money_seen :] + self.money.unreleased()
        self._money_seen = len(self.money.findings)
        return self._found(findings)

    def _look(self, entry, findings):
        if entry.position != self.head + 1:
            findings.append(f"position {entry.position} stands where {self.head + 1} belongs")
        if entry.recorded_us <= self._recorded_us[-1]:
            findings.append(f"the time at {entry.position} is not later than the one before")
        if wire.encode_entry(entry.position, entry.recorded_us, entry.event) != entry.raw:
            findings.append(f"the entry at {entry.position} is not in canonical form")
        if list(entry.event.tags) != sorted(set(entry.event.tags)):
            findings.append(f"the tags at {entry.position} are not sorted and unique")
        self._recorded_us.append(entry.recorded_us)
        self.tree.add(merkle.leaf_hash(entry.raw))
        self.money.look(entry)
        entry.event.payload = b""
        self.log.add(entry.event)
        return entry

    def _register(self, ledger):
        operations = ledger.snapshot()
        for operation in operations[self._registered :]:
            self._operations.append(operation)
            self._open.append(operation)
            for index, event in enumerate(operation.events):
                self._by_event_id[event.event_id] = operation, index
            if operation.kind == "command":
                self._by_request[operation.request_id].append(operation)
        self._registered = len(operations)

    def _belongs(self, entry):
        """Whether somebody has sent it."""
        event = entry.event
        if event.event_id in self._by_event_id:
            self._operation_at[entry.position] = self._by_event_id[event.event_id][0]
            return []
        attempts = self._by_request.get(event.request_id)
        if attempts:
            self._operation_at[entry.position] = attempts[0]
            self._positions_of_request[event.request_id].append(entry.position)
            if event.principal != attempts[0].principal:
                return [f"position {entry.position} is by {event.principal}, not by its sender"]
            return []
        if event.principal == "system" and event.type in self._system_types:
            return []
        return [f"the {event.type} at {entry.position} was never sent"]

    def _check_groups(self, first_new):
        """That no append is there in part, and each with its own bytes."""
        findings = []
        appends = {}
        for position in range(first_new, self.head + 1):
            operation = self._operation_at.get(position)
            if operation is not None and operation.kind == "append":
                appends.setdefault(operation.id, (operation, position))
        for operation, first in appends.values():
            if operation.id in self._place:
                findings.append(f"append {operation.id} is there twice, at {first}")
                continue
            self._place[operation.id] = first
            for index, event in enumerate(operation.events):
                findings += self._same(operation, event, first + index)
        return findings

    def _same(self, operation, event, position):
        if position > self.head:
            return [f"append {operation.id} is there in part: nothing is at {position}"]
        expected = wire.encode_entry(position, self._recorded_us[position], event)
        if merkle.leaf_hash(expected) != self.tree.leaf(position - 1):
            return [f"append {operation.id} has other bytes at {position}"]
        return []

    # Judging.

    def _judge(self, operation, ledger):
        if operation.kind == "append":
            return self._judge_append(operation)
        if operation.kind == "command":
            return self._judge_command(operation, ledger)
        if operation.kind == "model" and operation.outcome == OK:
            if operation.position < operation.at_least:
                return [f"model {operation.id} is of {operation.position}, before what was asked"]
        return []

    def _judge_append(self, operation):
        there = self._place.get(operation.id)
        if operation.outcome == OK:
            length = operation.last - operation.first + 1
            if there is None:
                return [f"append {operation.id}, acknowledged at {operation.first}, is lost"]
            if there != operation.first or length != len(operation.events):
                return [f"append {operation.id} is at {there}, not at {operation.first}"]
        if operation.outcome in (CONFLICT, REFUSED) and there is not None:
            return [f"append {operation.id} was refused, and is at {there}"]
        return []

    def _judge_command(self, operation, ledger):
        name = f"{operation.method} {operation.request_id}"
        there = self._positions_of_request.get(operation.request_id, [])
        if there and there != list(range(there[0], there[-1] + 1)):
            return [f"{name} is scattered over {there}"]
        if operation.outcome == OK and operation.events_count:
            expected = list(range(operation.first, operation.last + 1))
            if there == expected:
                return []
            if not there and operation.last > self.head:
                return [f"{name}, acknowledged at {operation.last}, is lost"]
            return [f"{name} was acknowledged at {expected} and is at {there}"]
        if operation.outcome == OK and there:
            return [f"{name} was said to record nothing and is at {there}"]
        if operation.outcome == REFUSED and there:
            sent_us = (operation.sent_ns + ledger.wall_offset_ns) // 1_000
            if self._recorded_us[there[0]] < sent_us - CLOCK_SLACK_US:
                return [f"{name} was refused although it was at {there} already"]
            attempts = self._by_request[operation.request_id]
            if all(attempt.outcome in (REFUSED, CONFLICT) for attempt in attempts):
                return [f"{name} was refused, and is at {there}"]
        return []

    # Beside the ledger.

    def read_again(self, client):
        """Every entry once more: what was there is there, byte for byte."""
        findings = []
        count = 0
        for entry in read_log(client, 0, up_to=self.head):
            count += 1
            if entry.position != count:
                findings.append(f"position {count} is gone")
                break
            if merkle.leaf_hash(entry.raw) != self.tree.leaf(count - 1):
                findings.append(f"the entry at {count} has changed since it was read first")
        if count < self.head:
            findings.append(f"the log ends at {count}; it was at {self.head}")
        return self._found(findings)

    def check_tree(self, client):
        """That the last signed head is the root of these very entries. After check()."""
        from contract import Failure

        try:
            answer = client.call("eventlog", "GetCheckpoint", {})
        except Failure as failure:
            if failure.code.name == "NOT_FOUND" and self._signed_size == 0:
                return []
            return self._found([f"no signed head: {failure}"])
        size, root = size_and_root(answer.note)
        findings = [] if not answer.problem else [f"heads are not signed: {answer.problem}"]
        if (size, root) != (answer.size, answer.root):
            findings.append("the checkpoint says other than its note")
        if size < self._signed_size:
            findings.append(f"the signed head went back from {self._signed_size} to {size}")
        self._signed_size = max(size, self._signed_size)
        if size > self.head:
            for entry in read_log(client, self.head, up_to=size):
                findings.append(f"position {entry.position} is signed and was not read")
                break
        else:
            findings += self.compare_head(size, root)
        return self._found(findings)

    def compare_head(self, size, root):
        if size > self.head:
            return [f"a head of {size} was signed, and the log has {self.head}"]
        if self.tree.root(size) != root:
            return [f"the root of {size} entries is not the signed one"]
        return []

    def check_heads_file(self, path):
        """Every head that was ever signed. While no server writes it."""
        findings = []
        parts = path.read_text(encoding="utf-8").split("\n\n")
        for text in parts[0:-1:2] if len(parts) > 1 else []:
            findings += self.compare_head(*size_and_root(text))
        return self._found(findings)

    def check_models(self, client):
        """That the read models of money are what the log comes to. After check(), no writers."""
        caps, budgets = [], []
        lists = (caps, "ListCaps", "caps"), (budgets, "ListBudgets", "budgets")
        for rows, method, field in lists:
            token = ""
            while True:
                answer = client.call("readmodels", method, {
                    "page_size": PAGE_ROWS, "page_token": token, "at_least_position": self.head,
                }, timeout=30)  # fmt: skip
                rows += getattr(answer, field)
                token = answer.next_page_token
                if not token:
                    break
        return self._found(self.money.compare_caps(caps) + self.money.compare_budgets(budgets))

    def check_history(self):
        """That everything in the ledger is linearizable. After check()."""
        done = [o for o in self._operations if o not in self._open] if self._open else (
            self._operations)  # fmt: skip

        def sent_ns_of(position):
            operation = self._operation_at.get(position)
            return None if operation is None else operation.sent_ns

        return self._found(
            history.check(done, self.log, lambda o: self._place.get(o.id), sent_ns_of))


def size_and_root(note):
    """Of a checkpoint (c2sp.org/tlog-checkpoint)."""
    lines = note.lstrip("\n").split("\n")
    return int(lines[1]), base64.b64decode(lines[2])
