#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests the manual page, the completions of bash, and the help: `pages.py TOOL`."""

import os
import re
import shutil
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True  # the source tree stays as it is
import process
from process import ToolTest, run

COMMANDS = ("preflight", "hooks", "arn", "policy", "public", "compare", "who-can", "decide", "grant", "events", "rules",
            "explain")


class Help(ToolTest):
    def test_width(self):
        for command in ((), *((c,) for c in COMMANDS)):
            for line in run(*command, "--help").out.splitlines():
                self.assertLessEqual(len(line), 80, line)
        for rule in run("rules").out.splitlines():
            self.assertLessEqual(len(rule), 80)

    def test_examples(self):
        """Each command has some, and they are lines that the tool takes: only the files are missing."""
        for command in COMMANDS:
            head, examples = re.split(r"\nExamples?:\n", run(command, "--help").out)
            self.assertIn("Usage: snsproof " + command, head)
            for line in re.sub(r" \\\n\s+", " ", examples).splitlines():
                words = re.sub(r"^\s*(zcat.*\| )?|( [<>] \S+)+$", "", line).split()
                self.assertEqual(words[:2], ["snsproof", command])
                done = run(*words[1:])
                self.assertTrue(done.status == 0 or "cannot read" in done.err, (line, done.err))

    def test_wrong_usage_says_what_to_do(self):
        for arguments, *words in (([], "see `snsproof --help`"), (["hooks"], "file", "see `snsproof hooks --help`"),
                                  (["arn", "x", "--strikt"], "--strikt", "did you mean `--strict`?"),
                                  (["arn", "x", "--format", "xml"], "json"), (["arn", "x", "--\x1b[31m"], "\\x1b")):
            self.refused(run(*arguments), *words)


class ManualPage(ToolTest):
    def test_it_is_whole(self):
        page = run("render", "man").out
        for command in COMMANDS:
            self.assertIn('.SS "snsproof ' + command.replace("-", "\\-") + '"', page)
            for option in re.findall(r"--[a-z-]+", re.split(r"\nOptions:\n", run(command, "--help").out)[1]):
                self.assertIn(option.replace("-", "\\-"), page)
        self.assertNotIn("render", run("--help").out)
        self.refused(run("render", "x"))

    def test_groff_takes_it(self):
        if shutil.which("groff") is None:
            self.skipTest("groff is not installed")
        done = subprocess.run(["groff", "-man", "-Tascii", "-ww", "-P-c"], input=run("render", "man").raw,
                              capture_output=True, check=True)
        self.assertEqual(done.stderr, b"")
        shown = re.sub(b".\x08", b"", done.stdout).decode()
        for text in ("SNSPROOF(1)", "snsproof who-can", "--format text|json|sarif", "Exit status: 0 no errors"):
            self.assertIn(text, shown)


class Completions(ToolTest):
    def complete(self, *words):
        self.write("snsproof.bash", run("render", "bash").raw)
        script = '. ./snsproof.bash; complete -p snsproof >/dev/null || exit 1; COMP_WORDS=("$@"); ' \
                 'COMP_CWORD=$(($# - 1)); _snsproof; printf "%s\\n" "${COMPREPLY[@]}"'
        done = subprocess.run(["bash", "--norc", "-uc", script, "bash", "snsproof", *words], capture_output=True,
                              check=True)
        self.assertEqual(done.stderr, b"")
        return done.stdout.decode().split()

    def test_words(self):
        if shutil.which("bash") is None:
            self.skipTest("bash is not installed")
        self.assertEqual(self.complete("")[:-2], list(COMMANDS))
        self.assertEqual(self.complete("ho"), ["hooks"])
        self.assertEqual(self.complete("policy", "--pub"), ["--publisher"])
        self.assertEqual(self.complete("hooks", "x", "--format", "s"), ["sarif"])
        self.assertEqual(self.complete("hooks", "--format", "=", "j"), ["json"])
        self.assertEqual(self.complete("hooks", "--format", "="), ["text", "json", "sarif"])
        self.assertEqual(self.complete("explain", "arn-wild"), ["arn-wildcard"])
        self.assertEqual(self.complete("hooks", "--current", ""), [])  # files, by bash itself
        self.assertEqual(self.complete("hooks", "a"), [])


if __name__ == "__main__":
    process.TOOL = os.path.abspath(sys.argv.pop(1))
    unittest.main()
