#!/usr/bin/python3
"""Fills the disk under Debut while it works, again and again, and makes room again.

The data lie on a small file system in memory. In each round a file takes all of it but a few
megabytes, clients write until the disk is full, the log's process ends, is started on the full
disk, and started again once the file is gone. Then everything is compared as in kill_rounds.py.
In the services' arrangement the disk of the read models fills up as well.

  disk_full.py --bin build/dev/bin --rounds 10 --seed 7 --json result.json

Exit code 0: everything held. 1: it did not. 77: nothing can be mounted here.
"""

import argparse
import json
import os
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile
import time

import contract
from arrangement import EMBEDDED, SERVICES, StartFailed
from run import Run

MEGABYTE = 1 << 20
DISK_BYTES = 700 * MEGABYTE
FREE_BYTES_MAX = 8 * MEGABYTE
PAYLOAD_BYTES = 20_000
END_SECONDS_MAX = 180
WRITE_FAILED = 77  # Of `debutd --help`.
REFUSED_ON_A_FULL_DISK = (70, WRITE_FAILED)
EXIT_SKIPPED = 77


class SmallDisk:
    """A file system of its own, gone with the object."""

    def __init__(self, path):
        path.mkdir()
        self.path = path
        self._ballast = path / "ballast"
        done = subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={DISK_BYTES}", "tmpfs", path],
                              capture_output=True, text=True, check=False)  # fmt: skip
        self.why_not = "" if done.returncode == 0 else done.stderr.strip()

    def fill(self, free_bytes):
        """Somebody else takes all but this."""
        room = os.statvfs(self.path)
        take = room.f_bavail * room.f_frsize - free_bytes
        with open(self._ballast, "wb") as file:
            os.posix_fallocate(file.fileno(), 0, max(take, 1))

    def relieve(self):
        self._ballast.unlink(missing_ok=True)

    def close(self):
        if not self.why_not:
            subprocess.run(["umount", "--lazy", self.path], check=False)


class FullDisk:
    def __init__(self, run, disk):
        self._run = run
        self._disk = disk
        self.ends = {}

    def _ended(self, name, code):
        key = f"{name} {code}"
        self.ends[key] = self.ends.get(key, 0) + 1

    def log_round(self):
        """The log's disk: findings."""
        run, log = self._run, self._run.arrangement.log
        self._disk.fill(run.random.randrange(FREE_BYTES_MAX))
        run.begin_load(appenders=6)
        code = log.wait(END_SECONDS_MAX)
        self._ended("log", code)
        if code is None:
            return ["the log did not end on a full disk"]
        findings = []
        if code != WRITE_FAILED:
            findings.append(f"the log ended with {code}:\n{log.tail()}")
        findings += self._start_on_the_full_disk(log)
        self._disk.relieve()
        findings += [end for end in run.unexpected_ends() if not end.startswith("eventlog ")]
        run.arrangement.start_ended()
        if not run.wait_for_answers(20):
            findings.append("with room again nothing is answered within a minute")
        run.end_load()
        return findings + run.unexpected_ends() + run.check_deeply()

    def _start_on_the_full_disk(self, log):
        try:
            log.start()
        except StartFailed as failed:
            self._ended("log started on the full disk", failed.code)
            if failed.code not in REFUSED_ON_A_FULL_DISK:
                return [str(failed)]
            return []
        time.sleep(0.2)  # It may serve; the load goes on, so that it meets the end of the disk.
        code = log.wait(END_SECONDS_MAX)
        self._ended("log serving on the full disk", code)
        return [] if code == WRITE_FAILED else [f"the log ended with {code}:\n{log.tail()}"]

    def models_round(self):
        """The read models' own disk, in the services' arrangement: findings."""
        run = self._run
        models = run.arrangement.servers["readmodels"]
        self._disk.fill(run.random.randrange(MEGABYTE // 4))
        run.begin_load()
        run.wait_for_answers(400)
        self._ended("read models", models.process.poll())
        self._disk.relieve()
        run.wait_for_answers(20)
        run.end_load()
        if models.running():
            findings = self._await_models("with room again")
            if not findings:
                return run.unexpected_ends() + run.check_deeply()
            self._ended("read models restarted by hand", "")
            models.terminate()
        run.arrangement.start_ended()
        return run.unexpected_ends() + run.check_deeply()

    def _await_models(self, when):
        try:
            head = self._run.caller.head()
            self._run.client.call("readmodels", "ListCaps", {"at_least_position": head}, timeout=30)
            return []
        except contract.Failure as failure:
            return [f"{when} the read models do not answer: {failure}"]


def run_rounds(the_contract, kind, place, options, show):
    directory = pathlib.Path(tempfile.mkdtemp(prefix="debut-full-", dir=options.work))
    disk = SmallDisk(directory / ("data" if place == "log" else "readmodels"))
    if disk.why_not:
        print(f"skipped: no file system can be mounted: {disk.why_not}")
        sys.exit(EXIT_SKIPPED)
    began = time.monotonic()
    payload = PAYLOAD_BYTES if place == "log" else 0
    try:
        with Run(the_contract, kind, options.bin, directory, options.seed, payload) as run:
            run.start()
            full = FullDisk(run, disk)
            step = full.log_round if place == "log" else full.models_round
            for number in range(1, options.rounds + 1):
                findings = step()
                show(f"[{number}/{options.rounds}] {kind}, disk of the {place}: "
                     f"{run.checker.head} events, {full.ends}, {len(findings)} findings")
                if findings:
                    break
            findings = findings or run.audit() + run.stop_and_verify()
            result = {"arrangement": kind, "disk": place, "rounds": number, "seed": options.seed,
                      "ends": full.ends, "seconds": round(time.monotonic() - began, 1),
                      **run.figures(), "findings": findings}  # fmt: skip
    finally:
        if not sys.exc_info()[0]:
            disk.close()
    if not findings:
        shutil.rmtree(directory)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the programs")
    parser.add_argument("--rounds", type=int, default=10, help="of each arrangement")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--json", type=pathlib.Path, help="receives the figures")
    parser.add_argument("--work", type=pathlib.Path, help="where data lies (default: /tmp)")
    options = parser.parse_args()
    the_contract = contract.Contract()
    results = []
    for kind, place in ((EMBEDDED, "log"), (SERVICES, "log"), (SERVICES, "readmodels")):
        print(f"{kind}, disk of the {place}: --seed {options.seed}", flush=True)
        show = lambda text: print(text, flush=True)  # noqa: E731
        result = run_rounds(the_contract, kind, place, options, show)
        results.append(result)
        for finding in result["findings"][:20]:
            print(f"FOUND: {finding}")
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    return 1 if any(result["findings"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
