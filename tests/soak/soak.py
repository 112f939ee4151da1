#!/usr/bin/python3
"""A soak: the log and every service as processes of their own, mixed load for hours, random kills.

Shares nothing with the system but its contracts (proto/) and its command line. What is done:
  commands   the demonstration years, spread over the whole time, each sent again with its own
             request id until it is answered
  appends    conditional appends to the log from two writers that contend for the same tags
  questions  budgets (not older than the last append), limits, claims, dossiers
  follower   `debut follow` keeps a verified copy all the time
  kills      SIGKILL to a process drawn at random; it is started again at once
and every ten seconds: memory, disk, lag, positions, latencies. At the end: every acknowledged
command and append is in the log, positions have no gap, caps and budgets are those of
tests/independent/expected_totals.py, the tree and the models agree.

Exit code: 0 everything held; 1 something did not, it is printed; 2 wrong usage.
"""

import argparse
import collections
import csv
import ctypes
import hashlib
import importlib
import json
import os
import random
import signal
import subprocess
import sys
import tempfile
import threading
import time
from datetime import datetime, timezone
from pathlib import Path
from urllib.parse import quote

import grpc
sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "independent"))
from expected_totals import fen
from google.protobuf import descriptor_pool, json_format, message_factory

ROOT = Path(__file__).resolve().parents[2]
EXPECTED_TOTALS = ROOT / "tests/independent/expected_totals.py"
CONTEXTS = ["registry", "certification", "standards", "market", "insurance", "exchange", "financing",
            "promotion", "policy", "grants", "readmodels"]
AWAY = {grpc.StatusCode.UNAVAILABLE, grpc.StatusCode.DEADLINE_EXCEEDED,
        grpc.StatusCode.RESOURCE_EXHAUSTED}
PR_SET_PDEATHSIG = 1
SAMPLE_SECONDS = 10
GIVE_UP_SECONDS = 120
OFFICER = "何平"
WRITER = "soak-writer"


def load_contracts(directory):
    """Compiles proto/ and registers it; afterwards the default pool knows every method."""
    files = sorted(str(p.relative_to(ROOT / "proto")) for p in (ROOT / "proto").rglob("*.proto"))
    subprocess.run(["protoc", f"-I{ROOT / 'proto'}", f"--python_out={directory}", *files], check=True)
    sys.path.insert(0, str(directory))
    for file in files:
        importlib.import_module(file[:-6].replace("/", ".") + "_pb2")


class Method:
    """An RPC by its short name, "grants.ProposeAward"."""

    def __init__(self, name):
        self.context, method = name.split(".")
        pool = descriptor_pool.Default()
        service = next(s for s in services_of(self.context) if method in s.methods_by_name)
        found = pool.FindServiceByName(service.full_name).methods_by_name[method]
        factory = message_factory.MessageFactory(pool)
        self.request = factory.GetPrototype(found.input_type)
        self.response = factory.GetPrototype(found.output_type)
        self.path = f"/{service.full_name}/{method}"
        self.has_request_id = "request_id" in found.input_type.fields_by_name


def services_of(context):
    package = f"debut.{context}.v1"
    for name, module in list(sys.modules.items()):
        if name.startswith(package + ".") and hasattr(module, "DESCRIPTOR"):
            yield from module.DESCRIPTOR.services_by_name.values()


class Processes:
    """The arrangement; each process comes back at the address that it had."""

    def __init__(self, bin_directory, data):
        self.bin, self.data = bin_directory, data
        self.processes, self.addresses, self.starts = {}, {}, collections.Counter()
        self.lock = threading.Lock()
        self.slowest_start = 0.0
        data.mkdir(parents=True)

    def arguments(self, name):
        if name == "eventlog":
            return ["--data-dir", str(self.data / "data")]
        rest = ["--log", self.addresses["eventlog"]]
        return rest + (["--data-dir", str(self.data / "readmodels")] if name == "readmodels" else [])

    def start(self, name):
        port_file = self.data / f"{name}.port"
        port_file.unlink(missing_ok=True)
        log = open(self.data / f"{name}.log", "ab")
        began = time.monotonic()
        process = subprocess.Popen(
            [self.bin / f"debut-{name}", "--listen", self.addresses.get(name, "127.0.0.1:0"),
             "--port-file", port_file, "--log-level", "warning", *self.arguments(name)],
            stdout=log, stderr=log,
            preexec_fn=lambda: ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL))
        log.close()
        while not port_file.exists():
            if process.poll() is not None:
                raise RuntimeError(f"debut-{name} exited with {process.returncode}: "
                                 f"{self.data / f'{name}.log'}")
            time.sleep(0.02)
        self.slowest_start = max(self.slowest_start, time.monotonic() - began)
        self.starts[name] += 1
        self.addresses[name] = f"127.0.0.1:{port_file.read_text().strip()}"
        self.processes[name] = process

    def start_all(self):
        for name in ["eventlog", *CONTEXTS]:
            self.start(name)

    def kill(self, name):
        with self.lock:
            self.processes[name].kill()
            self.processes[name].wait()
            self.start(name)

    def stop_all(self):
        with self.lock:
            for process in self.processes.values():
                process.terminate()
            return {name: process.wait(60) for name, process in self.processes.items()}

    def resident_kib(self, name):
        try:
            status = Path(f"/proc/{self.processes[name].pid}/status").read_text()
            return int(status.split("VmRSS:")[1].split()[0])
        except (OSError, IndexError):
            return 0

    def server_options(self):
        return [f"--server={c}={a}" for c, a in self.addresses.items()]


