"""System calls that change files, by strace: counted in a clean run, then failed one by one.

A call is named by what it does (`fdatasync`), to which file, and which one of its kind it is in its
thread: so it is the same one in every run over the same data.
"""

import collections
import dataclasses
import pathlib
import re
import subprocess

CALLS = ("write", "pwrite64", "writev", "pwritev", "fsync", "fdatasync", "sync_file_range",
         "rename", "renameat", "renameat2", "openat", "ftruncate", "truncate", "link", "linkat",
         "unlink", "unlinkat", "mkdir", "mkdirat", "fallocate", "copy_file_range", "sendfile",
         "msync")  # fmt: skip
ERRORS = ("EIO", "ENOSPC")
_LINE = re.compile(r"(?P<thread>\d+) +(?P<time>[\d.]+) (?P<call>\w+)\((?P<rest>.*)")
# The leak check of the address sanitizer traces, too, and ends a process that is traced already.
BASE = ("strace", "-D", "-f", "--seccomp-bpf", "-ttt", "-y", "-E", "ASAN_OPTIONS=detect_leaks=0")


@dataclasses.dataclass(frozen=True)
class Point:
    """One call of a run: the `number`-th of its kind on that file in its thread. `anywhere`: on
    any file, where the file's name is another one in each run."""

    call: str
    path: str
    number: int
    anywhere: int = 0

    def __str__(self):
        return f"{self.call} {self.path} #{self.number}"


def why_not():
    """Why nothing can be traced here; empty: it can."""
    try:
        done = subprocess.run(["strace", "-f", "--seccomp-bpf", "-e", "trace=openat", "true"],
                              capture_output=True, text=True, timeout=30, check=False)
    except FileNotFoundError:
        return "strace is not installed"
    return "" if done.returncode == 0 else f"strace can't trace here: {done.stderr[-200:]}"


def counting(output):
    """What a program is run by so that its calls are written down."""
    return [*BASE, "-o", str(output), "-e", "trace=" + ",".join(CALLS)]


def failing(output, directory, point, error):
    """What a program is run by so that this one call fails."""
    where = [] if point.anywhere else ["-P", str(directory / point.path)]
    return [*BASE, "-o", str(output), *where, "-e", f"trace={point.call}",
            "-e", f"inject={point.call}:error={error}:when={point.anywhere or point.number}"]


def points(output, directory, unstable=None):
    """(time, point) of each call on a file below the directory, in their order. `unstable`: an
    expression for what is another one in each run of a file's name."""
    below = re.compile(re.escape(str(directory)) + r"/([^>\" ,]+)")
    numbers = collections.Counter()
    found = []
    for line in pathlib.Path(output).read_text(errors="replace").splitlines():
        match = _LINE.match(line)
        if match is None:
            continue
        kind = match["thread"], match["call"]
        numbers[kind] += 1
        path = below.search(match["rest"])
        if path is None:
            continue
        name = re.sub(unstable, "*", path[1]) if unstable else path[1]
        numbers[kind, name] += 1
        if match["call"] == "openat" and "O_CREAT" not in match["rest"]:
            continue
        anywhere = numbers[kind] if name != path[1] else 0
        point = Point(match["call"], name, numbers[kind, name], anywhere)
        found.append((float(match["time"]), point))
    return found


def injected_count(output):
    """How many calls were made to fail."""
    path = pathlib.Path(output)
    return path.read_text(errors="replace").count("(INJECTED)") if path.exists() else 0
