"""The checker finds each way in which a log can break its promises: positive controls.

The log is a list of bytes here, so that it can be forged.
"""

import base64
import hashlib
import unittest

import contract
import merkle
import wire
from checker import Checker
from ledger import CONFLICT, OK, REFUSED, UNKNOWN, Ledger
from wire import Event

CONTRACT = contract.Contract()


def message(name, **fields):
    return CONTRACT.message(name)(**fields)


class ForgedLog:
    """Answers like the log's service, from `entries`."""

    contract = CONTRACT

    def __init__(self):
        self.entries = []
        self.signed_size = None
        self.signed_root = None
        self.caps = []
        self.budgets = []

    def add(self, event, recorded_us=None):
        position = len(self.entries) + 1
        recorded_us = 1_000_000 + position if recorded_us is None else recorded_us
        self.entries.append(wire.encode_entry(position, recorded_us, event))
        return position

    def call_raw(self, context, name, request, timeout=None):
        request = message("debut.eventlog.v1.ReadRequest").FromString(request)
        end = request.up_to_position or len(self.entries)
        out = b""
        for raw in self.entries[request.after_position : end]:
            out += b"\x0a" + wire.varint(len(raw)) + raw
        return out + b"\x10" + wire.varint(len(self.entries))

    def call(self, context, name, request, timeout=None):
        if name == "GetCheckpoint":
            size = len(self.entries) if self.signed_size is None else self.signed_size
            tree = merkle.Tree()
            for raw in self.entries[:size]:
                tree.add(merkle.leaf_hash(raw))
            root = self.signed_root or tree.root()
            note = f"debut/x\n{size}\n{base64.b64encode(root).decode()}\n\n— x y\n"
            return message("debut.eventlog.v1.GetCheckpointResponse", note=note, size=size,
                           root=root)  # fmt: skip
        if name == "ListCaps":
            return message("debut.readmodels.v1.ListCapsResponse", caps=self.caps)
        return message("debut.readmodels.v1.ListBudgetsResponse", budgets=self.budgets)


class Case(unittest.TestCase):
    def setUp(self):
        self.log = ForgedLog()
        self.ledger = Ledger()
        self.checker = Checker(CONTRACT)
        self.ids = 0

    def event(self, **what):
        self.ids += 1
        return Event(type=what.pop("type", "t"), event_id=self.ids.to_bytes(16, "big"), **what)

    def append(self, *events, in_log=True, outcome=OK, first=None):
        operation = self.ledger.begin("append", events=events)
        positions = [self.log.add(event) for event in events] if in_log else [0]
        first = positions[0] if first is None else first
        self.ledger.end(operation, outcome, first=first, last=first + len(events) - 1)

    def command(self, request_id, fact, in_log=True, outcome=OK, count=1):
        operation = self.ledger.begin("command", method="x.Y", principal="王芳",
                                      request_id=request_id)  # fmt: skip
        if in_log:
            self.log.add(Event(type=fact.DESCRIPTOR.full_name, payload=fact.SerializeToString(),
                               request_id=request_id, principal="王芳"))  # fmt: skip
        last = len(self.log.entries)
        self.ledger.end(operation, outcome, first=last - count + 1, last=last, events_count=count)

    def fact(self, name, **fields):
        self.ids += 1
        fact = message(name, **fields)
        self.command(f"r-{self.ids}", fact)

    def assert_sound(self):
        self.assertEqual(self.checker.check(self.log, self.ledger), [])

    def assert_found(self, text):
        findings = self.checker.check(self.log, self.ledger)
        self.assertTrue(any(text in finding for finding in findings), findings)