class Client:
    """Calls by short name. A call is repeated, the same bytes, as long as the server is away."""

    def __init__(self, processes, measured):
        self.processes, self.measured = processes, measured
        self.channels, self.methods, self.lock = {}, {}, threading.Lock()

    def method(self, name):
        with self.lock:
            if name not in self.methods:
                self.methods[name] = Method(name)
            return self.methods[name]

    def channel(self, context):
        place = "eventlog" if context == "privacy" else context
        with self.lock:
            if place not in self.channels:
                self.channels[place] = grpc.insecure_channel(
                    self.processes.addresses[place],
                    options=[("grpc.initial_reconnect_backoff_ms", 100),
                             ("grpc.max_reconnect_backoff_ms", 500)])
            return self.channels[place]

    def call(self, kind, name, request, principal):
        """The response, or the grpc.RpcError that is an answer, too."""
        method = self.method(name)
        if isinstance(request, dict):
            request = json_format.ParseDict(request, method.request())
        stub = self.channel(method.context).unary_unary(
            method.path, request_serializer=method.request.SerializeToString,
            response_deserializer=method.response.FromString)
        began = time.monotonic()
        while True:
            sent = time.monotonic()
            try:
                response = stub(request, timeout=10,
                                metadata=[("x-debut-principal", quote(principal))])
                self.measured.took(kind, time.monotonic() - sent, sent - began)
                return response
            except grpc.RpcError as error:
                if error.code() not in AWAY:
                    self.measured.took(kind, time.monotonic() - sent, sent - began)
                    return error
                self.measured.away(kind)
                if time.monotonic() - began > GIVE_UP_SECONDS:
                    self.measured.failed(kind, error)
                    return error
                time.sleep(0.1)


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

    def failed(self, kind, error):
        with self.lock:
            self.failures[kind] += 1
        self.note(f"{kind}: {error.code().name} for {GIVE_UP_SECONDS} s: {error.details()}")

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


def reason_of(error):
    """The reason of a refusal (ErrorInfo), or its code."""
    for key, value in error.trailing_metadata() or ():
        if key == "grpc-status-details-bin":
            from debut.rpc.v1 import errors_pb2
            for detail in errors_pb2.Status.FromString(value).details:
                info = errors_pb2.ErrorInfo()
                if detail.Unpack(info):
                    return info.reason
    return error.code().name


def amounts_in_fen(value, name=""):
    """Import files may say "100万元" where the contract has fen."""
    if isinstance(value, dict):
        return {k: amounts_in_fen(v, k) for k, v in value.items()}
    if isinstance(value, list):
        return [amounts_in_fen(v, name) for v in value]
    return fen(value) if name.endswith("_fen") else value


class Commands:
    """The import file, sent by several threads: a lane's lines one after the other."""

    def __init__(self, client, measured, file, pace):
        self.client, self.measured, self.pace = client, measured, pace
        self.lines = [(n, json.loads(t)) for n, t in enumerate(file.read_text().splitlines(), 1)
                      if t and not t.startswith("#")]
        self.acknowledged, self.lock = {}, threading.Lock()
        self.sent = 0
        self.refused = 0

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
            outcomes[i] = self.call(number, i, calls[i])

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

    def call(self, number, index, call):
        method = self.client.method(call["call"])
        request = json_format.ParseDict(amounts_in_fen(call["request"]), method.request())
        if method.has_request_id and not request.request_id:
            text = json.dumps(call, sort_keys=True, ensure_ascii=False)
            request.request_id = hashlib.sha256(text.encode()).hexdigest()[:32]
        answer = self.client.call("command", call["call"], request, call.get("as", OFFICER))
        if isinstance(answer, grpc.RpcError):
            return reason_of(answer)
        if method.has_request_id:
            with self.lock:
                self.acknowledged[request.request_id] = (number, index)
        return "OK"


