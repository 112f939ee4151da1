"""The history checker refuses histories that no log could have: positive controls."""

import unittest

import history
from ledger import CONFLICT, OK, UNKNOWN, Condition, Item, Operation
from wire import Event


def event(*tags, kind="t"):
    return Event(type=kind, tags=tags)


class Story:
    """A history written by hand. Each operation takes from `begin` to `end`."""

    def __init__(self):
        self.operations = []
        self.log = history.Log()
        self.places = {}
        self.sent = {}

    def _add(self, kind, begin, end, outcome, **what):
        operation = Operation(id=len(self.operations) + 1, kind=kind, sent_ns=begin,
                              answered_ns=end, outcome=outcome, **what)  # fmt: skip
        self.operations.append(operation)
        return operation

    def append(self, begin, end, *events, condition=None, outcome=OK, in_log=True, claims=None):
        first = len(self.log) + 1
        operation = self._add("append", begin, end, outcome, events=events, condition=condition,
                              first=claims or first,
                              last=(claims or first) + len(events) - 1)  # fmt: skip
        if in_log:
            self.places[operation.id] = first
            for added in events:
                self.log.add(added)
                self.sent[len(self.log)] = begin
        return operation

    def conflict(self, begin, end, position, condition, item_index=0):
        return self._add("append", begin, end, CONFLICT, events=(event(),), condition=condition,
                         position=position, item_index=item_index)  # fmt: skip

    def head(self, begin, end, position):
        return self._add("head", begin, end, OK, position=position)

    def read(self, begin, end, items, head, positions, after=0):
        return self._add("read", begin, end, OK, condition=Condition(items, after), position=head,
                         positions=positions)  # fmt: skip

    def findings(self):
        return history.check(self.operations, self.log, lambda o: self.places.get(o.id),
                             self.sent.get)  # fmt: skip


A, B = Item(tags=("a:1",)), Item(tags=("b:1",))


