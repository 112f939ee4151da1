"""The tracer names each call so that it can be met again."""

import pathlib
import tempfile
import unittest

import tracing
from tracing import Point

TRACE = """\
7 1.5 openat(AT_FDCWD</w>, "/w/d/a", O_RDONLY) = 3</w/d/a>
7 1.6 openat(AT_FDCWD</w>, "/w/d/a", O_RDWR|O_CREAT, 0644) = 3</w/d/a>
7 1.7 write(3</w/d/a>, "x", 1) = 1
8 1.8 write(3</w/d/a>, "y", 1) = 1
7 1.9 write(3</w/d/a>, "z", 1) = 1
7 2.0 write(2</elsewhere>, "z", 1) = 1
7 2.1 rename("/w/d/a", "/w/d/b-20260102T030405Z") = 0
7 2.2 fsync(5</w/d/b-20260102T030405Z>) = 0
7 2.3 exited with 0
"""


class Tracing(unittest.TestCase):
    def points(self, unstable=None):
        with tempfile.TemporaryDirectory() as folder:
            path = pathlib.Path(folder) / "trace"
            path.write_text(TRACE)
            return tracing.points(path, pathlib.Path("/w/d"), unstable)

    def test_counts_each_call_on_each_file_in_each_thread(self):
        self.assertEqual(
            [point for _, point in self.points()][:4],
            [Point("openat", "a", 2), Point("write", "a", 1), Point("write", "a", 1),
             Point("write", "a", 2)])  # fmt: skip

    def test_leaves_out_other_places_and_files_that_are_only_read(self):
        self.assertEqual(len(self.points()), 6)

    def test_counts_anywhere_what_has_another_name_in_each_run(self):
        self.assertEqual(self.points(r"\d{8}T\d{6}Z")[-1][1], Point("fsync", "b-*", 1, 1))

    def test_fails_one_call_on_one_file(self):
        command = tracing.failing("out", pathlib.Path("/w/d"), Point("write", "a", 2), "EIO")
        self.assertEqual(command[-6:], ["-P", "/w/d/a", "-e", "trace=write", "-e",
                                        "inject=write:error=EIO:when=2"])  # fmt: skip


if __name__ == "__main__":
    unittest.main()