class Appends:
    """Writers that contend: each appends only if nobody has since it looked."""

    def __init__(self, client, measured, pace):
        self.client, self.measured, self.pace = client, measured, pace
        self.acknowledged, self.conflicts, self.head = {}, 0, 0
        self.lock = threading.Lock()
        from debut.eventlog.v1 import eventlog_service_pb2
        self.proto = eventlog_service_pb2

    def run(self, writer):
        seen, number = 0, 0
        while self.pace.wait():
            number += 1
            name = f"{writer}-{number}"
            request = self.proto.AppendRequest()
            tag, once = f"soak:{number % 7}", f"request:{name}"
            for _ in range(number % 3 + 1):
                request.events.add(type="debut.test.v1.Soak", tags=[once, tag],
                                   schema=1, payload=name.encode() + bytes(200), principal=WRITER,
                                   request_id=name)
            request.condition.after_position = seen
            request.condition.fail_if_matches.items.add(tags=[tag])
            answer = self.client.call("append", "eventlog.Append", request, WRITER)
            if not isinstance(answer, grpc.RpcError):
                seen = answer.last_position
                with self.lock:
                    self.acknowledged[name] = answer.first_position, len(request.events)
                    self.head = max(self.head, answer.last_position)
            elif answer.code() == grpc.StatusCode.ABORTED:
                with self.lock:
                    self.conflicts += 1  # Or the answer to the first sending was lost in a kill.
                head = self.client.call("append", "eventlog.GetHead",
                                        self.client.method("eventlog.GetHead").request(), WRITER)
                seen = getattr(head, "head_position", seen)
            else:
                self.measured.note(f"append {name}: {answer.code().name}: {answer.details()}")


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
        if isinstance(answer, grpc.RpcError) and answer.code() != grpc.StatusCode.NOT_FOUND:
            measured.note(f"{question}: {answer.code().name}: {answer.details()}")
        elif kind == "fresh" and answer.position < request["at_least_position"]:
            measured.note(f"{question}: position {answer.position}, asked for at least {request}")


def together(functions):
    """All at once; the last on the caller's thread."""
    threads = [threading.Thread(target=f, daemon=True) for f in functions[:-1]]
    for thread in threads:
        thread.start()
    functions[-1]()
    for thread in threads:
        thread.join()


def percentile_ms(seconds, part):
    ordered = sorted(seconds)
    return round(1000 * ordered[min(len(ordered) - 1, int(part * len(ordered)))], 2) if ordered else ""


def disk_mib(directory):
    return sum(f.stat().st_blocks for f in directory.rglob("*") if f.is_file()) * 512 / 2**20


class Sampler:
    def __init__(self, processes, client, measured, commands, appends, out):
        self.__dict__.update(processes=processes, client=client, measured=measured,
                             commands=commands, appends=appends)
        self.kills = collections.Counter()
        self.file = open(out, "w", newline="")
        self.rows = csv.writer(self.file)
        self.rows.writerow(["seconds", "head", "lag", "eventlog_mib", "grants_mib", "readmodels_mib",
                            "others_mib", "disk_mib", "command_p50_ms", "command_p99_ms",
                            "append_p50_ms", "append_p99_ms", "question_p50_ms", "question_p99_ms",
                            "fresh_p50_ms", "fresh_p99_ms", "commands", "appends", "kills"])

    def run(self, began, until):
        while time.monotonic() < until:
            time.sleep(min(SAMPLE_SECONDS, max(0, until - time.monotonic())))
            self.sample(began, until)

    def sample(self, began, until):
        status = self.client.call("status", "readmodels.GetProjectionStatus", {}, OFFICER)
        if isinstance(status, grpc.RpcError):
            return
        memory = {n: self.processes.resident_kib(n) / 1024 for n in self.processes.processes}
        shown = ["eventlog", "grants", "readmodels"]
        latencies = self.measured.take()
        row = [round(time.monotonic() - began), status.head_position,
               max(p.lag_count for p in status.projections), *(round(memory[n], 1) for n in shown),
               round(sum(m for n, m in memory.items() if n not in shown), 1),
               round(disk_mib(self.processes.data), 1)]
        for kind in ["command", "append", "question", "fresh"]:
            row += [percentile_ms(latencies[kind], 0.5), percentile_ms(latencies[kind], 0.99)]
        row += [self.commands.sent, len(self.appends.acknowledged), sum(self.kills.values())]
        self.rows.writerow(row)
        self.file.flush()
        if sys.stderr.isatty() or row[0] % 60 < SAMPLE_SECONDS:
            print(f"{row[0]:>6} s of {round(until - began)}: {row[1]} events, lag {row[2]}, "
                  f"{self.commands.sent}/{len(self.commands.lines)} commands, {row[-1]} kills, "
                  f"{len(self.measured.wrong)} wrong", file=sys.stderr, flush=True)


