#!/usr/bin/python3
"""A soak: the log and every service as processes of their own, mixed load for hours, random kills.

What is done:
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
import json
import os
import pathlib
import random
import subprocess
import sys
import threading
import time
from datetime import datetime, timezone

import contract
from arrangement import SERVICES, Arrangement
from contract import ROOT
from soak_load import (OFFICER, SOAK_TYPE, WRITER, Appends, Client, Commands, Measured, Pace, ask,
                       together)  # fmt: skip

EXPECTED_TOTALS = ROOT / "tests/independent/expected_totals.py"
POLICY = ROOT / "deploy/policy/first-created-products-2020.txtpb"
SAMPLE_SECONDS = 10
SHOWN_MEMORY = ("eventlog", "grants", "readmodels")
LATENCIES = ("command", "append", "question", "fresh")


def percentile_ms(seconds, part):
    if not seconds:
        return ""
    return round(1000 * sorted(seconds)[min(len(seconds) - 1, int(part * len(seconds)))], 2)


def resident_mib(pid):
    try:
        status = pathlib.Path(f"/proc/{pid}/status").read_text(encoding="utf-8")
        return round(int(status.split("VmRSS:")[1].split()[0]) / 1024, 1)
    except (OSError, IndexError):  # It has just been killed.
        return 0.0


def disk_mib(directory):
    blocks = 0
    for file in directory.rglob("*"):
        try:
            blocks += file.stat().st_blocks
        except FileNotFoundError:  # Compacted away meanwhile.
            pass
    return round(blocks * 512 / 2**20, 1)


class Sampler:
    """A line of figures every ten seconds."""

    COLUMNS = ["seconds", "head", "lag", *(f"{n}_mib" for n in SHOWN_MEMORY), "others_mib",
               "disk_mib", *(f"{k}_{p}_ms" for k in LATENCIES for p in ("p50", "p99")),
               "commands", "appends", "kills"]  # fmt: skip

    def __init__(self, arrangement, client, measured, commands, appends, place):
        self.arrangement, self.client, self.measured = arrangement, client, measured
        self.commands, self.appends, self.place = commands, appends, place
        self.kills = collections.Counter()
        self.slowest_start = 0.0
        self.file = open(place / "samples.csv", "w", newline="", encoding="utf-8")
        self.rows = csv.writer(self.file)
        self.rows.writerow(self.COLUMNS)

    def run(self, began, until):
        while time.monotonic() < until:
            time.sleep(min(SAMPLE_SECONDS, max(0, until - time.monotonic())))
            self.sample(began, until)

    def sample(self, began, until):
        status = self.client.call("status", "readmodels.GetProjectionStatus", {}, OFFICER)
        if isinstance(status, contract.Failure):
            return
        memory = {n: resident_mib(s.process.pid) for n, s in self.arrangement.servers.items()}
        latencies = self.measured.take()
        row = [round(time.monotonic() - began), status.head_position,
               max(p.lag_count for p in status.projections),
               *(memory.pop(n) for n in SHOWN_MEMORY), round(sum(memory.values()), 1),
               disk_mib(self.place)]  # fmt: skip
        for kind in LATENCIES:
            row += [percentile_ms(latencies[kind], 0.5), percentile_ms(latencies[kind], 0.99)]
        row += [self.commands.sent, len(self.appends.acknowledged), sum(self.kills.values())]
        self.rows.writerow(row)
        self.file.flush()
        if sys.stderr.isatty() or row[0] % 60 < SAMPLE_SECONDS:
            print(f"{row[0]:>6} s of {round(until - began)}: {row[1]} events, lag {row[2]}, "
                  f"{self.commands.sent}/{self.commands.count} commands, {row[-1]} kills, "
                  f"{len(self.measured.wrong)} wrong", file=sys.stderr, flush=True)

    def kill_at_random(self, every, until, seed):
        """Until the time is over. On the main thread: what a thread has started dies with it."""
        drawn = random.Random(seed)
        while (pause := drawn.expovariate(1 / every)) < until - time.monotonic() - 5:
            time.sleep(pause)
            server = drawn.choice(list(self.arrangement.servers.values()))
            server.kill()
            began = time.monotonic()
            server.start()
            self.slowest_start = max(self.slowest_start, time.monotonic() - began)
            self.kills[server.name] += 1
        time.sleep(max(0, until - time.monotonic()))


def check_log(client, commands, appends, measured):
    """Reads every entry; what was acknowledged is there, once, where it was said to be."""
    requests, groups, position, last_time = set(), collections.defaultdict(list), 0, 0
    request = client.request_class("eventlog.Read")()
    while True:
        page = client.call("check", "eventlog.Read", request, WRITER)
        if isinstance(page, contract.Failure):
            measured.note(f"the log can't be read: {page}")
            return position
        for entry in page.entries:
            position += 1
            if entry.position != position or entry.recorded_time_us <= last_time:
                measured.note(f"position {entry.position} stands where {position} belongs")
            last_time = entry.recorded_time_us
            requests.add(entry.request_id)
            if entry.type == SOAK_TYPE:
                groups[entry.payload.rstrip(b"\0").decode()].append(entry.position)
        request.up_to_position = page.head_position
        request.after_position = page.next_position
        if not page.more:
            break
    for request_id, number in commands.acknowledged.items():
        if request_id not in requests:
            measured.note(f"the acknowledged command of line {number} is not in the log")
    for name, (first, count) in appends.acknowledged.items():
        if groups.get(name) != list(range(first, first + count)):
            measured.note(f"append {name} at {first}, {count} events: found {groups.get(name)}")
    return position


class Follower:
    """`debut follow`, from the first signed head on."""

    def __init__(self, arrangement, client, place):
        self.arrangement, self.client, self.place = arrangement, client, place
        self.process, self.key = None, ""

    def run(self):
        while not self.key:
            time.sleep(0.5)
            head = self.client.call("status", "eventlog.GetCheckpoint", {}, OFFICER)
            self.key = getattr(head, "verifier_key", "")
        with open(self.place / "follow.log", "wb") as log:
            self.process = subprocess.Popen(
                [*debut(self.arrangement), "follow", self.place / "copy", "--key", self.key],
                stdout=log, stderr=log)  # fmt: skip

    def end(self, measured):
        if self.process.poll() is not None:
            measured.note(f"debut follow ended by itself: {self.place / 'follow.log'}")
        self.process.terminate()
        self.process.wait()


def debut(arrangement):
    """The command line that reaches these servers."""
    places = ",".join(f"{n}={a}" for n, a in arrangement.addresses().items())
    return [arrangement.bin_dir / "debut", "--server", places, "--timeout", "600"]


class Checks:
    """Other programs' verdicts; one that is not 0 is wrong."""

    def __init__(self, command, key, measured):
        self.debut, self.measured, self.results = command, measured, {}
        self.environment = {**os.environ, "DEBUT_LOG_KEY": key}

    def run(self, name, command):
        began = time.monotonic()
        ended = subprocess.run(command, capture_output=True, text=True, check=False,
                               env=self.environment)
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
            for what in ("claims", "caps", "budgets"):
                file = place / f"{what}.jsonl"
                table = "budget" if what == "budgets" else what
                with open(file, "w") as out:
                    subprocess.run([*self.debut, "--json", table], stdout=out, check=True)
                files += [f"--{what}", file]
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
        description=__doc__.split("\n\n")[0], epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=120)
    parser.add_argument("--enterprises", type=int, default=2400, help="at most 2,400 (default)")
    parser.add_argument("--kill-every", type=float, default=45, help="seconds between two, mean")
    parser.add_argument("--appends", type=float, default=20, help="a second")
    parser.add_argument("--questions", type=float, default=20, help="a second")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().randrange(2**31))
    parser.add_argument("--bin", type=pathlib.Path, default=ROOT / "build/release/bin")
    parser.add_argument("--out", type=pathlib.Path, default=ROOT / "var",
                        help="for figures, data and logs")
    return parser.parse_args(arguments)


