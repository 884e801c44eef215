#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs every command of the README and of docs/, and compares what it prints: `commands.py TOOL [--update]`.

A block marked ```console holds commands, each behind `$ `, and below it what it prints; a line `...` stands for any
lines. Only `snsproof` is run: what asks a service or needs files of the reader's own is in a block of another kind.
Commands of one page run one after the other in a folder of their own, where `docs` is the project's. --update writes
what is printed into blocks without `...`.
"""

import os
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```console\n(.*?)^```$", re.MULTILINE | re.DOTALL)


def output_of(command, folder):
    environment = {**os.environ, "PATH": f"{folder / 'bin'}:{os.environ['PATH']}"}
    done = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL,
                          stdout=subprocess.PIPE, stderr=subprocess.STDOUT, timeout=60, check=False)
    assert done.returncode in (0, 1), f"{command}: exit status {done.returncode}\n{done.stdout.decode()}"
    return done.stdout.decode()


def matches(expected, printed):
    parts = [re.escape(part) for part in re.split(r"^\.\.\.\n", expected, flags=re.MULTILINE)]
    return re.fullmatch(r"(?:.*\n)*".join(parts), printed) is not None


def check_block(text, folder, place):
    """The block as it should be."""
    made = []
    for entry in re.split(r"^(?=\$ )", text, flags=re.MULTILINE):
        if not entry:
            continue
        assert entry.startswith("$ "), f"{place}: a block begins with a command"
        command, expected = re.match(r"\$ ((?:[^\n]*\\\n)*[^\n]*\n)(.*)", entry, re.DOTALL).groups()
        assert command.split()[0] == "snsproof", f"{place}: only snsproof is run: {command}"
        printed = output_of(command, folder)
        if matches(expected, printed):
            made.append(entry)
            continue
        if "--update" not in sys.argv or "\n...\n" in "\n" + expected:
            sys.exit(f"{place}: `{command.strip()}` prints\n{printed}\nand not\n{expected}")
        made.append(f"$ {command}{printed}")
    return "".join(made)


def main():
    # A comparison that takes anything would find nothing.
    assert matches("a\n...\nb\n", "a\nx\ny\nb\n") and not matches("a\n...\nb\n", "a\nx\n") and not matches("a\n", "b\n")
    tool = pathlib.Path(sys.argv[1]).resolve()
    count = 0
    for page in [ROOT / "README.md", *sorted((ROOT / "docs").glob("*.md"))]:
        text = page.read_text(encoding="utf-8")
        with tempfile.TemporaryDirectory() as scratch:
            folder = pathlib.Path(scratch)
            (folder / "bin").mkdir()
            (folder / "bin/snsproof").symlink_to(tool)
            (folder / "docs").symlink_to(ROOT / "docs")
            place = page.relative_to(ROOT)
            made = BLOCK.sub(lambda m: f"```console\n{check_block(m[1], folder, place)}```", text)
            count += len(BLOCK.findall(text))
        if made != text:
            page.write_text(made, encoding="utf-8")
    assert count > 5, "the pages have no commands"
    print(f"{count} blocks of commands are right")


main()
