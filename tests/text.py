#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the text of the project's files, since no compiler does.

Sources and documents are ASCII (data may hold any bytes: it tests how they are read), begin with the
licence, and hold no absolute path of the machine they were written on. Headers stay short enough to
read in one go.
"""

import pathlib
import re
import subprocess
import sys

CODE = {".hpp", ".cpp", ".py", ".cmake", ".sh", ".yml", ".mjs"}
ASCII = CODE | {".md", ".in", ".txt", ""}
MACHINE_PATH = re.compile(rb"(?<![\w.~/-])/(?:work|root|tmp|home)/")
MAX_COLUMNS = 110
MAX_LINES = 420


def files(root):
    """What Git tracks, or would if all were added."""
    command = ["git", "-C", root, "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout.decode().split("\0")
    return [pathlib.PurePath(name) for name in names if name and (root / name).is_file()]


def is_data(path):
    return path.parts[0] in ("tests", "docs", "bench") and path.suffix not in CODE | {".md"} \
        and path.name != "CMakeLists.txt"


def problems(path, data):
    lines = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        if MACHINE_PATH.search(line):
            yield number, "holds an absolute path"
        if path.suffix in ASCII and not is_data(path) and not line.isascii():
            yield number, "is not ASCII"
        if path.suffix in CODE and (b"\t" in line or line != line.rstrip()):
            yield number, "has a tab or a space at its end"
        if path.parts[0] == "include" and len(line) > MAX_COLUMNS:
            yield number, f"is longer than {MAX_COLUMNS} columns"
    if path.parts[0] == "include" and len(lines) - 1 > MAX_LINES:
        yield len(lines) - 1, f"is past the limit of {MAX_LINES} lines"
    if path.suffix in CODE or path.name == "CMakeLists.txt" or data.startswith(b"#!"):
        if not any(b"SPDX-License-Identifier: Apache-2.0" in line for line in lines[:2]):
            yield 1, "does not name the licence"
    if data and not is_data(path) and not data.endswith(b"\n"):
        yield len(lines), "does not end in a newline"


def main():
    root = pathlib.Path(sys.argv[1])
    if not (root / ".git").exists():
        print("not a Git checkout: cannot tell the project's files from others")
        return 77
    found = [f"{path}:{number}: {problem}"
             for path in files(root)
             for number, problem in problems(path, (root / path).read_bytes())]
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main())
