#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests `--format sarif`: `sarif.py TOOL`. Each log is held against what the schema of SARIF 2.1.0 demands of the
objects that are used, each region against the bytes of its file, and each result against `--format json`."""

import base64
import gzip
import json
import os
import re
import sys
import unittest
import urllib.parse

sys.dont_write_bytecode = True  # the source tree stays as it is
import process
from documents import NUMBER, SECRET, awkward, hook, uuid
from process import ToolTest, run, run_json

TOPIC = "arn:aws:sns:eu-west-1:210987654321:harbour"
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")
LEVELS = ("note", "warning", "error")
TEXT = (str,)
COUNT = (int,)

# Of each object: the members that it must have, then those that it may have.
MESSAGE = {"text": TEXT}, {"markdown": TEXT}
REGION = {"startLine": COUNT}, {k: COUNT for k in ("startColumn", "endLine", "endColumn", "byteOffset", "byteLength")}
RULE = ({"id": TEXT, "shortDescription": MESSAGE, "fullDescription": MESSAGE, "help": MESSAGE, "helpUri": TEXT,
         "defaultConfiguration": ({"level": LEVELS}, {})}, {})
PHYSICAL = {"artifactLocation": ({"uri": TEXT}, {}), "region": REGION}, {}
LOCATION = {"physicalLocation": PHYSICAL}, {"logicalLocations": [({"fullyQualifiedName": TEXT}, {})], "message": MESSAGE}
RESULT = ({"ruleId": TEXT, "ruleIndex": COUNT, "level": LEVELS, "message": MESSAGE, "locations": [LOCATION],
           "partialFingerprints": ({"ruleAndPlace/v1": TEXT}, {})}, {"relatedLocations": [LOCATION]})
NOTIFICATION = {"level": LEVELS, "message": MESSAGE}, {}
INVOCATION = {"executionSuccessful": (bool,)}, {"toolExecutionNotifications": [NOTIFICATION]}
DRIVER = {"name": TEXT, "version": TEXT, "semanticVersion": TEXT, "rules": [RULE]}, {}
RUN = ({"tool": ({"driver": DRIVER}, {}), "results": [RESULT], "invocations": [INVOCATION],
        "columnKind": ("unicodeCodePoints",)}, {})
LOG = {"$schema": TEXT, "version": ("2.1.0",), "runs": [RUN]}, {}


def problems(value, shape, path="log"):
    if isinstance(shape, list):
        if not isinstance(value, list):
            return [path + " is no array"]
        return [p for i, v in enumerate(value) for p in problems(v, shape[0], f"{path}[{i}]")]
    if isinstance(shape[0], dict):
        if not isinstance(value, dict):
            return [path + " is no object"]
        must, may = shape
        found = [f"{path} has no {k}" for k in must if k not in value]
        found += [f"{path} has {k}" for k in value if k not in must and k not in may]
        return found + [p for k, v in value.items() if k in must or k in may
                        for p in problems(v, {**must, **may}[k], f"{path}.{k}")]
    if isinstance(shape[0], type):
        return [] if type(value) is shape[0] and (shape is not COUNT or value >= 0) else [f"{path} is {value!r}"]
    return [] if value in shape else [f"{path} is {value!r}"]


class Sarif(ToolTest):
    def log(self, *arguments, **more):
        """The run of a log without a fault."""
        said = run(*arguments, "--format", "sarif", **more)
        self.assertIn(said.status, (0, 1), said.err)
        self.assertNotRegex(said.out, CONTROL)
        log = said.json
        self.assertEqual(problems(log, LOG), [])
        (only,) = log["runs"]
        rules = only["tool"]["driver"]["rules"]
        self.assertEqual(len({r["id"] for r in rules}), len(rules))
        for result in only["results"]:
            rule = rules[result["ruleIndex"]]
            self.assertEqual((rule["id"], rule["defaultConfiguration"]["level"]), (result["ruleId"], result["level"]))
            self.assertEqual(len(result["locations"]), 1)
            uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
            self.assertRegex(uri, r"\A(?:(?:file|stdin|command-line):)?(?:[\w.~/-]|%[0-9A-F]{2})*\Z")
            region = result["locations"][0]["physicalLocation"]["region"]
            self.assertTrue(all(region[k] >= 1 for k in region if "Line" in k or "Column" in k))
            if "endLine" in region:
                self.assertLessEqual((region["startLine"], region["startColumn"]),
                                     (region["endLine"], region["endColumn"]))
        if arguments[0] not in ("rules", "explain"):
            self.assertEqual({r["id"] for r in rules}, {r["ruleId"] for r in only["results"]})
        only["status"] = said.status
        return only

    def place(self, result):
        return result["locations"][0]["physicalLocation"]

    def fingerprints(self, *arguments):
        return {(r["ruleId"], r["partialFingerprints"]["ruleAndPlace/v1"]) for r in self.log(*arguments)["results"]}

    def test_the_checks_can_fail(self):
        result = {"ruleId": 1, "ruleIndex": -1, "level": "fatal", "message": {}, "locations": [{}], "x": 0}
        found = problems(result, RESULT)
        self.assertEqual(len(found), 7, found)

    def test_all_commands(self):
        """They have the findings, the order and the exit status of --format json."""
        self.write("a.json", [hook(1, sns_region="eu-west-2", nonsense=1), hook(2, id=None)])
        self.write("b.json", [hook(1), hook(3)])
        statement = {"Effect": "Allow", "Principal": "*", "Action": "SNS:Publish", "Resource": TOPIC}
        self.write("open.json", {"Version": "2012-10-17", "Statement": [statement]})
        self.write("none.json", {"Version": "2012-10-17", "Statement": [{**statement, "Effect": "Deny"}]})
        self.write("broken.json", "[{")
        asked = ["--principal", "*", "--action", "sns:Publish", "--resource", TOPIC]
        total = 0
        for arguments in (["hooks", "a.json"], ["hooks", "a.json", "--current", "b.json"], ["hooks", "broken.json"],
                          ["hooks", "a.json", "--into", "b.json"], ["arn", TOPIC, "x", "{}"],
                          ["policy", "open.json"], ["policy", "none.json", "--publisher", "185583345998"],
                          ["policy", "broken.json"], ["public", "open.json"], ["public", "none.json"],
                          ["compare", "none.json", "open.json"], ["who-can", "broken.json", "--action", "sns:Publish"],
                          ["decide", "open.json", *asked], ["decide", "broken.json", *asked],
                          ["grant", "--topic", TOPIC], ["grant", "--topic", TOPIC, "--into", "none.json"],
                          ["hooks", "a.json", "--strict"]):
            with self.subTest(arguments):
                expected = run_json(*arguments)
                log = self.log(*arguments)
                self.assertEqual(log["status"], expected.status)
                self.assertEqual([(r["ruleId"], r["level"]) for r in log["results"]],
                                 [(f["rule"], f["severity"]) for f in expected.json["findings"]])
                for result, f in zip(log["results"], expected.json["findings"]):
                    region = self.place(result)["region"]
                    self.assertEqual([region[k] for k in ("startLine", "startColumn", "byteOffset", "byteLength")],
                                     [f[k] for k in ("line", "column", "offset", "length")])
                    self.assertTrue(result["message"]["text"].replace("\\](", "](").startswith(f["message"]))
                    pointers = [p["fullyQualifiedName"] for p in result["locations"][0].get("logicalLocations", [])]
                    self.assertEqual(pointers, [] if f["pointer"] is None else [f["pointer"]])
                    self.assertEqual(len(result.get("relatedLocations", [])), int("related" in f))
                total += len(log["results"])
        self.assertGreater(total, 20)

    def test_regions(self):
        """The columns of a region lead to the bytes of its offsets."""
        text = '[\r\n {"id": "\u00e9\U0001f600", "hook_type": "\u00e9ns", "\u00e9": [\n1]}]'
        self.write("a.json", text)
        lines = text.split("\n")
        results = self.log("hooks", "a.json")["results"]
        self.assertTrue(any(self.place(r)["region"]["startColumn"] > 12 for r in results))
        for region in (self.place(r)["region"] for r in results):
            def offset(line, column):
                return len("\n".join(lines[:line - 1] + [lines[line - 1][:column - 1]]).encode())
            first = offset(region["startLine"], region["startColumn"])
            self.assertEqual(first, region["byteOffset"])
            self.assertEqual(offset(region["endLine"], region["endColumn"]) - first, region["byteLength"])

    def test_places(self):
        bad = json.dumps([hook(1, sns_region="eu-west-2")])
        for name in (b"a b.json", b"\xc3\xa4.json", b"\xff.json", b"a:1.json", b"50%.json", b"\x1b[31m?#.json"):
            self.write(name, bad)
            uri = self.place(self.log("hooks", name)["results"][0])["artifactLocation"]["uri"]
            self.assertEqual(urllib.parse.unquote_to_bytes(uri), name)
            absolute = os.path.join(os.getcwdb(), name)
            uri = self.place(self.log("hooks", absolute)["results"][0])["artifactLocation"]["uri"]
            self.assertEqual(urllib.parse.unquote_to_bytes(uri), b"file://" + absolute)
            uri = self.place(self.log("hooks", b"./" + name)["results"][0])["artifactLocation"]["uri"]
            self.assertEqual(urllib.parse.unquote_to_bytes(uri), name)
        log = self.log("hooks", "-", stdin=bad.encode())
        self.assertEqual(self.place(log["results"][0])["artifactLocation"]["uri"], "stdin:")
        uris = [self.place(r)["artifactLocation"]["uri"] for r in self.log("arn", TOPIC, "x")["results"]]
        self.assertEqual(set(uris), {"command-line:argument%202"})

    def test_fingerprints(self):
        """They stay when a file is formatted again or a hook is added behind, and differ where the text differs."""
        hooks = [hook(1, sns_region="eu-west-2", event_types=["message.neww"]), hook(2, nonsense={"a": [1, "x y"]})]
        self.write("a.json", json.dumps(hooks))
        self.write("b.json", "\n\n" + json.dumps(hooks, indent=7))
        self.write("c.json", [*hooks, hook(3)])
        first = self.fingerprints("hooks", "a.json")
        self.assertGreaterEqual(len(first), 3)
        self.assertEqual(self.fingerprints("hooks", "b.json"), first)
        self.assertEqual(self.fingerprints("hooks", "c.json"), first)
        hooks[0]["sns_region"] = "eu-west-3"
        self.write("d.json", hooks)
        self.assertEqual(len(self.fingerprints("hooks", "d.json") ^ first), 2)
        self.write("e.json", '[{"x": 1, "x": 1, "x": 1}]')
        results = self.log("hooks", "e.json")["results"]
        self.assertEqual(len(self.fingerprints("hooks", "e.json")), len(results))

    def test_secrets(self):
        """Neither they nor a hash of them are shown."""
        for name, text in awkward():
            self.write("secret.json", text if isinstance(text, bytes) else text.encode(errors="surrogateescape"))
            with self.subTest(name):
                shown = json.dumps(self.log("hooks", "secret.json"))
                self.assertEqual([s for s in (SECRET, NUMBER)
                                  if any(s[i:i + 8] in shown for i in range(len(s) - 7))], [])
        prints = set()
        for secret in ("a", "b"):
            self.write("short.json", '[{"id": 1, "sns_secret": {"value": "' + secret + '"}}]')
            prints.add(frozenset(self.fingerprints("hooks", "short.json")))
        self.assertEqual(len(prints), 1)

    def test_links(self):
        self.write("a.json", [hook(1, sns_region="[here](https://a.example)")])
        for result in self.log("hooks", "a.json")["results"]:
            self.assertNotRegex(result["message"]["text"], r"(?<!\\)\]\(")

    def test_events(self):
        bad = b'{"type":"message.neww","created_at":null}\n'
        self.write("a.ndjson", b"\n" + bad)
        self.write("b.ndjson", bad)
        log = self.log("events", "a.ndjson", "b.ndjson")
        self.assertEqual([(self.place(r)["artifactLocation"]["uri"], self.place(r)["region"]["startLine"],
                           self.place(r)["region"]["byteOffset"]) for r in log["results"]],
                         [("a.ndjson", 2, 10), ("b.ndjson", 1, 9)])
        self.assertEqual(self.log("events", "b.ndjson", "--stop-after", "1")["invocations"][0]
                         ["toolExecutionNotifications"][0]["message"]["text"], "stopped; there may be more")
        self.assertEqual(self.log("events", stdin=b"")["results"], [])
        packed = base64.b64encode(gzip.compress(b"\n" + bad)) + b"\n"
        (result,) = self.log("events", stdin=b"\n" + packed)["results"]
        self.assertEqual(self.place(result)["region"], {"startLine": 2})
        self.assertIn("(line 2, column 10 of the inflated event)", result["message"]["text"])

    def test_events_that_end_early(self):
        """A log that was begun can be read, and says that it is not whole."""
        self.write("a.ndjson", b'{"type":"message.neww","created_at":null}\n')
        said = run("events", "a.ndjson", "missing.ndjson", "--format", "sarif")
        self.assertEqual(said.status, 2)
        self.assertEqual(problems(said.json, LOG), [])
        invocation = said.json["runs"][0]["invocations"][0]
        self.assertFalse(invocation["executionSuccessful"])
        self.assertIn("missing.ndjson", invocation["toolExecutionNotifications"][0]["message"]["text"])
        self.refused(run("events", "missing.ndjson", "--format", "sarif"), "missing.ndjson")

    def test_dropped_findings(self):
        self.write("many.json", [{"id": uuid(1), f"x{n}": 1, "hook_type": "s"} for n in range(1500)])
        log = self.log("hooks", "many.json")
        self.assertEqual(len(log["results"]), 1000)
        self.assertIn("more findings", log["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"])

    def test_catalogue(self):
        rules = run_json("rules").json["rules"]
        log = self.log("rules")
        self.assertEqual([r["id"] for r in log["tool"]["driver"]["rules"]], [r["id"] for r in rules])
        (only,) = self.log("explain", "arn-wildcard")["tool"]["driver"]["rules"]
        self.assertEqual(only["id"], "arn-wildcard")

    def test_cases_are_no_findings(self):
        self.refused(run("decide", "--cases", "x", "--format", "sarif"), "--cases", "json")


if __name__ == "__main__":
    process.TOOL = os.path.abspath(sys.argv.pop(1))
    unittest.main()
