"""What every script of faults here does: a run under load, a fault in each round, a look at what is
left, and a table of what was done and found."""

import argparse
import collections
import json
import pathlib
import random
import shutil
import sys
import tempfile
import time

import contract
from arrangement import EMBEDDED, SERVICES
from ledger import OK, REFUSED
from run import Run

ANSWERS_AFTER = 20


class Table:
    """What was done how often, and what came of it."""

    def __init__(self):
        self.counts = collections.Counter()
        self.findings = []

    def add(self, what, findings=(), outcome="healed"):
        self.counts[what, outcome] += 1
        self.findings += findings

    def rows(self):
        return [f"{what}: {count} times, {outcome}"
                for (what, outcome), count in sorted(self.counts.items())]


def answers_again(run, seconds_max=120):
    """After the fault: under load, officers are answered."""
    first = len(run.ledger.operations)
    deadline = time.monotonic() + seconds_max
    while time.monotonic() < deadline:
        later = run.ledger.snapshot()[first:]
        if sum(o.kind == "command" and o.outcome in (OK, REFUSED) for o in later) >= ANSWERS_AFTER:
            return []
        time.sleep(0.05)
    return [f"no command is answered within {seconds_max} s after the fault"]


def calm(run):
    """The load ends; all servers still run, and the log is what was acknowledged."""
    run.end_load()
    return run.unexpected_ends() + run.check()


def everything(run):
    """Once, at the end: tree, history, read models, the auditor's programs, and the stopped log."""
    return run.check_deeply() + run.audit() + run.stop_and_verify()


def options_of(description, **defaults):
    parser = argparse.ArgumentParser(description=description.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the programs")
    parser.add_argument("--rounds", type=int, default=defaults.pop("rounds", 20))
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--work", type=pathlib.Path, help="where data lies (default: /tmp)")
    parser.add_argument("--json", type=pathlib.Path, help="receives the figures")
    for name, choices in defaults.items():
        parser.add_argument(f"--{name}", choices=choices, default=choices[0])
    return parser.parse_args()


def carry_out(options, kind, faults, show=lambda text: print(text, flush=True), make_run=Run,
              **run_options):
    """`faults`: a function of run, table and options. The exit code."""
    print(f"{kind}: {options.rounds} rounds, --seed {options.seed}", flush=True)
    directory = pathlib.Path(tempfile.mkdtemp(prefix="debut-faults-", dir=options.work))
    table = Table()
    began = time.monotonic()
    with make_run(contract.Contract(), kind, options.bin, directory, options.seed,
                  **run_options) as run:
        faults(run, table, options)
        figures = run.figures()
    for row in table.rows():
        show(row)
    show(f"{figures['events']} events, {figures['operations']} operations "
         f"{figures['outcomes']}, {time.monotonic() - began:.0f} s, {len(table.findings)} findings")
    for finding in table.findings[:20]:
        show(f"FOUND: {finding}")
    if options.json:
        rows = {"seed": options.seed, "rows": table.rows(), **figures, "findings": table.findings}
        options.json.write_text(json.dumps(rows, ensure_ascii=False, indent=1) + "\n")
    if table.findings:
        show(f"Again with --seed {options.seed}; the ledger and the data are in {directory}")
        return 1
    shutil.rmtree(directory)
    return 0


def leave(code):
    sys.stdout.flush()
    sys.exit(code)


__all__ = ["EMBEDDED", "SERVICES", "Run", "Table", "answers_again", "calm", "carry_out",
           "everything", "leave", "options_of"]  # fmt: skip
