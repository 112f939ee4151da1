"""One arrangement under load with a ledger and a checker: what every kind of fault is tried on."""

import collections
import random
import subprocess
import sys
import threading

import contract
import office
import workload
from arrangement import Arrangement
from checker import Checker, size_and_root
from ledger import Ledger

VERIFY_ARCHIVE = contract.ROOT / "tests/independent/verify_archive.py"
APPENDERS_COUNT, OFFICERS_COUNT, READERS_COUNT = 3, 4, 1


class Run:
    """Start, load, check. `directory` exists and is left to whoever called."""

    def __init__(self, the_contract, kind, bin_dir, directory, seed, payload_bytes=0, **options):
        self.contract = the_contract
        self.directory = directory
        self.random = random.Random(seed)
        self.arrangement = Arrangement(kind, bin_dir, directory, **options)
        self.ledger = Ledger(directory / "ledger.jsonl")
        self.checker = Checker(the_contract)
        self.payload_bytes = payload_bytes
        self.refusals = collections.Counter()
        self.desk = None
        self._client = None
        self._load = None
        self._stopping = None

    # Processes.

    def start(self, prepare=True, families=office.FAMILIES_COUNT):
        self.arrangement.start()
        self._client = contract.Client(self.contract, self.arrangement.addresses())
        self.caller = workload.Caller(self._client, self.ledger, self.payload_bytes)
        self.caller.refusals = self.refusals
        if prepare:
            self.desk = office.Desk(office.prepare(self.caller, families))

    @property
    def client(self):
        return self._client

    def unexpected_ends(self):
        """Servers that nobody has ended."""
        return [f"{server.name} ended by itself with {server.process.poll()}:\n{server.tail()}"
                for server in self.arrangement.servers.values() if not server.running()]

    # Load.

    def begin_load(self, appenders=APPENDERS_COUNT, officers=OFFICERS_COUNT,
                   readers=READERS_COUNT):
        self._stopping = threading.Event()
        stopped = self._stopping.is_set
        seeds = iter(self.random.getrandbits(32) for _ in range(appenders + officers + readers))
        workers = [workload.Appender(self.caller, next(seeds)) for _ in range(appenders)]
        workers += [office.Officer(self.caller, self.desk, next(seeds), stopped)
                    for _ in range(officers)]
        workers += [workload.Reader(self.caller, next(seeds)) for _ in range(readers)]
        self._load = workload.Load(workers, self._stopping)

    def end_load(self):
        if self._load is not None:
            load, self._load = self._load, None
            load.stop()

    def wait_for_answers(self, more, seconds_max=60):
        return workload.wait_for_answers(self.ledger, self.ledger.answered_count + more,
                                         seconds_max)

    # Checks. Each answers what it has found. No load, all servers run.

    def check(self):
        self._client.wait_ready()
        return self.checker.check(self._client, self.ledger)

    def check_deeply(self):
        checker, client = self.checker, self._client
        findings = self.check() + checker.check_models(client) + checker.check_tree(client)
        return findings + checker.read_again(client) + checker.check_history()

    def audit(self):
        """The auditor's own programs of the product, on the running servers."""
        findings = []
        code, said = self.arrangement.debut("--as", "审计员", "audit", "rebuild", "--all", "--compare")
        if code != 0:
            findings.append(f"debut audit rebuild ended with {code}:\n{said}")
        code, said = self.arrangement.debut("audit", "verify", "--key", self.log_key())
        if code != 0:
            findings.append(f"debut audit verify ended with {code}:\n{said}")
        return findings

    def log_key(self):
        return self._client.call("eventlog", "GetCheckpoint", {}).verifier_key

    def stop_and_verify(self):
        """By SIGTERM; then the stopped data directory."""
        key = self.log_key()
        codes = self.arrangement.stop()
        findings = [f"{name} ended with {code} after SIGTERM:\n"
                    f"{self.arrangement.servers[name].tail()}"
                    for name, code in codes.items() if code != 0]
        findings += self.checker.check_heads_file(self.arrangement.data / "heads.log")
        findings += self._verify_archive(key)
        code, said = self.arrangement.debut("audit", "verify", self.arrangement.data, "--key", key,
                                            server=False)
        if code != 0:
            findings.append(f"debut audit verify of the directory ended with {code}:\n{said}")
        return findings

    def _verify_archive(self, key):
        """What was archived last is everything, and another program of ours agrees."""
        archive = self.arrangement.data / "archive"
        size, root = size_and_root((archive / "checkpoint").read_text(encoding="utf-8"))
        findings = self.checker.compare_head(size, root)
        if size != self.checker.head:
            findings.append(f"{size} of {self.checker.head} events are archived at the end")
        done = subprocess.run([sys.executable, VERIFY_ARCHIVE, archive, "--key", key],
                              stdout=subprocess.PIPE,
                              stderr=subprocess.STDOUT, text=True, check=False)  # fmt: skip
        if done.returncode != 0:
            findings.append(f"{VERIFY_ARCHIVE.name} ended with {done.returncode}:\n{done.stdout}")
        return findings

    def close(self):
        try:
            self.end_load()
        finally:
            self.arrangement.close()
            if self._client is not None:
                self._client.close()
            self.ledger.close()

    def figures(self):
        outcomes = collections.Counter(f"{o.kind} {o.outcome}" for o in self.ledger.operations)
        return {
            "events": self.checker.head,
            "operations": len(self.ledger.operations),
            "outcomes": dict(sorted(outcomes.items())),
            "refusals": dict(sorted(self.refusals.items())),
            "awards": self.checker.money.awards_count,
            "claims": dict(self.desk.counts) if self.desk else {},
        }

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
