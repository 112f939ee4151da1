"""Judges whether a history of appends and reads is linearizable, given the log that came of it.

The log is one order of events, so a witness order is at hand: an append takes place at its first
position, a read or a head right after the last position that it saw. What is left to be shown is
that this order is possible, operation by operation:

  order       nothing that began after an answer lies before what that answer had shown
  causality   nothing is seen in an answer before it was sent
  condition   no event matches a condition between its `after` and the append's own place
  conflict    an append that was refused names the first event that matches its condition
  read        a read shows exactly the events that match, up to its head

A conflict stays one for ever, so a refused append may take place at any moment since the event it
names; it counts as a read that has seen that event.
"""

import bisect
import collections

from ledger import CONFLICT, OK


class Log:
    """The events in their order. `events`: wire.Event, position 1 first."""

    def __init__(self, events=()):
        self._events = []
        self._by_tag = collections.defaultdict(list)
        for event in events:
            self.add(event)

    def __len__(self):
        return len(self._events)

    def event(self, position):
        return self._events[position - 1]

    def add(self, event):
        self._events.append(event)
        for tag in event.tags:
            self._by_tag[tag].append(len(self._events))

    def _matches_of_item(self, item, after, before):
        after = max(after, item.after)
        if item.tags:
            candidates = min((self._by_tag.get(tag, []) for tag in item.tags), key=len)
            first = bisect.bisect_right(candidates, after)
            candidates = candidates[first : bisect.bisect_left(candidates, before)]
        else:
            candidates = range(after + 1, min(before, len(self) + 1))
        return [p for p in candidates if item.matches(p, self.event(p))]

    def matches(self, items, after, before):
        """Positions with after < position < before that any item matches; no items: all."""
        if not items:
            return list(range(after + 1, min(before, len(self) + 1)))
        found = set()
        for item in items:
            found.update(self._matches_of_item(item, after, before))
        return sorted(found)


def _shown(operation):
    """The last position that the answer proves to be there; None: it proves nothing."""
    if operation.outcome == OK:
        if operation.kind == "append" or operation.kind == "command" and operation.last:
            return operation.last
        if operation.kind in ("head", "read"):
            return operation.position
    if operation.outcome == CONFLICT and operation.kind == "append":
        return operation.position or None
    return None


def _place(operation, first=None):
    """Behind which position it took place; None: nobody knows. `first`: where an append is."""
    if operation.kind == "append" and first is not None:
        return first - 1
    if operation.kind == "append" and operation.outcome == OK:
        return operation.first - 1
    if operation.kind == "command" and operation.outcome == OK and operation.events_count:
        return None if operation.replayed else operation.first - 1
    if operation.kind in ("head", "read") and operation.outcome == OK:
        return operation.position
    return None


def _name(operation):
    return f"{operation.kind} {operation.id}"


def check_order(operations, place_of=lambda operation: None):
    """In real time: what was shown stays shown, and what comes later lies behind it."""
    findings = []
    answers = [(o.answered_ns, _shown(o), o) for o in operations if o.answered_ns is not None]
    answers = sorted((x for x in answers if x[1] is not None), key=lambda x: x[0])
    later = [(o.sent_ns, _place(o, place_of(o)), o) for o in operations]
    later = sorted((x for x in later if x[1] is not None), key=lambda x: x[0])
    at, seen, by = 0, 0, None
    for sent_ns, place, operation in later:
        while at < len(answers) and answers[at][0] < sent_ns:
            if answers[at][1] > seen:
                _, seen, by = answers[at]
            at += 1
        if place < seen:
            findings.append(f"{_name(operation)} began after {_name(by)} had shown position {seen},"
                            f" and lies behind {place}")  # fmt: skip
    return findings


def check_causality(operations, sent_ns_of):
    """`sent_ns_of(position)`: when the event's operation was sent; None: unknown."""
    findings = []
    last = max((shown for shown in map(_shown, operations) if shown), default=0)
    latest, sent = 0, [0]
    for position in range(1, last + 1):
        latest = max(latest, sent_ns_of(position) or 0)
        sent.append(latest)
    for operation in operations:
        shown = _shown(operation)
        if shown and sent[shown] > operation.answered_ns:
            findings.append(f"{_name(operation)} has seen position {shown} before it was sent")
    return findings


def check_condition(operation, log, first):
    """Of an append that is in the log, acknowledged or not."""
    if operation.condition is None:
        return []
    found = log.matches(operation.condition.items, operation.condition.after, first)
    if not found:
        return []
    return [f"{_name(operation)} at {first} overlooks the event at {found[0]}"]


def check_conflict(operation, log):
    """Of an append that was refused by its condition."""
    if operation.condition is None:
        return [f"{_name(operation)} had no condition that could fail"]
    at, condition = operation.position, operation.condition
    if not 0 < at <= len(log):
        return [f"{_name(operation)} was refused for position {at}, which is not there"]
    first = log.matches(condition.items, condition.after, at + 1)[:1]
    if first != [at]:
        return [f"{_name(operation)} was refused for {at}; the first that matches is {first}"]
    items = [i for i, item in enumerate(condition.items) if item.matches(at, log.event(at))]
    if items[0] != operation.item_index:
        return [f"{_name(operation)} names item {operation.item_index}, {items[0]} matches first"]
    return []


def check_read(operation, log):
    expected = log.matches(operation.condition.items, operation.condition.after,
                           operation.position + 1)  # fmt: skip
    if list(operation.positions) == expected:
        return []
    wrong = sorted(set(expected) ^ set(operation.positions))[:3]
    return [f"{_name(operation)} up to {operation.position} differs from the log at {wrong}"]


def check(operations, log, place_of, sent_ns_of):
    """All of it. `place_of(operation)`: the first position of an append in the log; None: it is
    not there. `sent_ns_of`: see check_causality()."""
    findings = check_order(operations, place_of) + check_causality(operations, sent_ns_of)
    for operation in operations:
        if operation.kind == "append":
            first = place_of(operation)
            if first is not None:
                findings += check_condition(operation, log, first)
            elif operation.outcome == OK:
                findings.append(f"{_name(operation)} was acknowledged, and is not in the log")
            if operation.outcome == CONFLICT:
                findings += check_conflict(operation, log)
                if first is not None:
                    findings.append(f"{_name(operation)} was refused, and is in the log")
        elif operation.kind == "read" and operation.outcome == OK:
            findings += check_read(operation, log)
    return findings
