#!/usr/bin/python3
"""Kills processes of Debut with kill -9 under load, again and again, and looks what is left.

In each round the load goes on while one process, some of them or all of them are killed after a
random number of answers, sometimes once more in the middle of the start, and started again. Then
the log is compared with all that was ever acknowledged; every few rounds also the hash tree, the
read models, the whole history and what the auditor's own programs say.

  kill_rounds.py --bin build/dev/bin --rounds 200 --seed 7 --json result.json
  kill_rounds.py --bin build/dev/bin --rounds 5 --arrangement services

Exit code 0: everything held. 1: it did not; the findings, the seed and the ledger are named.
"""

import argparse
import json
import pathlib
import random
import shutil
import sys
import tempfile
import time

import contract
import office
from arrangement import EMBEDDED, SERVICES, StartFailed
from run import Run

ANSWERS_BEFORE_MAX, ANSWERS_AFTER_MAX = 120, 15
KILL_DURING_START_SHARE = 0.3
START_SECONDS = 0.4  # About how long a start takes; a kill falls somewhere in it.
DEEP_EVERY = 20
FAMILIES_MIN = 4  # More for many rounds: their caps are paid out.


def choose(names, random_):
    """Who is killed: the log, one, some or all."""
    if len(names) == 1 or random_.random() < 0.3:
        return ["eventlog"]
    draw = random_.random()
    if draw < 0.4:
        return [random_.choice(names)]
    if draw < 0.7:
        return random_.sample(names, random_.randrange(2, len(names)))
    return list(names)


class KillRounds:
    def __init__(self, run, rounds):
        self._run = run
        self._rounds = rounds
        self._servers = run.arrangement.servers
        self.kills = dict.fromkeys(self._servers, 0)
        self.kills_during_start = 0

    def all_rounds(self, show):
        """Findings of the first round that has any."""
        for number in range(1, self._rounds + 1):
            killed, findings = self._round()
            if not findings and number % DEEP_EVERY == 0:
                findings = self._run.check_deeply() + self._run.audit()
            names = killed[0] if len(killed) == 1 else f"{len(killed)} processes"
            show(f"[{number}/{self._rounds}] killed {names}; {self._run.checker.head} events, "
                 f"{self._run.ledger.answered_count} answers, {len(findings)} findings")
            if findings:
                return findings
        return self._run.check_deeply() + self._run.audit() + self._run.stop_and_verify()

    def _round(self):
        run, random_ = self._run, self._run.random
        run.begin_load()
        run.wait_for_answers(random_.randint(1, ANSWERS_BEFORE_MAX))
        findings = run.unexpected_ends()
        victims = choose(list(self._servers), random_)
        self._kill(victims)
        try:
            if random_.random() < KILL_DURING_START_SHARE:
                self._kill_during_start(random_.choice(victims))
            run.arrangement.start_ended()
        except StartFailed as failed:
            return victims, [str(failed)]
        if not run.wait_for_answers(random_.randint(1, ANSWERS_AFTER_MAX)):
            findings.append("after the start nothing is answered within a minute")
        run.end_load()
        return victims, findings + run.unexpected_ends() + run.check()

    def _kill(self, names):
        self._run.arrangement.kill(names)
        for name in names:
            self.kills[name] += 1

    def _kill_during_start(self, name):
        server = self._servers[name]
        server.launch()
        time.sleep(self._run.random.uniform(0, START_SECONDS))
        code = server.process.poll()
        # A context may find that the log is away, and end; anything else is wrong.
        if code is not None and name == "eventlog":
            raise StartFailed(server, code)
        self._kill([name])
        self.kills_during_start += 1


def run_arrangement(the_contract, kind, options, seed, show):
    directory = pathlib.Path(tempfile.mkdtemp(prefix="debut-kills-", dir=options.work))
    began = time.monotonic()
    with Run(the_contract, kind, options.bin, directory, seed) as run:
        run.start(families=min(FAMILIES_MIN + options.rounds // 15, office.FAMILIES_COUNT))
        rounds = KillRounds(run, options.rounds)
        findings = rounds.all_rounds(lambda text: show(f"{kind} {text}"))
        result = {
            "arrangement": kind, "rounds": options.rounds, "seed": seed, "kills": rounds.kills,
            "kills_during_start": rounds.kills_during_start,
            "seconds": round(time.monotonic() - began, 1), **run.figures(), "findings": findings,
        }  # fmt: skip
    if findings:
        result["directory"] = str(directory)
    else:
        shutil.rmtree(directory)
    return result


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the programs")
    parser.add_argument("--rounds", type=int, default=200, help="of each arrangement")
    parser.add_argument("--seed", type=int, default=random.SystemRandom().getrandbits(32))
    parser.add_argument("--arrangement", choices=[EMBEDDED, SERVICES], help="default: both")
    parser.add_argument("--json", type=pathlib.Path, help="receives the figures")
    parser.add_argument("--work", type=pathlib.Path, help="where data lies (default: /tmp)")
    options = parser.parse_args()

    the_contract = contract.Contract()
    results = []
    for kind in [options.arrangement] if options.arrangement else [EMBEDDED, SERVICES]:
        print(f"{kind}: {options.rounds} rounds, --seed {options.seed}", flush=True)
        show = lambda text: print(text, flush=True)  # noqa: E731
        result = run_arrangement(the_contract, kind, options, options.seed, show)
        results.append(result)
        print(f"{kind}: {sum(result['kills'].values())} kills, {result['events']} events, "
              f"{result['seconds']} s, {len(result['findings'])} findings", flush=True)
        for finding in result["findings"][:20]:
            print(f"FOUND: {finding}")
        if result["findings"]:
            print(f"Again with: --arrangement {kind} --rounds {options.rounds} "
                  f"--seed {options.seed}; the ledger and the data are in {result['directory']}")
    if options.json:
        options.json.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n")
    return 1 if any(result["findings"] for result in results) else 0


if __name__ == "__main__":
    sys.exit(main())
