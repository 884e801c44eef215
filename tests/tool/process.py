# SPDX-License-Identifier: Apache-2.0
"""Runs the tool as a process, with its streams in pipes or on a terminal."""

import json
import os
import pty
import subprocess
import tempfile
import unittest

TOOL = ""  # set by run.py
ENVIRONMENT = {k: v for k, v in os.environ.items() if k not in ("NO_COLOR", "TERM")}


class Result:
    def __init__(self, status, out, err):
        self.status, self.raw, self.raw_err = status, out, err
        self.out, self.err = out.decode(errors="replace"), err.decode(errors="replace")

    @property
    def words(self):
        """The output without its line ends, for sentences that are broken to fit a terminal."""
        return " ".join(self.out.split())

    @property
    def json(self):
        return json.loads(self.out)

    @property
    def is_json(self):
        """Nothing at all is fine: there was no list to show."""
        try:
            return self.out == "" or self.json is not None
        except ValueError:
            return False

    @property
    def rules(self):
        return [f["rule"] for f in self.json["findings"]]


def run(*arguments, stdin=b"", **more):
    done = subprocess.run([TOOL, *arguments], input=stdin, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
                          timeout=60, env={**ENVIRONMENT, **more}, check=False)
    # A sanitizer ends the process with status 1, too.
    assert b"Sanitizer" not in done.stderr and b"runtime error" not in done.stderr, done.stderr.decode()
    return Result(done.returncode, done.stdout, done.stderr)


def run_json(*arguments, **more):
    return run(*arguments, "--format", "json", **more)


def run_on_terminal(*arguments, **more):
    """Both streams are one pseudo-terminal."""
    leader, follower = pty.openpty()
    with subprocess.Popen([TOOL, *arguments], stdin=subprocess.DEVNULL, stdout=follower, stderr=follower,
                          env={**ENVIRONMENT, **more}) as process:
        os.close(follower)
        shown = b""
        try:
            while chunk := os.read(leader, 65536):
                shown += chunk
        except OSError:  # Linux says EIO when the last writer is gone
            pass
        os.close(leader)
    return Result(process.returncode, shown, b"")


def run_with_output(output, *arguments, **more):
    """Standard output is a file or a pipe of the caller, or closed (`preexec_fn`)."""
    done = subprocess.run([TOOL, *arguments], stdin=subprocess.DEVNULL, stdout=output, stderr=subprocess.PIPE,
                          timeout=60, check=False, **more)
    return Result(done.returncode, b"", done.stderr)


class ToolTest(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.addCleanup(os.chdir, os.getcwd())
        os.chdir(scratch.name)

    def write(self, name, content):
        if not isinstance(content, (str, bytes)):
            content = json.dumps(content, indent=2)
        with open(name, "wb") as file:
            file.write(content.encode() if isinstance(content, str) else content)
        return name

    def refused(self, result, *words):
        """Wrong usage, or a file that cannot be read: nothing on standard output, and a message."""
        self.assertEqual((result.status, result.out), (2, ""), result.err)
        for word in words:
            self.assertIn(word, result.err)
