"""Debut as real processes: debutd alone, or the log and each context as a process of its own.

Each is killed and started again where it was, on the same port and the same data.
"""

import os
import pathlib
import signal
import subprocess
import time

import contract

CONTEXTS = ("registry", "certification", "standards", "market", "insurance", "exchange",
            "financing", "promotion", "policy", "grants", "readmodels")  # fmt: skip
LOG_WRITER = "test-writer"
EMBEDDED, SERVICES = "embedded", "services"
START_SECONDS_MAX = 120
ACCESS = """
access {
  any_principal_roles: "*"
  anonymous_roles: "reader"
  anonymous_roles: "log.reader"
  principals { name: "test-writer" roles: "log.writer" }
}
"""
CONFIG = "logging { level: LEVEL_WARNING }\n"
# The steps of the calendar are commands that nobody here has sent.
NO_CALENDAR = "scheduler { off: true }\n"


class StartFailed(Exception):
    """A program ended instead of serving."""

    def __init__(self, server, code):
        super().__init__(f"{server.name} ended with {code} instead of serving:\n{server.tail()}")
        self.server = server
        self.code = code


class Server:
    """One program, over all its lives. `wrap`: what it is run by, for instance strace."""

    def __init__(self, name, program, arguments, directory, wrap=()):
        self.name = name
        self.wrap = list(wrap)
        self._command = [str(program), *map(str, arguments)]
        self._directory = directory
        self._port_file = directory / f"{name}.port"
        self._log_file = directory / f"{name}.log"
        self.port = 0
        self.process = None
        self.starts_count = 0

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def launch(self):
        """Begins to start it; see wait_ready()."""
        self._port_file.unlink(missing_ok=True)
        # The kernel kills it when this process dies.
        command = ["setpriv", "--pdeathsig", "KILL", *self.wrap, *self._command,
                   "--listen", self.address, "--port-file", str(self._port_file)]  # fmt: skip
        with open(self._log_file, "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=self._directory)
        self.starts_count += 1

    def wait_ready(self, seconds_max=START_SECONDS_MAX):
        deadline = time.monotonic() + seconds_max
        while True:
            code = self.process.poll()
            if code is not None:
                raise StartFailed(self, code)
            try:
                self.port = int(self._port_file.read_text())
                return
            except (FileNotFoundError, ValueError):
                pass
            if time.monotonic() > deadline:
                self.kill()
                raise StartFailed(self, "nothing: it did not serve in time, and was killed")
            time.sleep(0.005)

    def start(self):
        self.launch()
        self.wait_ready()

    def running(self):
        return self.process is not None and self.process.poll() is None

    def signal(self, number):
        if self.running():
            os.kill(self.process.pid, number)

    def kill(self):
        """kill -9, and reaps it."""
        self.signal(signal.SIGKILL)
        return self.wait()

    def terminate(self, seconds_max=60):
        self.signal(signal.SIGTERM)
        return self.wait(seconds_max)

    def wait(self, seconds_max=60):
        """The exit code, negative for a signal; None: it still runs after all this time."""
        try:
            return self.process.wait(seconds_max)
        except subprocess.TimeoutExpired:
            return None

    def tail(self, bytes_count=3_000):
        text = self._log_file.read_bytes() if self._log_file.exists() else b""
        return text[-bytes_count:].decode(errors="replace")


class Arrangement:
    """`kind`: EMBEDDED or SERVICES. `bin_dir`: the programs. `directory`: exists, receives data,
    logs and ports. `calendar`: whether the servers take the steps of the calendar."""

    def __init__(self, kind, bin_dir, directory, calendar=False, extra_config="", data_dir=None):
        self.kind = kind
        self.bin_dir = pathlib.Path(bin_dir).resolve()
        self.directory = pathlib.Path(directory).resolve()
        self.data = self.directory / "data" if data_dir is None else pathlib.Path(data_dir)
        # Among services everybody who says a name may write: who asks them is checked there.
        text = CONFIG + (ACCESS if kind == EMBEDDED else "") + extra_config
        text += "" if calendar else NO_CALENDAR
        self.config = self.directory / "debut.txtpb"
        self.config.write_text(text)
        self.servers = {}
        first = "debutd" if kind == EMBEDDED else "debut-eventlog"
        self._add("eventlog", first, "--data-dir", self.data)

    def _add(self, name, program, *arguments):
        self.servers[name] = Server(name, self.bin_dir / program,
                                    ["--config", self.config, *arguments], self.directory)

    @property
    def log(self):
        """The process that has the log."""
        return self.servers["eventlog"]

    def start(self):
        self.log.start()
        if self.kind == SERVICES:
            for name in CONTEXTS:
                arguments = ["--log", self.log.address]
                if name == "readmodels":
                    arguments += ["--data-dir", self.directory / "readmodels"]
                self._add(name, f"debut-{name}", *arguments)
        self.start_ended()

    def start_ended(self):
        """Starts again whatever does not run; the log first, the others at once."""
        if not self.log.running():
            self.log.start()
        ended = [server for server in self.servers.values() if not server.running()]
        for server in ended:
            server.launch()
        for server in ended:
            server.wait_ready()

    def kill(self, names):
        """kill -9, all before any is waited for."""
        for name in names:
            self.servers[name].signal(signal.SIGKILL)
        for name in names:
            self.servers[name].wait()

    def stop(self):
        """By SIGTERM, the log last; the exit codes by name."""
        others = [server for server in self.servers.values() if server is not self.log]
        for server in others:
            server.signal(signal.SIGTERM)
        codes = {server.name: server.wait() for server in others}
        codes["eventlog"] = self.log.terminate()
        return codes

    def close(self):
        """Ends whatever still runs."""
        self.kill([name for name, server in self.servers.items() if server.running()])

    def addresses(self):
        """By context."""
        if self.kind == EMBEDDED:
            return dict.fromkeys(contract.SERVICES, self.log.address)
        return {name: server.address for name, server in self.servers.items()}

    def debut(self, *arguments, seconds_max=600, server=True):
        """Runs the command line; its exit code and all it printed."""
        where = [f"{name}={address}" for name, address in self.addresses().items()]
        options = ["--server", ",".join(where)] if server else []
        if server and self.kind == EMBEDDED:
            options = ["--server", self.log.address]
        done = subprocess.run([self.bin_dir / "debut", *options, *map(str, arguments)],
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=seconds_max, check=False)
        return done.returncode, done.stdout

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()
