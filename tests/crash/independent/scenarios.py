"""What is done while a call fails: see injected_errors.py.

Each scenario has a template of data, made once, a clean run over a copy of it, and `fail()`: the
same run over another copy with one call failing, and everything that must hold afterwards.
"""

import bisect
import random
import shutil
import signal
import subprocess
import time

import contract
import office
import tracing
import wire
import workload
from arrangement import EMBEDDED, Arrangement, StartFailed
from checker import Checker
from ledger import Ledger

# Of `debutd --help`. Code 75 tells a supervisor not to restart, which a passing fault is no reason
# for; 2 says that the configuration is wrong.
GOOD_ENDS = {0: "went on", 70: "70 internal", 77: "77 write failed"}
# RocksDB, as Debian builds it, asserts that its probe of a hint works, before it writes anything.
ASSERTED = "IsSyncFileRangeSupported"
SIGN_SECONDS_MAX = 20
QUICK_HEADS = "signing { interval_ms: 100 }\n"
FLUSH_GROUPS, FLUSH_EVENTS, FLUSH_BYTES = 45, 8, 55_000  # 19 MB; the write buffer has 16 MiB.
BACKUP_NAME = r"\d{8}T\d{6}Z"


def copy(source, target):
    shutil.rmtree(target, ignore_errors=True)
    subprocess.run(["cp", "-a", "--sparse=always", source, target], check=True)


