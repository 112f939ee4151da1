#!/usr/bin/python3
"""Cuts, silences, delays and resets the network between the services and the log, under load.

The log and each context run as processes of their own; what they say to each other goes through a
relay (relay.py). After each fault the network heals, everybody is answered again, and the log is
compared with all that was ever acknowledged; at the end also the hash tree, the history, the read
models and what the auditor's programs say.

  network_faults.py --bin build/dev/bin --rounds 20 --seed 7

Exit code 0: everything held. 1: it did not; the findings and the seed are named.
"""

import time

import faults
from arrangement import CONTEXTS, SERVICES, Arrangement
from relay import Relay

# Longer than an append waits (10 s), and than a subscription hears nothing (5 + 10 s).
SILENCE_SECONDS_MAX = 18.0
CUT_SECONDS_MAX = 5.0
DELAY_SECONDS = 0.15
DELAYED_ANSWERS = 15


class RelayedArrangement(Arrangement):
    """The contexts reach the log through `relay`; clients reach both directly."""

    relay = None

    def start(self):
        self.log.start()
        self.relay = Relay(lambda: ("127.0.0.1", self.log.port))
        for name in CONTEXTS:
            arguments = ["--log", self.relay.address]
            if name == "readmodels":
                arguments += ["--data-dir", self.directory / "readmodels"]
            self._add(name, f"debut-{name}", *arguments)
        self.start_ended()

    def close(self):
        super().close()
        if self.relay is not None:
            self.relay.close()


class RelayedRun(faults.Run):
    def __init__(self, the_contract, kind, bin_dir, directory, seed):
        super().__init__(the_contract, kind, bin_dir, directory, seed)
        self.arrangement = RelayedArrangement(kind, bin_dir, directory)


def cut(run, relay):
    relay.cut()
    time.sleep(run.random.uniform(0.05, CUT_SECONDS_MAX))
    return "cut, connections refused, up to 5 s"


def cut_while_restarting(run, relay):
    """A context that starts while the log can't be reached waits for it."""
    relay.cut()
    name = run.random.choice(CONTEXTS)
    run.arrangement.kill([name])
    run.arrangement.servers[name].launch()
    time.sleep(run.random.uniform(0.05, 2))
    relay.heal()
    run.arrangement.servers[name].wait_ready()
    return "cut while a service is killed and starts"


def silence(run, relay):
    relay.silence()
    time.sleep(run.random.uniform(0.5, SILENCE_SECONDS_MAX))
    return "silence on open connections, up to 18 s"


def delay(run, relay):
    relay.delay_seconds = DELAY_SECONDS
    # Slow, and still answering.
    run.wait_for_answers(DELAYED_ANSWERS)
    return "150 ms more each way"


def reset(run, relay):
    for _ in range(run.random.randint(1, 10)):
        relay.reset_all()
        time.sleep(run.random.uniform(0, 0.3))
    return "all connections reset, up to ten times"


def break_off(run, relay):
    relay.reset_after_bytes = run.random.randint(200, 20_000)
    relay.reset_all()
    time.sleep(run.random.uniform(0.5, 4))
    return "every connection reset after 0.2 to 20 kB"


FAULTS = [cut, delay, reset, break_off, cut_while_restarting, silence]


def rounds(run, table, options):
    run.start()
    for number in range(options.rounds):
        run.begin_load()
        run.wait_for_answers(run.random.randint(1, 60))
        what = FAULTS[number % len(FAULTS)](run, run.arrangement.relay)
        run.arrangement.relay.heal()
        findings = faults.answers_again(run) + faults.calm(run)
        table.add(what, findings)
        print(f"[{number + 1}/{options.rounds}] {what}; {run.checker.head} events, "
              f"{len(findings)} findings", flush=True)
        if findings:
            return
    table.findings += faults.everything(run)


if __name__ == "__main__":
    faults.leave(faults.carry_out(faults.options_of(__doc__), SERVICES, rounds,
                                  make_run=RelayedRun))
