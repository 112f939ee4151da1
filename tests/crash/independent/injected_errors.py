#!/usr/bin/python3
"""Lets every single call that changes a file fail, and looks what becomes of the data.

A clean run is traced with strace, and each call in it that writes, syncs, renames, opens, cuts or
removes a file is noted. Then the run is repeated over the same data, once for each of them and each
error, with that call failing. Whatever happens: the program goes on, or ends with a code of
`debutd --help` and a reason; nothing acknowledged is lost; without the fault it starts again,
signs, and everything is as it should be.

  life    debutd starts over what a kill -9 has left, appends, does a command, signs and archives a
          head, and is stopped
  flush   as much is appended as makes the database write a table
  backup  `debut backup create` adds to a repository

  injected_errors.py --bin build/dev/bin --json result.json
  injected_errors.py --bin build/dev/bin --scenario life --only 'fdatasync .*head.anchor'

Exit code 0: everything held. 1: it did not. 77: strace can't trace here.
"""

import argparse
import collections
import json
import pathlib
import random
import re
import shutil
import sys
import tempfile
import time

import contract
import tracing
from scenarios import SCENARIOS

EXIT_SKIPPED = 77


def chosen(found, options):
    """The points that are tried, each once, with the phase that it is in."""
    unique = {}
    for phase, point in found:
        unique.setdefault(point, phase)
    tasks = [(phase, point, error) for point, phase in unique.items()
             for error in ([options.error] if options.error else tracing.ERRORS)
             if re.search(options.only, str(point))]  # fmt: skip
    if options.sample and options.sample < len(tasks):
        tasks = random.Random(options.seed).sample(tasks, options.sample)
    return tasks


def try_all(scenario, tasks, show):
    table = collections.defaultdict(collections.Counter)
    findings, not_met = [], []
    began = time.monotonic()
    for number, (phase, point, error) in enumerate(tasks, 1):
        what, found, met = scenario.fail(point, error)
        if met == 0:
            not_met.append(f"{point} {error}")
            what = "not met"
        table[phase, point.call][what] += 1
        findings += [f"{scenario.name}, {point} {error}: {text}" for text in found]
        left = (time.monotonic() - began) / number * (len(tasks) - number)
        show(f"[{number}/{len(tasks)}, {left:.0f} s left] {point} {error}: {what}"
             + "".join(f"\n  FOUND: {text}" for text in found))  # fmt: skip
    rows = [{"phase": phase, "call": call, "outcomes": dict(outcomes)}
            for (phase, call), outcomes in sorted(table.items())]  # fmt: skip
    return {"scenario": scenario.name, "tried": len(tasks), "not_met": not_met, "table": rows,
            "findings": findings, "seconds": round(time.monotonic() - began, 1)}  # fmt: skip


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the programs")
    parser.add_argument("--scenario", choices=sorted(SCENARIOS), help="default: all")
    parser.add_argument("--only", default="", help="calls that match this expression")
    parser.add_argument("--error", choices=tracing.ERRORS, help="default: both")
    parser.add_argument("--sample", type=int, help="so many at random, not all")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--json", type=pathlib.Path, help="receives the figures")
    parser.add_argument("--work", type=pathlib.Path, help="where data lies (default: /tmp)")
    options = parser.parse_args()
    reason = tracing.why_not()
    if reason:
        print(f"skipped: {reason}")
        return EXIT_SKIPPED

    the_contract = contract.Contract()
    results = []
    for name in [options.scenario] if options.scenario else SCENARIOS:
        directory = pathlib.Path(tempfile.mkdtemp(prefix="debut-errors-", dir=options.work))
        scenario = SCENARIOS[name](the_contract, options.bin.resolve(), directory)
        found = scenario.clean_run()
        tasks = chosen(found, options)
        print(f"{name}: {len(found)} calls, {len(tasks)} faults, --seed {options.seed}", flush=True)
        result = try_all(scenario, tasks, lambda text: print(text, flush=True))
        results.append(result)
        print(f"{name}: {result['tried']} faults, {len(result['not_met'])} not met, "
              f"{len(result['findings'])} findings, {result['seconds']} s", flush=True)
        if not result["findings"]:
            shutil.rmtree(directory)
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    return 1 if any(result["findings"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
