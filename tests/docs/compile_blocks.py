#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Compiles every C++ block of the README and of docs/, so that no example is ever out of date.

A block is a complete source. With an `int main` it is linked too. ```cpp fails TEXT marks one that must
not compile, with TEXT in the compiler's output.
"""

import concurrent.futures
import os
import pathlib
import re
import subprocess
import sys
import tempfile

BLOCK = re.compile(r"^```cpp(?: fails ([^\n]+))?\n(.*?)^```$", re.MULTILINE | re.DOTALL)
FENCE = re.compile(r"^ *```+ *(?:cpp|c\+\+|C\+\+)\b", re.MULTILINE)


def blocks(path, root):
    text = path.read_text(encoding="utf-8")
    found = list(BLOCK.finditer(text))
    # Else a block with a marker misspelt would be passed over.
    assert len(found) == len(FENCE.findall(text)), f"{path}: a C++ block is not understood"
    for block in found:
        line = text.count("\n", 0, block.start()) + 2
        yield f"{path.relative_to(root)}:{line}", block[1], block[2]


def compile_block(compiler, include, place, code):
    """Returns whether it compiled, and what the compiler said."""
    source = f"{place}\n{code}"
    command = [compiler, "-std=c++20", f"-I{include}", "-x", "c++", "-"]
    with tempfile.TemporaryDirectory() as scratch:
        command += ["-o", os.path.join(scratch, "out")]
        if not re.search(r"^int main\(", code, re.MULTILINE):
            command.append("-c")  # not -fsyntax-only, with which g++ instantiates too little to fail
        done = subprocess.run(command, input=source, text=True, check=False,
                              stdout=subprocess.PIPE, stderr=subprocess.STDOUT)
    return done.returncode == 0, done.stdout


def check(job):
    compiler, include, (place, fails, code) = job
    path, line = place.rsplit(":", 1)
    compiled, output = compile_block(compiler, include, f'#line {line} "{path}"', code)
    if fails is None:
        return None if compiled else f"{place}: does not compile\n{output}"
    if compiled:
        return f"{place}: compiles, and should not"
    return None if fails in output else f"{place}: fails, but not with `{fails}`\n{output}"


def main():
    root, compiler = pathlib.Path(sys.argv[1]), sys.argv[2]
    documents = [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    jobs = [(compiler, root / "include", block) for document in documents for block in blocks(document, root)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count()) as pool:
        complaints = [complaint for complaint in pool.map(check, jobs) if complaint]
    print(*complaints, sep="\n")
    print(f"{len(jobs)} blocks, {len(complaints)} wrong")
    return 1 if complaints or not jobs else 0


sys.exit(main())
