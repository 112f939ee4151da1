"""What a soak does all the time: the demonstration years, contended appends, questions."""

import collections
import hashlib
import json
import random
import sys
import threading
import time

import contract
from contract import ROOT
from google.protobuf import json_format

sys.path.insert(0, str(ROOT / "tests/independent"))
from expected_totals import fen  # noqa: E402

GIVE_UP_SECONDS = 120
RETRY_SECONDS = 0.1
OFFICER = "何平"
WRITER = "test-writer"
SOAK_TYPE = "debut.test.v1.Soak"


def together(functions):
    """All at once; the last on the caller's thread."""
    threads = [threading.Thread(target=f, daemon=True) for f in functions[:-1]]
    for thread in threads:
        thread.start()
    functions[-1]()
    for thread in threads:
        thread.join()


class Client:
    """Calls by short name, "grants.ProposeAward". A call is repeated, the same bytes, as long as
    the server is away."""

    def __init__(self, the_contract, addresses, measured):
        self.contract, self.measured = the_contract, measured
        self.client = contract.Client(the_contract, addresses)

    def request_class(self, name):
        return self.contract.method(*name.split("."))[1]

    def call(self, kind, name, request, principal):
        """The answer, or the contract.Failure that is an answer, too."""
        began = time.monotonic()
        while True:
            sent = time.monotonic()
            try:
                answer = self.client.call(*name.split("."), request, principal)
            except contract.Failure as failure:
                if failure.outcome_is_unknown:
                    self.measured.away(kind)
                    if time.monotonic() - began < GIVE_UP_SECONDS:
                        time.sleep(RETRY_SECONDS)
                        continue
                    self.measured.failed(kind, failure)
                    return failure
                answer = failure
            self.measured.took(kind, time.monotonic() - sent, sent - began)
            return answer

    def reason_of(self, failure):
        return self.client.reason_of(failure) or failure.code.name


class Measured:
    """Latencies since the last sample; counts since the start. Thread-safe."""

    def __init__(self):
        self.lock = threading.Lock()
        self.latencies = collections.defaultdict(list)
        self.done, self.retries, self.failures = (collections.Counter() for _ in range(3))
        self.longest_away = 0.0
        self.wrong = []

    def took(self, kind, seconds, away_seconds):
        with self.lock:
            self.latencies[kind].append(seconds)
            self.done[kind] += 1
            self.longest_away = max(self.longest_away, away_seconds)

    def away(self, kind):
        with self.lock:
            self.retries[kind] += 1

    def failed(self, kind, failure):
        with self.lock:
            self.failures[kind] += 1
        self.note(f"{kind}: for {GIVE_UP_SECONDS} s: {failure}")

    def note(self, text):
        with self.lock:
            self.wrong.append(text)
        print(f"\nsoak: {text}", file=sys.stderr)

    def take(self):
        with self.lock:
            taken, self.latencies = self.latencies, collections.defaultdict(list)
            return taken


class Pace:
    """Lets through so many a second, evenly; what came late is not made up for."""

    def __init__(self, per_second, until):
        self.step, self.until = 1 / per_second, until
        self.next, self.lock = time.monotonic(), threading.Lock()

    def wait(self):
        """False once the time is over."""
        with self.lock:
            at = self.next = max(self.next + self.step, time.monotonic() - 1)
        time.sleep(max(0, min(at, self.until) - time.monotonic()))
        return time.monotonic() < self.until