class Life:
    """debutd from the start after a kill to the end."""

    name = "life"
    heads = QUICK_HEADS

    def __init__(self, the_contract, bin_dir, directory):
        self._contract = the_contract
        self._bin = bin_dir
        self._root = directory
        self._work = directory / "work"
        self._trace = directory / "trace"
        self._make_template()

    def _make_template(self):
        """A log with products and an award, left by kill -9, and the ledger of it."""
        self._work.mkdir()
        self._ledger = Ledger()
        with self._arrangement() as arrangement:
            arrangement.start()
            caller = self._caller(arrangement, self._ledger)
            desk = office.Desk(office.prepare(caller, families=1))
            officer = office.Officer(caller, desk, seed=1)
            officer._file_claim()
            officer._propose()
            self._await_head(caller.client)
            caller.client.close()
            arrangement.kill(["eventlog"])
        copy(self._work, self._root / "template")

    def _arrangement(self):
        return Arrangement(EMBEDDED, self._bin, self._work, extra_config=self.heads)

    def _caller(self, arrangement, ledger):
        return workload.Caller(contract.Client(self._contract, arrangement.addresses()), ledger)

    def _new_ledger(self):
        ledger = Ledger()
        ledger.operations = list(self._ledger.operations)
        return ledger

    def _await_head(self, client):
        """Until everything is signed and archived; False: not in time."""
        deadline = time.monotonic() + SIGN_SECONDS_MAX
        while time.monotonic() < deadline:
            try:
                head = client.call("eventlog", "GetHead", {}).head_position
                if client.call("eventlog", "GetCheckpoint", {}).size >= head > 0:
                    return True
            except contract.Failure as failure:
                if failure.outcome_is_unknown:
                    return False
            time.sleep(0.02)
        return False

    def _models_follow(self, client):
        """Whether the read models get to the head while the process goes on."""
        try:
            head = client.call("eventlog", "GetHead", {}).head_position
            client.call("readmodels", "ListBudgets", {"at_least_position": head}, timeout=5)
            return True
        except contract.Failure:
            return False

    def _work_on(self, caller, marks):
        """What is done between start and stop, for as long as it goes well."""
        random_ = random.Random(5)
        marks.append(("append", time.time()))
        event = wire.Event(type="debut.test.v1.Group", payload=b"life", tags=("a:1",),
                           event_id=random_.randbytes(16))  # fmt: skip
        caller.append([event, wire.Event(type="debut.test.v1.Group",
                                         event_id=random_.randbytes(16))])  # fmt: skip
        caller.command("grants", "AllotBudget", "何平", {
            "request_id": "life-1", "measure": "MEASURE_INSURANCE", "budget_year": 2022,
            "amount_fen": 100, "document": "预算批复", "allotted_date": "2022-01-01"})
        marks.append(("sign and archive", time.time()))
        self._signed = self._await_head(caller.client)
        self._followed = self._models_follow(caller.client)

    def _live(self, wrap, ledger, marks):
        """The run under trace. How it ended, and the arrangement for the next start."""
        self._trace.unlink(missing_ok=True)
        copy(self._root / "template", self._work)
        self._signed = self._followed = False
        arrangement = self._arrangement()
        arrangement.log.wrap = wrap
        marks.append(("start", time.time()))
        try:
            arrangement.start()
        except StartFailed as failed:
            return arrangement, failed.code, "did not start: "
        caller = self._caller(arrangement, ledger)
        try:
            self._work_on(caller, marks)
        finally:
            caller.client.close()
        marks.append(("stop", time.time()))
        code = arrangement.log.terminate()
        if code is None:
            arrangement.close()
        marks.append(("after", time.time()))
        return arrangement, code, ""

    def clean_run(self):
        """(phase, point) of each call."""
        marks = []
        wrap = tracing.counting(self._trace)
        arrangement, code, how = self._live(wrap, self._new_ledger(), marks)
        if code != 0 or how:
            raise SystemExit(f"the clean run: {how}{code}\n{arrangement.log.tail()}")
        time.sleep(0.2)  # strace writes its file to the end.
        times = [mark[1] for mark in marks]
        return [(marks[bisect.bisect_right(times, at) - 1][0], point)
                for at, point in tracing.points(self._trace, self._work)]  # fmt: skip

    def fail(self, point, error):
        """What became of the run, findings, and how often the call was met."""
        ledger = self._new_ledger()
        wrap = tracing.failing(self._trace, self._work, point, error)
        arrangement, code, how = self._live(wrap, ledger, [])
        findings = []
        if code == -signal.SIGABRT and ASSERTED in arrangement.log.tail():
            code = "aborted by RocksDB's probe of sync_file_range"
        elif code not in GOOD_ENDS:
            findings.append(f"{how}ended with {code}:\n{arrangement.log.tail()}")
        elif code != 0 and "rror" not in arrangement.log.tail():
            findings.append(f"{how}ended with {code} without a reason:\n{arrangement.log.tail()}")
        findings += self._look_after(ledger)
        what = how + GOOD_ENDS.get(code, str(code))
        if code == 0 and not self._signed:
            what += ", no head until the next start"
        if code == 0 and not self._followed:
            what += ", read models behind until the next start"
        return what, findings, tracing.injected_count(self._trace)

    def _look_after(self, ledger):
        """Without the fault it starts, has everything, works and signs."""
        checker = Checker(self._contract)
        with self._arrangement() as arrangement:
            try:
                arrangement.start()
            except StartFailed as failed:
                return [f"does not start again: {failed}"]
            caller = self._caller(arrangement, ledger)
            client = caller.client
            findings = checker.check(client, ledger)
            event = wire.Event(type="debut.test.v1.Group", event_id=random.randbytes(16))
            if caller.append([event]).outcome != "ok":
                findings.append("nothing can be appended any more")
            if not self._await_head(client):
                findings.append("no head is signed any more")
            findings += checker.check(client, ledger) + checker.check_tree(client)
            findings += checker.check_models(client) + checker.check_history()
            key = client.call("eventlog", "GetCheckpoint", {}).verifier_key
            code, said = arrangement.debut("--as", "审计员", "audit", "rebuild", "--all", "--compare")
            if code != 0:
                findings.append(f"debut audit rebuild ended with {code}:\n{said}")
            client.close()
            code = arrangement.log.terminate()
            if code != 0:
                findings.append(f"then it ended with {code}:\n{arrangement.log.tail()}")
            for place in (arrangement.data, arrangement.data / "archive"):
                code, said = arrangement.debut("audit", "verify", place, "--key", key, server=False)
                if code != 0:
                    findings.append(f"debut audit verify {place.name} ended with {code}:\n{said}")
            findings += checker.check_heads_file(arrangement.data / "heads.log")
        return findings