class LedgerAndLog(Case):
    def test_accepts_a_log_with_all_that_was_acknowledged(self):
        self.append(self.event(tags=("a:1",), payload=b"x"), self.event())
        self.append(self.event(), outcome=UNKNOWN)
        self.append(self.event(), outcome=UNKNOWN, in_log=False)
        self.command("r", message("debut.grants.v1.BudgetAllotted", budget_id="3/2021"))
        self.append(self.event(), outcome=CONFLICT, in_log=False)
        self.assert_sound()

    def test_finds_a_lost_append(self):
        self.append(self.event())
        self.append(self.event(), in_log=False, first=2)
        self.assert_found("append 2, acknowledged at 2, is lost")

    def test_finds_an_append_that_has_moved(self):
        self.append(self.event(), first=7)
        self.assert_found("append 1 is at 1, not at 7")

    def test_finds_half_an_append(self):
        self.append(self.event(), self.event())
        del self.log.entries[1]
        self.assert_found("append 1 is there in part")

    def test_finds_an_append_with_other_bytes(self):
        event = self.event(payload=b"100")
        self.append(event)
        self.log.entries[0] = wire.encode_entry(
            1, 5, Event(type="t", event_id=event.event_id, payload=b"999"))  # fmt: skip
        self.assert_found("append 1 has other bytes at 1")

    def test_finds_an_append_that_is_there_twice(self):
        event = self.event()
        self.append(event)
        self.assert_sound()
        self.log.add(event)
        self.assert_found("append 1 is there twice")

    def test_finds_what_was_never_sent(self):
        self.log.add(self.event())
        self.assert_found("the t at 1 was never sent")

    def test_finds_a_refused_append(self):
        self.append(self.event(), outcome=CONFLICT)
        self.assert_found("append 1 was refused, and is at 1")

    def test_finds_a_gap(self):
        self.append(self.event(), self.event())
        self.log.entries[1] = wire.encode_entry(3, 2_000_000, self.event())
        self.assert_found("position 3 stands where 2 belongs")

    def test_finds_a_time_that_stands_still(self):
        self.append(self.event())
        operation = self.ledger.begin("append", events=(self.event(),))
        self.log.add(operation.events[0], recorded_us=1_000_001)
        self.ledger.end(operation, OK, first=2, last=2)
        self.assert_found("the time at 2 is not later than the one before")

    def test_finds_a_lost_command(self):
        operation = self.ledger.begin("command", principal="王芳", request_id="r", method="x.Y")
        self.ledger.end(operation, OK, first=1, last=1, events_count=1)
        self.assert_found("x.Y r, acknowledged at 1, is lost")

    def test_finds_a_command_by_somebody_else(self):
        operation = self.ledger.begin("command", principal="陈静", request_id="r", method="x.Y")
        self.log.add(Event(type="t", request_id="r", principal="王芳"))
        self.ledger.end(operation, OK, first=1, last=1, events_count=1)
        self.assert_found("position 1 is by 王芳, not by its sender")

    def test_finds_a_command_that_is_there_twice(self):
        fact = message("debut.grants.v1.BudgetAllotted", budget_id="3/2021")
        self.command("r", fact)
        self.append(self.event())
        self.command("r", fact)
        self.assert_found("is scattered over [1, 3]")

    def test_finds_a_refused_command(self):
        fact = message("debut.grants.v1.BudgetAllotted", budget_id="3/2021")
        self.command("r", fact, outcome=REFUSED)
        self.assert_found("was refused")

    def test_finds_an_entry_that_changes(self):
        self.append(self.event(payload=b"1"))
        self.assert_sound()
        self.assertEqual(self.checker.read_again(self.log), [])
        self.log.entries[0] = self.log.entries[0][:-1] + b"2"
        self.assertEqual(self.checker.read_again(self.log),
                         ["the entry at 1 has changed since it was read first"])  # fmt: skip

    def test_finds_a_log_that_was_cut(self):
        self.append(self.event())
        self.append(self.event())
        self.assert_sound()
        del self.log.entries[1]
        self.assertEqual(self.checker.read_again(self.log), ["the log ends at 1; it was at 2"])


class SignedTree(Case):
    def test_has_the_root_of_the_definition_at_every_size(self):
        tree = merkle.Tree()
        leaves = [hashlib.sha256(bytes([n])).digest() for n in range(70)]
        for leaf in leaves:
            tree.add(leaf)
        for size in range(71):
            self.assertEqual(tree.root(size), merkle.root_of(leaves[:size]))

    def test_has_the_bytes_and_the_root_of_the_published_example(self):
        raw = bytes.fromhex(
            "090100000000000000114a6851bbc31706001a10303132333435363738396162"
            "63646566221e64656275742e6d61726b65742e76312e436f6e74726163745369"
            "676e65642a0e656e74657270726973653a452d312a1170726f647563743ae9a6"
            "96e58fb0e5a59730013a05636c65726b4203722d3162050a034b2d37")
        entry = wire.decode_entry(raw)
        self.assertEqual(entry.event.tags, ("enterprise:E-1", "product:首台套"))
        self.assertEqual(wire.encode_entry(1, entry.recorded_us, entry.event), raw)
        self.assertEqual(merkle.leaf_hash(raw).hex(),
                         "5a64e5a7425d724e8bb5ff15232e514ee8754afe3eaa7360e008be4cdbed364d")

    def test_finds_another_root(self):
        self.append(self.event())
        self.assert_sound()
        self.assertEqual(self.checker.check_tree(self.log), [])
        self.log.signed_root = bytes(32)
        self.assertEqual(self.checker.check_tree(self.log),
                         ["the root of 1 entries is not the signed one"])  # fmt: skip

    def test_finds_a_head_that_goes_back(self):
        self.append(self.event(), self.event())
        self.assert_sound()
        self.assertEqual(self.checker.check_tree(self.log), [])
        self.log.signed_size = 1
        self.assertEqual(self.checker.check_tree(self.log),
                         ["the signed head went back from 2 to 1"])  # fmt: skip