def kill_at_random(sampler, processes, every, until, seed):
    drawn = random.Random(seed)
    while True:
        pause = drawn.expovariate(1 / every)
        if time.monotonic() + pause > until - 5:
            time.sleep(max(0, until - time.monotonic()))
            return
        time.sleep(pause)
        name = drawn.choice(["eventlog", *CONTEXTS])
        processes.kill(name)
        sampler.kills[name] += 1


def check_log(client, commands, appends, measured):
    """Reads every entry; what was acknowledged is there, once, where it was said to be."""
    requests, groups, position, last_time = set(), collections.defaultdict(list), 0, 0
    method = client.method("eventlog.Read")
    request = method.request()
    while True:
        page = client.call("check", "eventlog.Read", request, WRITER)
        if isinstance(page, grpc.RpcError):
            measured.note(f"the log can't be read: {page.details()}")
            return position
        for entry in page.entries:
            position += 1
            if entry.position != position or entry.recorded_time_us <= last_time:
                measured.note(f"position {entry.position} stands where {position} belongs")
            last_time = entry.recorded_time_us
            requests.add(entry.request_id)
            if entry.type == "debut.test.v1.Soak":
                groups[entry.payload.rstrip(b"\0").decode()].append(entry.position)
        request.up_to_position = page.head_position
        request.after_position = page.next_position
        if not page.more:
            break
    for request_id, where in commands.acknowledged.items():
        if request_id not in requests:
            measured.note(f"the acknowledged command of line {where[0]} is not in the log")
    for name, (first, count) in appends.acknowledged.items():
        if groups.get(name) != list(range(first, first + count)):
            measured.note(f"append {name} at {first}, {count} events: found {groups.get(name)}")
    return position


class Follower:
    """`debut follow`, from the first signed head on."""

    def __init__(self, bin_directory, processes, place):
        self.debut = [bin_directory / "debut", *processes.server_options()]
        self.place, self.process, self.key = place, None, ""

    def run(self):
        while True:
            head = subprocess.run(
                [*self.debut, "--json", "audit", "head", "--book", self.place / "heads.book"],
                capture_output=True, text=True)
            if head.returncode == 0:
                break
            time.sleep(0.5)
        self.key = json.loads(head.stdout)["key"]
        with open(self.place / "follow.log", "w") as log:
            self.process = subprocess.Popen([*self.debut, "follow", self.place / "copy", "--key", self.key],
                                            stdout=log, stderr=log)

    def end(self, measured):
        if self.process.poll() is not None:
            measured.note(f"debut follow ended by itself: {self.place / 'follow.log'}")
        self.process.terminate()
        self.process.wait()


class Checks:
    """Other programs' verdicts; one that is not 0 is wrong."""

    def __init__(self, debut, measured):
        self.debut, self.measured, self.results = debut, measured, {}

    def run(self, name, command):
        began = time.monotonic()
        ended = subprocess.run(command, capture_output=True, text=True)
        says = ended.stdout + ended.stderr if ended.returncode else ended.stdout or ended.stderr
        lines = says.replace("\r", "\n").strip().splitlines() or [""]
        self.results[name] = {"exit_code": ended.returncode, "says": lines[-1],
                              "seconds": round(time.monotonic() - began, 1)}
        print(f"  {name}: exit code {ended.returncode}: {lines[-1]}", file=sys.stderr)
        if ended.returncode != 0:
            self.measured.note(f"{name}: exit code {ended.returncode}")

    def running(self, place, years, complete):
        if complete:
            files = []
            for what, option in [("claims", "--claims"), ("caps", "--caps"), ("budget", "--budgets")]:
                file = place / f"{what}.jsonl"
                with open(file, "w") as out:
                    subprocess.run([*self.debut, "--json", what], stdout=out, check=True)
                files += [option, file]
            self.run("expected totals", [sys.executable, EXPECTED_TOTALS, years, *files])
        self.run("audit redecide", [*self.debut, "audit", "redecide"])
        self.run("audit verify, running", [*self.debut, "audit", "verify"])
        self.run("models rebuild", [*self.debut, "--as", OFFICER, "models", "rebuild", "--compare",
                                    "--all"])

    def stopped(self, place):
        self.run("audit verify, stopped", [self.debut[0], "audit", "verify", place / "data"])
        self.run("audit verify, the copy", [self.debut[0], "audit", "verify", place / "copy"])