class Flush(Life):
    """So many bytes are appended that a table is written. Only its files are tried."""

    name = "flush"
    heads = ""  # Once a second.

    def _work_on(self, caller, marks):
        random_ = random.Random(6)
        marks.append(("flush", time.time()))
        for _ in range(FLUSH_GROUPS):
            events = [wire.Event(type="debut.test.v1.Group", event_id=random_.randbytes(16),
                                 payload=random_.randbytes(FLUSH_BYTES))
                      for _ in range(FLUSH_EVENTS)]  # fmt: skip
            if caller.append(events).outcome != "ok":
                return
        marks.append(("sign and archive", time.time()))
        self._signed = self._await_head(caller.client)
        self._followed = True  # None of it is in a read model.

    def clean_run(self):
        """What the database does beside the appends: not each group's own writes."""
        found = super().clean_run()
        database = [(phase, point) for phase, point in found
                    if phase == "flush" and point.path.startswith("data/log/db")]
        repeated = {p for _, p in database if p.number > 3 and p.path.endswith(".log")}
        return [(phase, point) for phase, point in database if point not in repeated]


class Backup(Life):
    """`debut backup create` from a stopped server's data into a repository with a backup."""

    name = "backup"

    def _make_template(self):
        super()._make_template()
        repository = self._work / "repository"
        with self._arrangement() as arrangement:
            arrangement.start()
            caller = self._caller(arrangement, self._ledger)
            self._key = caller.client.call("eventlog", "GetCheckpoint", {}).verifier_key
            self._run(arrangement, "backup", "create", repository, "--from", arrangement.data,
                      "--key", self._key)  # fmt: skip
            for number in range(300):  # More than a tile.
                caller.append([wire.Event(type="debut.test.v1.Group", payload=bytes([number % 256]),
                                          event_id=random.randbytes(16))])  # fmt: skip
            self._await_head(caller.client)
            caller.client.close()
            arrangement.log.terminate()
        copy(self._work, self._root / "template")

    def _run(self, arrangement, *arguments, wrap=()):
        done = subprocess.run([*wrap, arrangement.bin_dir / "debut", *map(str, arguments)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=300, check=False)  # fmt: skip
        return done.returncode, done.stdout

    def _create(self, wrap=()):
        arrangement = self._arrangement()
        return self._run(arrangement, "backup", "create", self._work / "repository", "--from",
                         arrangement.data, "--key", self._key, "--config", arrangement.config,
                         wrap=wrap)  # fmt: skip

    def clean_run(self):
        copy(self._root / "template", self._work)
        code, said = self._create(tracing.counting(self._trace))
        if code != 0:
            raise SystemExit(f"the clean run: {code}\n{said}")
        time.sleep(0.2)
        found = tracing.points(self._trace, self._work, BACKUP_NAME)
        return [("backup", point) for _, point in found]

    def fail(self, point, error):
        self._trace.unlink(missing_ok=True)
        copy(self._root / "template", self._work)
        code, said = self._create(tracing.failing(self._trace, self._work, point, error))
        findings = []
        if code not in (0, 3) or (code == 3 and not said.strip()):
            findings.append(f"ended with {code}:\n{said}")
        met = tracing.injected_count(self._trace)
        unfinished = self._verify("directly after it", code == 0)
        what = {0: "done"}.get(code, f"{code} refused")
        # Signed heads are copied before the checkpoint that covers them: the next run goes on.
        if code != 0 and len(unfinished) == 1 and "ROLLBACK" in unfinished[0]:
            what += ", unfinished until the next backup"
        else:
            findings += unfinished
        again, said = self._create()
        if again != 0:
            findings.append(f"the next backup ended with {again}:\n{said}")
        findings += self._verify("after the next one", True)
        return what, findings, met

    def _verify(self, when, backups_must_be_new):
        arrangement, repository = self._arrangement(), self._work / "repository"
        code, said = self._run(arrangement, "backup", "verify", repository, "--key", self._key)
        findings = [] if code == 0 else [f"verify {when} ended with {code}:\n{said}"]
        code, said = self._run(arrangement, "--json", "backup", "list", repository)
        if backups_must_be_new and said.count("position") < 2:
            findings.append(f"{when} there is no new backup:\n{said}")
        return findings


SCENARIOS = {scenario.name: scenario for scenario in (Life, Flush, Backup)}
