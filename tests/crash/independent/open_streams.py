#!/usr/bin/python3
"""Opens 10,000 subscriptions of the log and leaves them open: once all by one caller, once by many.

Beyond what is taken of one caller (128) and of all (256) they are refused with
RESOURCE_EXHAUSTED and a hint when to come back; debutd's memory stays bounded; officers' commands
are answered meanwhile, and questions to the log.

  open_streams.py --bin build/dev/bin
  open_streams.py --bin build/dev/bin --streams 20000

Exit code 0: everything held. 1: it did not.
"""

import argparse
import pathlib
import sys
import tempfile
import time
import urllib.parse

import grpc

import contract
import office
from arrangement import EMBEDDED
from run import Run

STREAMS_OF_CONNECTION = 1_000  # What debutd takes.
TAKEN_OF_ONE, TAKEN_OF_ALL = 128, 256
GROWTH_MIB_MAX = 200
SETTLE_SECONDS = 60


class Streams:
    """So many subscriptions, by callers in turn, over as many connections as they need."""

    def __init__(self, run, count, callers):
        address = run.arrangement.log.address
        path, request_class, self._answer = run.contract.method("eventlog", "Subscribe")
        head = run.client.call("eventlog", "GetHead", {}).head_position
        request = request_class(after_position=head).SerializeToString()
        self._channels = [grpc.insecure_channel("ipv4:" + address, contract.CHANNEL_OPTIONS)
                          for _ in range(-(-count // STREAMS_OF_CONNECTION))]  # fmt: skip
        self._calls = [
            self._channels[i // STREAMS_OF_CONNECTION].unary_stream(path)(
                request, timeout=600,
                metadata=[("x-debut-principal", urllib.parse.quote(f"订阅者{i % callers}"))])
            for i in range(count)
        ]  # fmt: skip
        self.taken, self.refused, self.without_hint, self.other = 0, 0, 0, []

    def wait(self):
        """Until each has said something."""
        for call in self._calls:
            try:
                next(call)
                self.taken += 1
            except grpc.RpcError as error:
                if error.code() != grpc.StatusCode.RESOURCE_EXHAUSTED:
                    self.other.append(f"{error.code().name}: {error.details()}")
                    continue
                self.refused += 1
                details = b"".join(v for k, v in error.trailing_metadata()
                                   if k == "grpc-status-details-bin")  # fmt: skip
                self.without_hint += b"debut.rpc.v1.RetryDelay" not in details

    def close(self):
        for call in self._calls:
            call.cancel()
        for channel in self._channels:
            channel.close()


def resident_mib(pid):
    pages = int(pathlib.Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * 4096 >> 20


def head_is_answered(run, seconds_max):
    deadline = time.monotonic() + seconds_max
    while True:
        try:
            run.client.call("eventlog", "GetHead", {}, "陈静")
            return True
        except contract.Failure as failure:
            if failure.code != grpc.StatusCode.RESOURCE_EXHAUSTED or time.monotonic() > deadline:
                return False
            time.sleep(0.2)


def one_flood(run, count, callers, say):
    """Its findings."""
    findings = []
    pid = run.arrangement.log.process.pid
    before = resident_mib(pid)
    began = time.monotonic()
    streams = Streams(run, count, callers)
    try:
        streams.wait()
        seconds = time.monotonic() - began
        grown = resident_mib(pid) - before
        say(f"{count} streams by {callers} callers: {streams.taken} taken, {streams.refused} "
            f"refused, {len(streams.other)} otherwise, in {seconds:.0f} s; memory {before} MiB "
            f"and {grown} MiB more")
        expected = min(count, TAKEN_OF_ONE * callers, TAKEN_OF_ALL)
        if streams.taken != expected:
            findings.append(f"{streams.taken} streams were taken, not {expected}")
        if streams.other or streams.without_hint:
            findings.append(f"{streams.without_hint} without a hint; others: {streams.other[:3]}")
        if grown > GROWTH_MIB_MAX:
            findings.append(f"memory has grown by {grown} MiB")
        office.allot(office.Commands(run.caller, f"during-{callers}"))
        if not head_is_answered(run, 0):
            findings.append("another caller's question to the log is not answered")
    finally:
        streams.close()
    if not head_is_answered(run, SETTLE_SECONDS):
        findings.append("after the streams have ended the log answers no question")
    say(f"  afterwards {resident_mib(pid)} MiB")
    return findings + run.unexpected_ends() + run.check()


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--bin", required=True, type=pathlib.Path, help="the programs")
    parser.add_argument("--streams", type=int, default=10_000)
    options = parser.parse_args()
    say = lambda text: print(text, flush=True)  # noqa: E731
    with tempfile.TemporaryDirectory(prefix="debut-streams-") as directory:
        with Run(contract.Contract(), EMBEDDED, options.bin, pathlib.Path(directory), 1) as run:
            run.start()
            findings = one_flood(run, options.streams, 1, say)
            findings += one_flood(run, options.streams, 10, say)
            findings += one_flood(run, options.streams, 1, say)  # Nothing is left of the others.
            findings += run.check_deeply() + run.audit() + run.stop_and_verify()
    for finding in findings[:20]:
        say(f"FOUND: {finding}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
