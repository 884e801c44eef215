#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Holds the tool to tests/decide, one file a sentence, and docs/semantics.md to the same files: `decide.py TOOL`."""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]


def main():
    page = " ".join((ROOT / "docs/semantics.md").read_text().split())
    files = sorted((ROOT / "tests/decide").glob("*.json"))
    listed = set(re.findall(r"\(\[AWS\]\(\S+\), `([a-z0-9-]+)`\)", page))
    assert files and listed == {f.stem for f in files}, listed ^ {f.stem for f in files}
    lines = []
    for file in files:
        document = json.loads(file.read_text())
        said = f"- {document['sentence']} ([AWS]({document['source']}), `{file.stem}`)"
        assert said in page, f"docs/semantics.md does not say: {said}"
        lines += [json.dumps({**r, "policy": document["policy"], "name": file.stem}) for r in document["requests"]]
    with tempfile.TemporaryDirectory() as folder:
        cases = pathlib.Path(folder) / "cases.jsonl"
        cases.write_text("\n".join(lines) + "\n")
        ran = subprocess.run([sys.argv[1], "decide", "--cases", cases], capture_output=True, text=True)
        assert (ran.returncode, ran.stderr) == (0, "") and ran.stdout == f"{len(lines)} passed, 0 failed\n", ran
        # The runner can fail: each case with another answer must be told.
        wrong = [json.dumps({**json.loads(line), "expect": "allow" if json.loads(line)["expect"] != "allow"
                             else "implicit-deny"}) for line in lines]
        cases.write_text("\n".join(wrong) + "\n")
        ran = subprocess.run([sys.argv[1], "decide", "--cases", cases], capture_output=True, text=True)
        assert ran.returncode == 1 and ran.stdout.endswith(f"0 passed, {len(lines)} failed\n"), ran.stdout[-200:]


main()
