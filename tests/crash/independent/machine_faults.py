#!/usr/bin/python3
"""A bad machine: a clock that jumps, a disk that is slow, memory that is short; under load.

  machine_faults.py --bin build/dev/bin --fault clock --rounds 20 --seed 7
  machine_faults.py --bin build/dev/bin --fault disk
  machine_faults.py --bin build/dev/bin --fault memory

clock   jumps by up to three days, backwards and forwards, while debutd runs and takes the steps of
        the calendar (libfaketime); every few rounds debutd starts with the other time. Recorded
        times rise all the same.
disk    each fsync and fdatasync takes 50 to 1,500 ms (strace). Answers are late and none is wrong.
memory  debutd has a control group of its own (version 1 or 2; needs root), which is made too small
        while it works: the kernel kills it. With more memory it is back with everything that it had
        acknowledged.

After each: the log is compared with all that was ever acknowledged; at the end also the hash tree,
the history, the read models and what the auditor's programs say.

Exit code 0: everything held. 1: it did not; the findings and the seed are named. 77: the fault
can't be made here.
"""

import os
import pathlib
import signal
import sys
import time

import faults
import tracing
from arrangement import EMBEDDED
from checker import Checker

CALENDAR = "scheduler { interval_ms: 200 }\n"
FAKETIME = "/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1"
DAY_CLOSED = "debut.closing.v1.DayClosed"
EXIT_SKIPPED = 77
HOURS_MAX = 72
RESTART_EVERY = 4
GROUPS = [pathlib.Path("/sys/fs/cgroup/memory"), pathlib.Path("/sys/fs/cgroup")]
PLENTY_BYTES, LEFT_BYTES_MAX = 4 << 30, 1 << 20
SQUEEZE_STEP_BYTES = 64 << 10
SHORT_SECONDS = 10
PAYLOAD_BYTES = 20_000  # Of each event, so that memory is wanted.


def clock(run, table, options):
    said = run.directory / "clock"
    said.write_text("+0\n")
    run.arrangement.log.wrap = [
        "env", f"LD_PRELOAD={FAKETIME}", f"FAKETIME_TIMESTAMP_FILE={said}",
        "FAKETIME_NO_CACHE=1", "FAKETIME_DONT_FAKE_MONOTONIC=1"]  # fmt: skip
    run.checker = Checker(run.contract, [DAY_CLOSED])
    run.start()
    for number in range(1, options.rounds + 1):
        run.begin_load()
        run.wait_for_answers(run.random.randint(1, 40))
        seconds = run.random.randint(-HOURS_MAX, HOURS_MAX) * 3_600 + run.random.randint(-999, 999)
        if number % RESTART_EVERY == 0:
            run.arrangement.log.terminate()
            said.write_text(f"{seconds:+d}\n")
            run.arrangement.start_ended()
            what = f"clock {'back' if seconds < 0 else 'forwards'} while it is down"
        else:
            said.write_text(f"{seconds:+d}\n")
            what = f"clock {'back' if seconds < 0 else 'forwards'} while it runs"
        yield what, faults.answers_again(run) + faults.calm(run)


def disk(run, table, options):
    run.start()
    for number in range(1, options.rounds + 1):
        milliseconds = run.random.choice([50, 200, 500, 1_500])
        slow = f"inject=fsync,fdatasync:delay_enter={milliseconds * 1_000}"
        run.arrangement.log.terminate()
        # -D: the program keeps its process id, and signals reach it.
        run.arrangement.log.wrap = [
            "strace", "-D", "-f", "--seccomp-bpf", "-qq", "-o", "/dev/null", "-e",
            "trace=fsync,fdatasync", "-e", slow]  # fmt: skip
        run.arrangement.start_ended()
        run.begin_load()
        yield (f"each sync {milliseconds} ms slower",
               faults.answers_again(run) + faults.calm(run))  # fmt: skip
    run.arrangement.log.terminate()
    run.arrangement.log.wrap = []
    run.arrangement.start_ended()