class MoneyOfTheLog(Case):
    def allot(self, fen):
        self.fact("debut.grants.v1.BudgetAllotted", budget_id="3/2021", amount_fen=fen)

    def certify(self):
        self.fact("debut.certification.v1.ProductCertified", product_id="P", family_id="P",
                  level=2)  # fmt: skip

    def propose(self, claim_id, fen, evidence=()):
        self.fact("debut.grants.v1.AwardProposed", claim_id=claim_id, cap_key="m3/P",
                  budget_id="3/2021", amount_fen=fen, sheet={"award_fen": fen},
                  evidence=[{"evidence_key": key} for key in evidence])  # fmt: skip

    def test_accepts_a_cap_and_a_budget_that_are_met_exactly(self):
        self.certify()
        self.allot(100_000_000)
        self.propose("CL-1", 99_999_999)
        self.propose("CL-2", 1)
        self.assert_sound()

    def test_finds_a_cap_that_is_passed_by_a_fen_and_freed_again(self):
        self.certify()
        self.allot(200_000_000)
        self.propose("CL-1", 100_000_000)
        self.propose("CL-2", 1)
        self.fact("debut.grants.v1.ReserveReleased", claim_id="CL-2", cap_key="m3/P",
                  budget_id="3/2021", amount_fen=1, stage=1)  # fmt: skip
        self.assert_found("at 4: 100000001 fen of 100000000 are used under m3/P")

    def test_finds_a_budget_that_is_passed(self):
        self.certify()
        self.allot(10)
        self.propose("CL-1", 11)
        self.assert_found("at 3: 11 fen of 10 of 3/2021 are taken")

    def test_finds_evidence_that_is_used_twice(self):
        self.certify()
        self.allot(10)
        self.propose("CL-1", 1, ["contract/1"])
        self.propose("CL-2", 1, ["contract/1"])
        self.assert_found("contract/1 is used by CL-1 and CL-2")

    def test_finds_a_payment_of_another_amount(self):
        self.certify()
        self.allot(10)
        self.propose("CL-1", 5)
        self.fact("debut.grants.v1.SubsidyGranted", claim_id="CL-1", amount_fen=6)
        self.assert_found("CL-1: 6 fen go to granted_fen from reserved_fen")

    def test_finds_half_a_withdrawal(self):
        self.certify()
        self.allot(10)
        self.propose("CL-1", 5)
        self.fact("debut.grants.v1.ClaimWithdrawn", claim_id="CL-1")
        self.assert_found("CL-1 has ended and holds money")

    def test_compares_the_read_models(self):
        self.certify()
        self.allot(10)
        self.propose("CL-1", 5)
        self.assert_sound()
        cap = message("debut.readmodels.v1.Cap", cap_key="m3/P", reserved_fen=5,
                      room_fen=99_999_995)  # fmt: skip
        budget = message("debut.readmodels.v1.Budget", budget_id="3/2021", allotted_fen=10,
                         reserved_fen=5, room_fen=5)  # fmt: skip
        self.log.caps, self.log.budgets = [cap], [budget]
        self.assertEqual(self.checker.check_models(self.log), [])
        cap.reserved_fen = 4
        budget.room_fen = 6
        self.assertEqual(len(self.checker.check_models(self.log)), 2)
        self.log.caps = []
        self.assertIn("cap m3/P is in one of log and read model only",
                      self.checker.check_models(self.log))  # fmt: skip


if __name__ == "__main__":
    unittest.main()