def parse(arguments):
    parser = argparse.ArgumentParser(
        prog="tests/soak/run", description=__doc__.split("\n\n")[0], epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--enterprises", type=int, default=2400, help="at most 2,400 (default)")
    parser.add_argument("--kill-every", type=float, default=45, help="seconds between two kills, mean")
    parser.add_argument("--appends", type=float, default=20, help="a second")
    parser.add_argument("--questions", type=float, default=20, help="a second")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--bin", type=Path, default=ROOT / "build/release/bin")
    parser.add_argument("--out", type=Path, default=ROOT / "var/soak", help="figures, data and logs")
    return parser.parse_args(arguments)


EPILOG = """examples:
  tests/soak/run                          two hours
  tests/soak/run --minutes 5 --enterprises 100 --kill-every 10 --seed 7
  tests/soak/plot var/soak/samples.csv docs/soak.svg
"""


def main():
    args = parse(sys.argv[1:])
    out = args.out.resolve()
    out.mkdir(parents=True, exist_ok=True)
    place = out / datetime.now(timezone.utc).strftime("run-%Y%m%dT%H%M%S")
    print(f"soak: seed {args.seed}, {args.minutes:g} minutes, in {place}", file=sys.stderr)
    with tempfile.TemporaryDirectory() as contracts:
        load_contracts(contracts)
        report = soak(args, place)
    (place / "report.json").write_text(json.dumps(report, ensure_ascii=False, indent=1) + "\n")
    print(json.dumps(report, ensure_ascii=False, indent=1))
    return 1 if report["wrong"] else 0


def soak(args, place):
    measured = Measured()
    threading.excepthook = lambda e: measured.note(f"{e.exc_type.__name__}: {e.exc_value}")
    processes = Processes(args.bin.resolve(), place)
    years = place / "years.jsonl"
    subprocess.run([args.bin / "debut", "demonstration", "--seed", str(args.seed), "--enterprises",
                    str(args.enterprises), "--policy",
                    ROOT / "deploy/policy/first-created-products-2020.txtpb", "--out", years],
                   check=True)
    processes.start_all()
    client = Client(processes, measured)
    began = time.monotonic()
    until = began + args.minutes * 60
    # The commands end a little before the load does, whatever the kills cost.
    count = sum(1 for line in years.read_text().splitlines() if not line.startswith("#"))
    commands = Commands(client, measured, years, Pace(count / (args.minutes * 60 * 0.9), until))
    appends = Appends(client, measured, Pace(args.appends, until))
    sampler = Sampler(processes, client, measured, commands, appends, place / "samples.csv")
    questions = Pace(args.questions, until)
    follower = Follower(args.bin, processes, place)
    together([commands.run, follower.run, lambda: appends.run("甲"), lambda: appends.run("乙"),
              lambda: ask(client, measured, questions, appends, args.seed),
              lambda: ask(client, measured, questions, appends, args.seed + 1),
              lambda: sampler.run(began, until),
              # On this thread: what a thread has started dies with it (PR_SET_PDEATHSIG).
              lambda: kill_at_random(sampler, processes, args.kill_every, until, args.seed)])
    complete = commands.sent >= sum(len(l.get("race") or [l]) for _, l in commands.lines)
    print("soak: the checks", file=sys.stderr)
    follower.end(measured)
    events = check_log(client, commands, appends, measured)
    os.environ["DEBUT_LOG_KEY"] = follower.key
    checks = Checks([args.bin / "debut", *processes.server_options(), "--timeout", "600"], measured)
    checks.running(place, years, complete)
    stopped = processes.stop_all()
    if any(stopped.values()):
        measured.note(f"exit codes after SIGTERM: {stopped}")
    checks.stopped(place)
    return {
        "seed": args.seed, "minutes": args.minutes, "events": events,
        "commands_acknowledged": len(commands.acknowledged), "commands_sent": commands.sent,
        "commands_refused_as_expected": commands.refused, "all_commands_sent": complete,
        "appends_acknowledged": len(appends.acknowledged), "append_conflicts": appends.conflicts,
        "answers": dict(measured.done), "sent_again": dict(measured.retries),
        "given_up": dict(measured.failures), "kills": dict(sampler.kills),
        "slowest_start_seconds": round(processes.slowest_start, 2),
        "longest_wait_for_a_server_seconds": round(measured.longest_away, 2),
        "checks": checks.results, "wrong": measured.wrong,
    }


if __name__ == "__main__":
    sys.exit(main())