class Group:
    """A control group with a limit of memory, for what `wrap` runs and its children."""

    def __init__(self, name):
        root = next(root for root in GROUPS if (root / "cgroup.procs").exists())
        self._folder = root / name
        self._folder.mkdir(exist_ok=True)
        first = self._folder / "memory.limit_in_bytes"
        self._limit = first if first.exists() else self._folder / "memory.max"
        self.wrap = ["sh", "-c", f'echo $$ >"{self._folder}/cgroup.procs" && exec "$@"', "sh"]

    def used_bytes(self):
        """What can't be given back to the file system."""
        lines = (self._folder / "memory.stat").read_text().splitlines()
        stat = dict(line.split() for line in lines)
        return int(stat["rss"] if "rss" in stat else stat["anon"])

    def limit(self, bytes_max):
        self._limit.write_text(f"{bytes_max}\n")

    def squeeze(self, left_bytes):
        """Leaves that much beyond what is used; more, where the kernel can't give back so fast."""
        while True:
            try:
                return self.limit(self.used_bytes() + left_bytes)
            except OSError:
                left_bytes += SQUEEZE_STEP_BYTES

    def close(self):
        for _ in range(100):
            try:
                self._folder.rmdir()
                return
            except OSError:
                time.sleep(0.05)


def memory(run, table, options):
    group = Group(f"debut-faults-{run.random.getrandbits(32):x}")
    log = run.arrangement.log
    log.wrap = group.wrap
    try:
        run.start()
        for _ in range(options.rounds):
            run.begin_load()
            run.wait_for_answers(run.random.randint(1, 40))
            group.squeeze(run.random.randint(0, LEFT_BYTES_MAX))
            code = log.wait(SHORT_SECONDS)
            group.limit(PLENTY_BYTES)
            findings = []
            if code is None:
                outcome = "it went on with what it had"
            else:
                outcome = "killed by the kernel, and back"
                if code != -signal.SIGKILL:
                    findings.append(f"it ended with {code}:\n{log.tail()}")
                run.arrangement.start_ended()
            findings += faults.answers_again(run) + faults.calm(run)
            yield "memory taken away under load", findings, outcome
    finally:
        run.arrangement.close()
        group.close()


def all_rounds(run, table, options):
    steps = {"clock": clock, "disk": disk, "memory": memory}[options.fault](run, table, options)
    for number, (what, findings, *outcome) in enumerate(steps, 1):
        table.add(what, findings, *outcome)
        print(f"[{number}/{options.rounds}] {what}; {run.checker.head} events, "
              f"{len(findings)} findings", flush=True)
        if findings:
            return
        if number == options.rounds:
            if options.fault == "clock":
                log = run.checker.log
                days = sum(log.event(at + 1).type == DAY_CLOSED for at in range(len(log)))
                print(f"{days} days were closed", flush=True)
            table.findings += faults.everything(run)
            return


def why_not(fault, programs):
    """Why the fault can't be made here; empty: it can."""
    if fault == "clock" and not pathlib.Path(FAKETIME).exists():
        return "Debian's package faketime is not installed"
    # Both libraries stand before the C library's locks and clocks, and see only half of them.
    debutd = (programs / "debutd").read_bytes()
    if fault == "clock" and (b"libtsan.so" in debutd or b"libasan.so" in debutd):
        return "a sanitizer's library and libfaketime are in each other's way"
    if fault == "disk":
        return tracing.why_not()
    if fault == "memory" and not any(os.access(root / "cgroup.procs", os.W_OK) for root in GROUPS):
        return "no control group can be made"
    return ""


if __name__ == "__main__":
    the_options = faults.options_of(__doc__, fault=["clock", "disk", "memory"])
    if reason := why_not(the_options.fault, the_options.bin):
        print(f"skipped: {reason}")
        sys.exit(EXIT_SKIPPED)
    jumps, short = the_options.fault == "clock", the_options.fault == "memory"
    faults.leave(faults.carry_out(the_options, EMBEDDED, all_rounds, calendar=jumps,
                                  extra_config=CALENDAR if jumps else "",
                                  payload_bytes=PAYLOAD_BYTES if short else 0))
