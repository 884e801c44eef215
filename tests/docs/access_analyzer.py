#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Checks the table of Access Analyzer's checks in docs/semantics.md against the rules.

usage: access_analyzer.py ROOT

Each check stands there once and names rules that exist, or says why it does not apply; none is lost.
"""

import pathlib
import re
import sys

CHECKS = 104
HEADING = "## Access Analyzer's checks"
NOT_APPLICABLE = "not applicable: "
ROW = re.compile(r"\| (?P<check>[^|]+) \| (?P<rules>[^|]+) \|")
RULES = re.compile(r"`[a-z0-9-]+`(, `[a-z0-9-]+`)*")


def rows(page):
    """The rows of the table below the heading, without its head."""
    section = page.split(HEADING + "\n", 1)[1].split("\n## ", 1)[0]
    table = [line for line in section.splitlines() if line.startswith("|")]
    return table[2:]


def problems(table, known):
    seen = set()
    for line in table:
        row = ROW.fullmatch(line)
        if row is None:
            yield f"not a row: {line}"
            continue
        check, rules = row["check"], row["rules"]
        if check in seen:
            yield f"stands there twice: {check}"
        seen.add(check)
        if rules.startswith(NOT_APPLICABLE) and len(rules) > len(NOT_APPLICABLE):
            continue
        if not RULES.fullmatch(rules):
            yield f"neither rules nor a reason: {line}"
            continue
        for name in re.findall(r"[a-z0-9-]+", rules):
            if name not in known:
                yield f"no rule: {name}"
    if len(table) != CHECKS:
        yield f"{len(table)} checks, not {CHECKS}"


def can_fail(table, known):
    """Each kind of mistake is seen."""
    broken = [table[:-1], table[:-1] + table[:1], table[:-1] + ["| a | `no-such-rule` |"],
              table[:-1] + ["| a | not applicable: |"], table[:-1] + ["| a |"]]
    return all(list(problems(rows, known)) for rows in broken)


def main():
    root = pathlib.Path(sys.argv[1])
    headers = "".join(path.read_text() for path in (root / "include/snsproof").glob("*.hpp"))
    known = set(re.findall(r'\.id = "([a-z0-9-]+)"', headers))
    table = rows((root / "docs/semantics.md").read_text())
    found = list(problems(table, known))
    if not can_fail(table, known):
        found.append("a mistake was not seen")
    print("\n".join(found))
    return 1 if found else 0


sys.exit(main())