class History(unittest.TestCase):
    def assert_sound(self, story):
        self.assertEqual(story.findings(), [])

    def assert_found(self, story, text):
        findings = story.findings()
        self.assertTrue(any(text in finding for finding in findings), findings)

    def test_accepts_one_operation_after_the_other(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.append(3, 4, event("b:1"), condition=Condition((A,), 1))
        story.head(5, 6, 2)
        story.read(7, 8, (A,), 2, (1,))
        story.conflict(9, 10, 1, Condition((A,), 0))
        self.assert_sound(story)

    def test_accepts_operations_at_the_same_time_in_either_order(self):
        story = Story()
        story.append(1, 10, event("a:1"))
        story.append(2, 9, event("b:1"))
        story.head(3, 8, 1)
        story.head(3, 8, 0)
        self.assert_sound(story)

    def test_accepts_an_append_without_an_answer_whether_it_took_place_or_not(self):
        story = Story()
        story.append(1, 2, event("a:1"), outcome=UNKNOWN)
        story.append(3, 4, event("a:1"), outcome=UNKNOWN, in_log=False)
        self.assert_sound(story)

    def test_refuses_a_lost_acknowledgement(self):
        story = Story()
        story.append(1, 2, event("a:1"), in_log=False)
        self.assert_found(story, "append 1 was acknowledged, and is not in the log")

    def test_refuses_appends_in_another_order_than_they_were_answered(self):
        story = Story()
        story.append(3, 4, event("a:1"))
        story.append(1, 2, event("b:1"))
        self.assert_found(story, "append 1 began after append 2 had shown position 2")

    def test_refuses_an_append_without_an_answer_that_lies_before_an_earlier_answer(self):
        story = Story()
        story.append(3, 4, event("a:1"), outcome=UNKNOWN)
        story.append(1, 2, event("b:1"))
        self.assert_found(story, "append 1 began after append 2")

    def test_refuses_a_stale_head(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.head(3, 4, 0)
        self.assert_found(story, "head 2 began after append 1 had shown position 1")

    def test_refuses_heads_that_go_back(self):
        story = Story()
        story.append(1, 20, event("a:1"))
        story.append(1, 20, event("a:1"))
        story.head(2, 3, 2)
        story.head(4, 5, 1)
        self.assert_found(story, "head 4 began after head 3 had shown position 2")

    def test_refuses_a_stale_read(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.append(3, 4, event("a:1"))
        story.read(5, 6, (A,), 1, (1,))
        self.assert_found(story, "read 3 began after append 2 had shown position 2")

    def test_refuses_a_read_that_leaves_something_out(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.append(3, 4, event("a:1"), event("b:1"))
        story.read(5, 6, (A,), 3, (1,))
        self.assert_found(story, "read 3 up to 3 differs from the log at [2]")

    def test_refuses_a_read_that_shows_too_much(self):
        story = Story()
        story.append(1, 2, event("a:1"), event("b:1"))
        story.read(5, 6, (A,), 2, (1, 2))
        self.assert_found(story, "differs from the log at [2]")

    def test_refuses_a_conflict_overlooked(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.append(3, 4, event("a:1"), condition=Condition((A,), 0))
        self.assert_found(story, "append 2 at 2 overlooks the event at 1")

    def test_refuses_a_conflict_overlooked_by_an_append_without_an_answer(self):
        story = Story()
        story.append(1, 20, event("a:1"))
        story.append(3, 4, event("a:1"), condition=Condition((B, A), 0), outcome=UNKNOWN)
        self.assert_found(story, "append 2 at 2 overlooks the event at 1")

    def test_lets_the_items_own_position_count(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        item = Item(tags=("a:1",), after=1)
        story.append(3, 4, event("a:1"), condition=Condition((item,), 0))
        self.assert_sound(story)

    def test_refuses_a_conflict_with_an_event_that_does_not_match(self):
        story = Story()
        story.append(1, 2, event("b:1"))
        story.conflict(3, 4, 1, Condition((A,), 0))
        self.assert_found(story, "append 2 was refused for 1; the first that matches is []")

    def test_refuses_a_conflict_that_was_known(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        story.conflict(3, 4, 1, Condition((A,), 1))
        self.assert_found(story, "append 2 was refused for 1")

    def test_refuses_a_conflict_that_is_not_the_first(self):
        story = Story()
        story.append(1, 2, event("a:1"), event("a:1"))
        story.conflict(3, 4, 2, Condition((A,), 0))
        self.assert_found(story, "was refused for 2; the first that matches is [1]")

    def test_refuses_a_conflict_that_names_another_item(self):
        story = Story()
        story.append(1, 2, event("a:1", "b:1"))
        story.conflict(3, 4, 1, Condition((A, B), 0), item_index=1)
        self.assert_found(story, "append 2 names item 1, 0 matches first")

    def test_refuses_a_conflict_with_an_event_that_was_lost(self):
        story = Story()
        story.append(1, 2, event("a:1"), in_log=False, outcome=UNKNOWN)
        story.conflict(1, 3, 1, Condition((A,), 0))
        self.assert_found(story, "append 2 was refused for position 1, which is not there")

    def test_refuses_a_conflict_with_an_event_that_was_sent_later(self):
        story = Story()
        story.append(5, 6, event("a:1"))
        story.conflict(1, 2, 1, Condition((A,), 0))
        self.assert_found(story, "append 2 has seen position 1 before it was sent")

    def test_refuses_a_head_that_forgets_what_a_conflict_had_named(self):
        story = Story()
        story.append(1, 20, event("a:1"))
        story.conflict(2, 3, 1, Condition((A,), 0))
        story.head(4, 5, 0)
        self.assert_found(story, "head 3 began after append 2 had shown position 1")

    def test_refuses_a_head_that_knows_the_future(self):
        story = Story()
        story.append(5, 6, event("a:1"))
        story.head(1, 2, 1)
        self.assert_found(story, "head 2 has seen position 1 before it was sent")

    def test_refuses_a_refused_append_that_is_in_the_log(self):
        story = Story()
        story.append(1, 2, event("a:1"))
        refused = story.conflict(3, 4, 1, Condition((A,), 0))
        story.log.add(event("c:1"))
        story.places[refused.id] = 2
        self.assert_found(story, "append 2 was refused, and is in the log")


if __name__ == "__main__":
    unittest.main()