def amounts_in_fen(value, name=""):
    """Import files may say "100万元" where the contract has fen."""
    if isinstance(value, dict):
        return {k: amounts_in_fen(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [amounts_in_fen(v, name) for v in value]
    return fen(value) if name.endswith("_fen") else value


class Commands:
    """The import file, sent by several threads: a lane's lines one after the other."""

    def __init__(self, client, measured, file, until, share):
        self.client, self.measured = client, measured
        self.lines = [(n, json.loads(t)) for n, t in enumerate(file.read_text().splitlines(), 1)
                      if t and not t.startswith("#")]
        self.count = sum(len(line.get("race") or [line]) for _, line in self.lines)
        self.pace = Pace(self.count / ((until - time.monotonic()) * share), until)
        self.acknowledged, self.lock = {}, threading.Lock()
        self.sent = 0
        self.refused = 0

    @property
    def complete(self):
        return self.sent == self.count

    def run(self):
        at = 0
        while at < len(self.lines):
            end = at + 1
            if "lane" in self.lines[at][1]:
                while end < len(self.lines) and "lane" in self.lines[end][1]:
                    end += 1
            if not self.run_lanes(self.lines[at:end]):
                return
            at = end

    def run_lanes(self, lines):
        lanes = collections.OrderedDict()
        for number, line in lines:
            lanes.setdefault(line.get("lane", ""), []).append((number, line))
        queue, ended = collections.deque(lanes.values()), []

        def work():
            while True:
                with self.lock:
                    if not queue or ended:
                        return
                    lane = queue.popleft()
                for number, line in lane:
                    if not self.pace.wait():
                        ended.append(number)
                        return
                    self.send(number, line)

        together([work] * min(6, len(queue)))
        return not ended

    def send(self, number, line):
        calls = line.get("race") or [line]
        outcomes = [None] * len(calls)

        def one(i):
            outcomes[i] = self.call(number, calls[i])

        together([lambda i=i: one(i) for i in range(len(calls))])
        expected = line.get("expect", "OK")
        if isinstance(expected, str):
            expected = {expected: len(calls)}
        got = collections.Counter(outcomes)
        if got != collections.Counter({k: v for k, v in expected.items() if v}):
            self.measured.note(f"line {number}: {dict(got)} instead of {expected}")
        with self.lock:
            self.sent += len(calls)
            self.refused += len(calls) - got["OK"]

    def call(self, number, call):
        request_class = self.client.request_class(call["call"])
        request = json_format.ParseDict(amounts_in_fen(call["request"]), request_class())
        has_id = "request_id" in request_class.DESCRIPTOR.fields_by_name
        if has_id and not request.request_id:
            text = json.dumps(call, sort_keys=True, ensure_ascii=False)
            request.request_id = hashlib.sha256(text.encode()).hexdigest()[:32]
        answer = self.client.call("command", call["call"], request, call.get("as", OFFICER))
        if isinstance(answer, contract.Failure):
            return self.client.reason_of(answer)
        if has_id:
            with self.lock:
                self.acknowledged[request.request_id] = number
        return "OK"


class Appends:
    """Writers that contend: each appends only if nobody has since it looked."""

    def __init__(self, client, measured, pace):
        self.client, self.measured, self.pace = client, measured, pace
        self.acknowledged, self.conflicts, self.head = {}, 0, 0
        self.lock = threading.Lock()

    def run(self, writer):
        seen, number = 0, 0
        while self.pace.wait():
            number += 1
            name = f"{writer}-{number}"
            request = self.client.request_class("eventlog.Append")()
            tag, once = f"soak:{number % 7}", f"request:{name}"
            for _ in range(number % 3 + 1):
                request.events.add(type=SOAK_TYPE, tags=[once, tag], schema=1, principal=WRITER,
                                   request_id=name, payload=name.encode() + bytes(200))
            request.condition.after_position = seen
            request.condition.fail_if_matches.items.add(tags=[tag])
            answer = self.client.call("append", "eventlog.Append", request, WRITER)
            if not isinstance(answer, contract.Failure):
                seen = answer.last_position
                with self.lock:
                    self.acknowledged[name] = answer.first_position, len(request.events)
                    self.head = max(self.head, answer.last_position)
            elif answer.code.name == "ABORTED":
                with self.lock:
                    self.conflicts += 1  # Or the answer to the first sending was lost in a kill.
                head = self.client.call("append", "eventlog.GetHead", {}, WRITER)
                seen = getattr(head, "head_position", seen)
            else:
                self.measured.note(f"append {name}: {answer}")


def ask(client, measured, pace, appends, seed):
    drawn = random.Random(seed)
    while pace.wait():
        number = drawn.randrange(1000, 3400)
        question, request = drawn.choice([
            ("readmodels.ListBudgets", {"at_least_position": appends.head}),
            ("readmodels.ListAnnualLimits", {"enterprise_id": f"E-{number}"}),
            ("readmodels.ListClaims", {"page_size": 50}),
            ("readmodels.GetDossier", {"enterprise_id": f"E-{number}"}),
        ])
        kind = "fresh" if "at_least_position" in request else "question"
        answer = client.call(kind, question, request, OFFICER)
        if isinstance(answer, contract.Failure):
            if answer.code.name != "NOT_FOUND":
                measured.note(f"{question}: {answer}")
        elif kind == "fresh" and answer.position < request["at_least_position"]:
            measured.note(f"{question}: position {answer.position}, asked for at least {request}")