EPILOG = """examples:
  soak.py                                 two hours, on the programs of deploy/quickstart
  soak.py --minutes 5 --enterprises 100 --kill-every 10 --seed 7
  plot_soak var/soak-20261123T170001/samples.csv soak.svg
"""


def main():
    args = parse(sys.argv[1:])
    place = args.out.resolve() / datetime.now(timezone.utc).strftime("soak-%Y%m%dT%H%M%S")
    place.mkdir(parents=True)
    print(f"soak: seed {args.seed}, {args.minutes:g} minutes, in {place}", file=sys.stderr)
    report = soak(args, place)
    text = json.dumps(report, ensure_ascii=False, indent=1)
    (place / "report.json").write_text(text + "\n", encoding="utf-8")
    print(text)
    return 1 if report["wrong"] else 0


def soak(args, place):
    measured = Measured()
    threading.excepthook = lambda e: measured.note(f"{e.exc_type.__name__}: {e.exc_value}")
    years = place / "years.jsonl"
    subprocess.run([args.bin / "debut", "demonstration", "--seed", str(args.seed), "--enterprises",
                    str(args.enterprises), "--policy", POLICY, "--out", years], check=True)
    with Arrangement(SERVICES, args.bin, place, calendar=True) as arrangement:
        arrangement.start()
        client = Client(contract.Contract(), arrangement.addresses(), measured)
        began = time.monotonic()
        until = began + args.minutes * 60
        # The commands end a little before the load does, whatever the kills cost.
        commands = Commands(client, measured, years, until, share=0.9)
        appends = Appends(client, measured, Pace(args.appends, until))
        questions = Pace(args.questions, until)
        sampler = Sampler(arrangement, client, measured, commands, appends, place)
        follower = Follower(arrangement, client, place)
        together([commands.run, follower.run,
                  lambda: appends.run("甲"), lambda: appends.run("乙"),
                  lambda: ask(client, measured, questions, appends, args.seed),
                  lambda: ask(client, measured, questions, appends, args.seed + 1),
                  lambda: sampler.run(began, until),
                  lambda: sampler.kill_at_random(args.kill_every, until, args.seed)])
        print("soak: the checks", file=sys.stderr)
        follower.end(measured)
        events = check_log(client, commands, appends, measured)
        checks = Checks(debut(arrangement), follower.key, measured)
        checks.running(place, years, commands.complete)
        stopped = arrangement.stop()
        if any(stopped.values()):
            measured.note(f"exit codes after SIGTERM: {stopped}")
        checks.stopped(place)
    return {
        "seed": args.seed, "minutes": args.minutes, "events": events,
        "commands_acknowledged": len(commands.acknowledged), "commands_sent": commands.sent,
        "commands_refused_as_expected": commands.refused, "all_commands_sent": commands.complete,
        "appends_acknowledged": len(appends.acknowledged), "append_conflicts": appends.conflicts,
        "answers": dict(measured.done), "sent_again": dict(measured.retries),
        "given_up": dict(measured.failures), "kills": dict(sampler.kills),
        "slowest_start_seconds": round(sampler.slowest_start, 2),
        "longest_wait_for_a_server_seconds": round(measured.longest_away, 2),
        "checks": checks.results, "wrong": measured.wrong,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
