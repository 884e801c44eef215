#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests the command-line tool as its users see it: `run.py TOOL`.

The unit tests hold the library; none of them sees exit statuses, files, pipes, terminals, or which bytes
come out of a process. Scripts depend on the first, people's secrets on the last.
"""

import json
import os
import pathlib
import re
import signal
import stat
import sys
import unittest

sys.dont_write_bytecode = True  # the source tree stays as it is
import process
from documents import NUMBER, SECRET, awkward, forms, hook, uuid
from process import ToolTest, run, run_json, run_on_terminal, run_with_output

EXAMPLES = pathlib.Path(__file__).resolve().parents[2] / "docs" / "examples"
MIB = 1 << 20
FINDING = {"rule": str, "severity": str, "file": str, "pointer": (str, type(None)), "line": int, "column": int,
           "offset": int, "length": int, "message": str, "why": str, "fix": str, "reference": str}
RULE = {"id", "severity", "title", "why", "fix", "reference"}
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2066-\u2069\ufeff]")


class Usage(ToolTest):
    def test_help_and_version(self):
        self.assertRegex(run("--version").out, r"\A\d+\.\d+\.\d+\n\Z")
        self.assertEqual(run("--version").status, 0)
        for command in ("hooks", "arn", "rules", "explain"):
            self.assertIn(command, run("--help").out)
            shown = run(command, "--help")
            self.assertEqual((shown.status, shown.err), (0, ""))
            self.assertIn(f"snsproof {command}", shown.out)
            self.assertIn("--format", shown.out)
        self.assertIn("Exit status", run("--help").out)
        with self.subTest("`COMMAND --version` is refused"):
            self.assertEqual([run(c, "--version").status for c in ("hooks", "arn", "rules", "explain")], [0] * 4)

    def test_wrong_usage(self):
        good = self.write("good.json", [hook(1)])
        for arguments in ([], ["hooks"], ["arn"], ["explain"], ["hooks", "--no-such", good],
                          ["hooks", good, good], ["hooks", good, "--format", "xml"], ["arn", "x", "--format"],
                          ["rules", "x"], ["explain", "a", "b"], ["hooks", good, "--current"]):
            with self.subTest(arguments):
                self.refused(run(*arguments))
        self.refused(run("hooks", "--no-such", good), "--no-such")
        with self.subTest("the message of an unknown command does not name it"):
            self.refused(run("hoks"), "hoks")

    def test_refused_combinations(self):
        good = self.write("good.json", [hook(1)])
        for arguments in (["--into", good, "--current", good], ["-o", "out"], ["--current", good, "-o", "out"],
                          ["--delete", uuid(1)], ["--into", good, "--delete", uuid(1)],
                          ["--into", good, "-o", "-"]):
            with self.subTest(arguments):
                self.refused(run("hooks", good, *arguments))
        for option in ("--current", "--into"):
            self.refused(run("hooks", "-", option, "-", stdin=b"[]"), "standard input")
        self.assertFalse(os.path.exists("out"))

    def test_exit_statuses(self):
        good = self.write("good.json", [hook(1)])
        warned = self.write("warned.json", [hook(1, id=None)])
        wrong = self.write("wrong.json", [hook(1, sns_region="eu-west-2")])
        arn = "arn:aws:sns:eu-west-1:210987654321:"
        for status, strict, *arguments in (
                (0, 0, "hooks", good), (0, 1, "hooks", warned), (1, 1, "hooks", wrong),
                (0, 0, "hooks", good, "--current", good), (1, 1, "hooks", wrong, "--current", good),
                (0, 1, "hooks", good, "--current", self.write("twice.json", {"app": {"event_hooks": [hook(1)],
                                                                             "webhook_url": "https://a.example"}})),
                (0, 0, "hooks", good, "--into", good), (1, 1, "hooks", wrong, "--into", good),
                (0, 0, "arn", arn + "x"), (1, 1, "arn", arn), (1, 1, "arn", arn + "x", "x"),
                (0, 1, "arn", "arn:aws:sns:eu-west-9:210987654321:x")):
            with self.subTest(arguments):
                self.assertEqual(run(*arguments).status, status)
                self.assertEqual(run(*arguments, "--strict").status, strict)
                for extra, expected in ((), status), (("--strict",), strict):
                    answer = run_json(*arguments, *extra)
                    self.assertEqual((answer.status, answer.json["ok"]), (expected, expected == 0))
        for arguments in (["rules"], ["rules", "--markdown"], ["explain", "arn-wildcard"]):
            self.assertEqual(run(*arguments).status, 0)

    def test_rules_and_explain(self):
        rules = run_json("rules").json
        if isinstance(rules, dict):
            rules = rules["rules"]
        text, markdown = run("rules").out, run("rules", "--markdown").out
        self.assertEqual([line.split()[0] for line in text.splitlines() if line[0] != " "], [r["id"] for r in rules])
        for rule in rules:
            self.assertEqual(set(rule), RULE)
            self.assertIn(rule["severity"], ("note", "warning", "error"))
            self.assertTrue(rule["reference"].startswith("https://"), rule)
            self.assertIn(f"| `{rule['id']}` | {rule['severity']} | {rule['title']} |", markdown)
        for rule in rules[::10]:
            explained = run("explain", rule["id"]).words
            for word in rule.values():
                self.assertIn(word, explained)
            self.assertEqual(run_json("explain", rule["id"]).json["rule"], rule)
        self.refused(run("explain", "arn-region-unknow"), "did you mean `arn-region-unknown`?")
        self.refused(run("explain", "zzzzzzzzzzzz"), "snsproof rules")


class Files(ToolTest):
    def test_files_that_cannot_be_read(self):
        good = self.write("good.json", [hook(1)])
        os.mkdir("folder")
        os.symlink("loop", "loop")
        with open(self.write("large.json", b""), "wb") as file:
            file.truncate(64 * MIB + 1)
        self.write("empty.json", b"")
        cases = {"missing.json": "No such file", "folder": "directory", "empty.json": "empty", "loop": "loop",
                 "large.json": "64 MiB", "good.json/x": "directory"}
        if os.geteuid() != 0:  # root reads everything
            os.chmod(self.write("closed.json", "[]"), 0)
            cases["closed.json"] = "denied"
        for name, why in cases.items():
            for arguments in ([name], [good, "--current", name], [good, "--into", name]):
                with self.subTest(arguments):
                    self.refused(run("hooks", *arguments), name, why)
        self.refused(run("hooks", "-"), "empty")
        self.refused(run("arn", "-"), "empty")
        with self.subTest("`arn -` accepts lines without an ARN: nothing was checked"):
            self.refused(run("arn", "-", stdin=b"\n\n"))

    def test_largest_file(self):
        self.write("largest.json", json.dumps([hook(1)]).encode().ljust(64 * MIB))
        self.assertEqual(run_json("hooks", "largest.json").status, 0)

    def test_standard_input(self):
        text = json.dumps([hook(1, sns_region="eu-west-2")], indent=2)
        self.write("hooks.json", text)
        self.write("current.json", [hook(1)])
        for arguments in (["-"], ["-", "--current", "current.json"], ["-", "--into", "current.json"]):
            piped = run_json("hooks", *arguments, stdin=text.encode())
            named = run_json("hooks", "hooks.json", *arguments[1:])
            self.assertEqual(piped.status, 1)
            self.assertEqual(piped.out.replace('"file": "-"', '"file": "hooks.json"'), named.out)
        current = run_json("hooks", "hooks.json", "--current", "-", stdin=json.dumps([hook(1)]).encode())
        self.assertEqual([f["name"] for f in current.json["plan"]["changed"][0]["fields"]], ["sns_region"])
        arns = run_json("arn", "-", stdin=b"arn:aws:sns:eu-west-1:210987654321:a\r\n\nx\n").json["arns"]
        self.assertEqual([(a["text"][-1], a["ok"]) for a in arns], [("a", True), ("x", False)])

    def test_bytes_that_are_no_text(self):
        for content in (b"\xff\xfe\x00", b'["\xc3\x28"]', b"\x00", b"[\x00]", b'["a\x00b"]', b"[]\x00", b'["\x1b[31m"]',
                        b"\xef\xbb\xbf[]", json.dumps([hook(1)]).encode("utf-16"), bytes(range(256)) * 20):
            with self.subTest(content[:20]):
                self.write("bytes.json", content)
                shown = run_json("hooks", "bytes.json")
                self.assertEqual((shown.status, shown.json["ok"], shown.json["plan"]), (1, False, None))
                self.assertEqual(run("hooks", "bytes.json").status, 1)
                self.assertNotRegex(run("hooks", "bytes.json").out, CONTROL)

    def test_names_of_files(self):
        told = ""
        for name in (b"a b.json", b"-x.json", b"\xc3\xa4.json", b"\xff.json", b"a:1:2.json", b"'\"`$(x).json",
                     b"\xe2\x80\xaeltr.json", b"\x1b[31mred.json", b"new\nline.json"):
            with self.subTest(name):
                self.write(name, [hook(1, id=None)])
                path = b"./" + name if name.startswith(b"-") else name
                self.assertEqual(run("hooks", path).status, 0)
                self.assertNotRegex(run("hooks", path).out, CONTROL)
                self.assertEqual(run_json("hooks", path).json["findings"][0]["file"], path.decode(errors="replace"))
                told += run("hooks", path + b".missing").err
        with self.subTest("the name of a file that cannot be read reaches the terminal as it is"):
            self.assertNotRegex(told, CONTROL)

    def test_output_that_nobody_reads(self):
        self.write("many.json", [hook(n, sns_region="x") for n in range(90)])
        for arguments in (["rules"], ["hooks", "many.json"], ["hooks", "many.json", "--format", "json"]):
            with self.subTest(arguments):
                reader, writer = os.pipe()
                os.close(reader)
                self.assertIn(run_with_output(writer, *arguments).status, (2, -signal.SIGPIPE))
                os.close(writer)
                with open("/dev/full", "wb") as full:
                    self.refused(run_with_output(full, *arguments), "output")
                self.refused(run_with_output(None, *arguments, preexec_fn=lambda: os.close(1)), "output")
        with open("/dev/full", "wb") as full, self.subTest("--help and --version tell no failure"):
            self.assertEqual([run_with_output(full, a).status for a in ("--help", "--version")], [2, 2])


class Format(ToolTest):
    def test_shape(self):
        self.write("wanted.json", [hook(1, enabled=False), hook(2), hook(3)])
        self.write("current.json", [hook(1), hook(2), hook(4)])
        arn = "arn:aws:sns:eu-west-1:210987654321:x"
        for keys, *arguments in (({"plan"}, "hooks", "wanted.json"),
                                 ({"plan"}, "hooks", "wanted.json", "--current", "current.json"),
                                 ({"update", "written"}, "hooks", "wanted.json", "--into", "current.json"),
                                 ({"arns"}, "arn", arn, "x")):
            answer = run_json(*arguments)
            self.assertEqual((set(answer.json), answer.err), ({"ok", "findings", "dropped", *keys}, ""))
            self.assertIs(type(answer.json["ok"]), bool)
            self.assertTrue(answer.json["findings"])
            for finding in answer.json["findings"]:
                self.assertEqual(set(finding) - {"did_you_mean"}, set(FINDING))
                for key, kind in FINDING.items():
                    self.assertIsInstance(finding[key], kind)
                self.assertIn(finding["severity"], ("note", "warning", "error"))
        plan = run_json("hooks", "wanted.json", "--current", "current.json").json["plan"]
        self.assertIsNone(run_json("hooks", "wanted.json").json["plan"])
        self.assertEqual({k: [h["id"] for h in v] for k, v in plan.items()},
                         {"created": [uuid(3)], "changed": [uuid(1)], "kept": [uuid(2)], "deleted": [uuid(4)]})
        self.assertEqual(plan["changed"][0]["fields"], [{"name": "enabled", "before": True, "after": False}])
        self.assertEqual(plan["kept"], [{"id": uuid(2), "hook_type": "sns", "target": arn[:-1] + "topic-2"}])
        self.assertEqual(run_json("arn", arn + ".fifo").json["arns"], [
            {"text": arn + ".fifo", "ok": True, "partition": "aws", "region": "eu-west-1",
             "account": "210987654321", "name": "x.fifo", "fifo": True}])

    def test_what_is_beside_the_findings(self):
        self.write("near.json", [hook(1, event_types=["message.nev"])])
        near = [f["did_you_mean"] for f in run_json("hooks", "near.json").json["findings"] if "did_you_mean" in f]
        self.assertEqual(near, ["message.new"])
        self.write("many.json", [hook(1, event_types=[f"x.y{n}" for n in range(1500)])])
        self.assertIn("1500 warnings", run("hooks", "many.json").out)
        with self.subTest("findings past 1,000 are counted"):
            answer = run_json("hooks", "many.json").json
            self.assertEqual(len(answer["findings"]) + answer["dropped"], 1500 + 1)
        with self.subTest("`rules` and `explain` print no object with `ok` and `findings`"):
            for answer in (run_json("explain", "arn-wildcard").json, run_json("rules").json):
                self.assertTrue({"ok", "findings"} <= set(answer if isinstance(answer, dict) else ()))

    def test_where_a_finding_is(self):
        text = ('{"app": {\r\n  "event_hooks": [\n' + json.dumps(hook(1)) + ',\n{"\u00e4\U0001f600~/": "\u00e9", '
                '"hook_type": "sns", "enabled": "yes", "sns_auth_type": "resource", "sns_region": "eu-west-1",\n'
                '\t"id": "' + uuid(2) + '", "sns_topic_arn": "arn:aws:sns:eu-west-1:1:x"}]}}')
        self.write("known.json", text)
        data = text.encode()
        answer, shown = run_json("hooks", "known.json"), run("hooks", "known.json").out
        found = {f["rule"]: f for f in answer.json["findings"]}
        for rule, under, pointer in (("hook-field-type", b'"yes"', "/app/event_hooks/1/enabled"),
                                     ("hook-field-unknown", "\u00e4\U0001f600~/".encode(),
                                      "/app/event_hooks/1/\u00e4\U0001f600~0~1"),
                                     ("arn-account-short", b"1", "/app/event_hooks/1/sns_topic_arn"),
                                     ("hook-check-call", b"resource", "/app/event_hooks/0/sns_auth_type")):
            f = found[rule]
            under_span = data[f["offset"]:f["offset"] + f["length"]]
            before = data[:f["offset"]].decode()
            self.assertEqual(under_span.strip(b'"'), under.strip(b'"'), rule)
            self.assertEqual((f["line"], f["column"], f["pointer"]),
                             (before.count("\n") + 1, len(before) - before.rfind("\n"), pointer))
        headlines = re.findall(r"^(\S+?):(\d+):(\d+): (\w+): .* \[([\w-]+)\]$", shown, re.M)
        self.assertEqual(headlines, [(f["file"], str(f["line"]), str(f["column"]), f["severity"], f["rule"])
                                     for f in answer.json["findings"]])

    def test_example(self):
        answer = run_json("hooks", str(EXAMPLES / "hooks.json"), "--current", str(EXAMPLES / "settings.json"))
        errors = {f["rule"] for f in answer.json["findings"] if f["severity"] == "error"}
        self.assertEqual(answer.status, 1)
        self.assertEqual(errors, {"hook-region-mismatch", "hook-credential-placeholder", "arn-region-unknown",
                                  "arn-account-short", "hook-auth-misspelled", "plan-deletes"})
        self.assertLessEqual({"hook-event-unknown", "hook-event-websocket", "hook-id-missing"}, set(answer.rules))


class Plan(ToolTest):
    def test_forms(self):
        wanted = [hook(1, enabled=False), hook(2), hook(3, id=None)]
        current = [hook(1), hook(2), hook(4)]
        plans = []
        for w in forms(wanted):
            for c in forms(current):
                answer = run_json("hooks", self.write("w.json", w), "--current", self.write("c.json", c))
                self.assertEqual((answer.status, answer.rules.count("plan-deletes")), (1, 1))
                plans.append(answer.json["plan"])
        self.assertEqual([len(plans[0][k]) for k in ("created", "changed", "kept", "deleted")], [1, 1, 1, 1])
        self.assertEqual(plans, plans[:1] * 9)

    def test_lists_without_hooks(self):
        current = self.write("current.json", {"app": {"event_hooks": [hook(1), hook(2)]}})
        for content, rule, deleted in (("null", "hooks-null", 2), ("[]", "hooks-empty", 2), (None, "hooks-absent", 0)):
            inner = "{}" if content is None else '{"event_hooks": ' + content + "}"
            for text in [inner, '{"app": ' + inner + "}"] + (["[]"] if content == "[]" else []):
                with self.subTest(text):
                    self.write("none.json", text)
                    alone = run_json("hooks", "none.json")
                    self.assertEqual((alone.rules, alone.status), ([rule], 0))
                    self.assertIn("would delete every hook" if deleted else "leaves all hooks", alone.out)
                    self.assertEqual(run("hooks", "none.json", "--strict").status, 1)
                    planned = run_json("hooks", "none.json", "--current", current)
                    self.assertEqual(planned.status, 1 if deleted else 0)
                    self.assertEqual(len(planned.json["plan"]["deleted"]), deleted)
                    self.assertEqual(len(planned.json["plan"]["kept"]), 2 - deleted)
                    self.assertIn("plan-wrong-path", planned.rules)
                    self.assertIn(f"{2 - deleted} to keep, {deleted} to delete",
                                  run("hooks", "none.json", "--current", current).out)

    def test_wrong_path(self):
        """The published procedure, on settings that hold their hooks under `app`: read, find none, add one, send."""
        for form, told in zip(forms([hook(1), hook(2)]), (False, False, True)):
            current = self.write("current.json", form)
            answer = run_json("hooks", self.write("wanted.json", [hook(3)]), "--current", current)
            self.assertEqual((answer.rules.count("plan-deletes"), "plan-wrong-path" in answer.rules), (2, told))
        wanted = self.write("wanted.json", [hook(1)])
        self.assertNotIn("plan-wrong-path", run_json("hooks", wanted, "--current", current).rules)

    def test_acknowledged_deletions(self):
        wanted = self.write("wanted.json", [hook(1)])
        current = self.write("current.json", {"app": {"event_hooks": [hook(1), hook(2), hook(3)]}})

        def left(*ids):
            answer = run_json("hooks", wanted, "--current", current, *(a for i in ids for a in ("--delete", i)))
            self.assertEqual([h["id"] for h in answer.json["plan"]["deleted"]], [uuid(2), uuid(3)])
            self.assertEqual(answer.status, 1 if "plan-deletes" in answer.rules else 0)
            return answer.rules.count("plan-deletes")

        self.assertEqual([left(), left(uuid(2)), left(uuid(2), uuid(2)), left(uuid(9)), left(uuid(1))], [2, 1, 1, 2, 2])
        self.assertEqual([left(uuid(2), uuid(3)), left(uuid(3), uuid(2)), left("")], [0, 0, 2])
        self.assertEqual(left(uuid(2).upper()), 1)


class Policy(ToolTest):
    STATEMENT = {"Effect": "Allow", "Principal": {"AWS": "185583345998"}, "Action": "SNS:Publish",
                 "Resource": "arn:aws:sns:us-east-1:123456789012:chat"}

    def test_forms(self):
        policy = {"Version": "2012-10-17", "Statement": [self.STATEMENT]}
        for text in (policy, {"Attributes": {"Policy": json.dumps(policy)}}, json.dumps(policy)):
            answer = run_json("policy", self.write("p.json", text))
            self.assertEqual((answer.status, answer.json["ok"]), (0, True))
        answer = run_json("policy", self.write("p.json", self.STATEMENT))
        self.assertEqual((answer.status, answer.rules), (1, ["policy-bare-statement"]))

    def test_a_template(self):
        def policy(topic, statement):
            return {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [topic], "PolicyDocument": {
                "Version": "2012-10-17", "Statement": [{**self.STATEMENT, **statement}]}}}

        own = {"Ref": "Chat"}
        file = self.write("t.json", {"Resources": {
            "Chat": {"Type": "AWS::SNS::Topic"},
            "Granted": policy(own, {"Resource": own}),
            "Open": policy(own, {"Resource": own, "Principal": {"AWS": {"Ref": "Publisher"}}}),
            "Keyed": policy(own, {"Resource": own, "Condition": {
                "StringEquals": {"aws:UserAgent": {"Ref": "Agent"}}}}),
            "Fixed": policy(self.STATEMENT["Resource"], {"Action": "SNS:Pubish"})}})
        answer = run_json("policy", file)
        self.assertEqual(answer.status, 1)
        self.assertEqual([p["name"] for p in answer.json["policies"]], ["Granted", "Open", "Keyed", "Fixed"])
        self.assertEqual([p["publisher"]["decision"] for p in answer.json["policies"]],
                         ["allow", "depends", "depends", "implicit-deny"])
        self.assertEqual([p["topic"] for p in answer.json["policies"]], [None] * 3 + [self.STATEMENT["Resource"]])
        wrong = [f for f in answer.json["findings"] if f["severity"] == "error"]
        self.assertEqual([f["pointer"] for f in wrong],
                         ["/Resources/Fixed/Properties/PolicyDocument/Statement/0/Action"])
        sentences = re.split(r" (?=(?:Granted|Open|Keyed|Fixed): )", run("policy", file).words)[1:]
        self.assertTrue(sentences[0].startswith("Granted: Stream can publish: "), sentences)
        for line, element in ((sentences[1], "its Principal "), (sentences[2], "its condition on `aws:UserAgent` ")):
            self.assertIn("it is not known whether Stream can publish", line)
            self.assertIn(element, line)
            self.assertTrue(line.endswith("has a value that is not known before deployment"), line)

    def test_a_plan(self):
        def resource(name, **values):
            return {"address": "aws_sns_topic_policy." + name, "type": "aws_sns_topic_policy", "values": values}

        text = json.dumps({"Version": "2012-10-17", "Statement": [self.STATEMENT]})
        file = self.write("plan.json", {"planned_values": {"root_module": {"resources": [
            resource("known", arn=self.STATEMENT["Resource"], policy=text), resource("unknown")]}}})
        answer = run_json("policy", file)
        self.assertEqual((answer.status, answer.rules.count("policy-unknown")), (0, 1))
        self.assertEqual([p["publisher"]["decision"] for p in answer.json["policies"]], ["allow", "depends"])
        empty = run_json("policy", self.write("none.json", {"planned_values": {"root_module": {}}}))
        self.assertEqual((empty.status, empty.rules), (1, ["policy-none"]))

    def test_topic(self):
        file = self.write("p.json", {"Version": "2012-10-17", "Statement": [self.STATEMENT]})
        own = run_json("policy", file, "--topic", self.STATEMENT["Resource"])
        self.assertEqual((own.status, own.rules), (0, []))
        other = run_json("policy", file, "--topic", self.STATEMENT["Resource"] + "-2")
        self.assertEqual((other.status, "policy-resource-other" in other.rules), (1, True))
        self.refused(run("policy", file, "--topic", "chat"), "chat")

    def test_the_publisher(self):
        topic = self.STATEMENT["Resource"]
        file = self.write("p.json", {"Version": "2012-10-17", "Statement": [self.STATEMENT]})
        answer = run_json("policy", file, "--topic", topic)
        self.assertEqual((answer.json["publisher"]["account"], answer.json["publisher"]["decision"]),
                         ("185583345998", "allow"))
        self.assertIn("Stream can publish: ", run("policy", file).words)
        other = run_json("policy", file, "--topic", topic, "--publisher", "999999999999")
        self.assertEqual((other.status, "policy-publisher-denied" in other.rules), (1, True))
        self.refused(run("policy", file, "--publisher", "12"), "12")
        closed = self.write("c.json", {"Version": "2012-10-17", "Statement": [
            {**self.STATEMENT, "Condition": {"StringEquals": {"aws:SourceAccount": "123456789012"}}}]})
        shown = run("policy", closed, "--topic", topic)
        self.assertRegex(shown.words, "cannot publish, because .*`aws:SourceAccount`")
        self.assertLessEqual(max(map(len, shown.out.splitlines()[-3:])), 80)

    def test_decide(self):
        topic = self.STATEMENT["Resource"]
        file = self.write("p.json", {"Version": "2012-10-17", "Statement": [
            {**self.STATEMENT, "Condition": {"Bool": {"aws:SecureTransport": "true"}}}]})
        parts = ["--principal", "arn:aws:iam::185583345998:user/x", "--action", "sns:Publish", "--resource", topic]
        for more, status, decision in ([[], 1, "implicit-deny"], [["--unknown", "aws:SecureTransport"], 1, "depends"],
                                       [["--context", "aws:SecureTransport=true"], 0, "allow"]):
            answer = run_json("decide", file, *parts, *more)
            self.assertEqual((answer.status, answer.json["decision"]), (status, decision))
            self.assertEqual(len(answer.json["trace"]), 1)
        request = {"principal": parts[1], "action": "sns:Publish", "resource": topic,
                   "context": {"aws:SecureTransport": True}}
        self.assertEqual(run("decide", file, "--request", self.write("r.json", request)).status, 0)
        case = {**request, "policy_file": "p.json", "expect": "allow"}
        self.assertEqual(run("decide", "--cases", self.write("good.jsonl", json.dumps(case))).out, "1 passed, 0 failed\n")
        wrong = run("decide", "--cases", self.write("wrong.jsonl", json.dumps({**case, "expect": "implicit-deny"})))
        self.assertEqual((wrong.status, wrong.out.splitlines()[-1]), (1, "0 passed, 1 failed"))
        broken = run_json("decide", self.write("broken.json", "[]"), *parts)
        self.assertEqual((broken.status, broken.json["decision"]), (1, None))
        for arguments in ([], [file], [file, *parts[:4]], ["--cases", file, file], [file, *parts, "--request", "x"],
                          [file, *parts, "--context", "x"], [file, "--principal", "AIDAX", *parts[2:]]):
            with self.subTest(arguments):
                self.refused(run("decide", *arguments))

    def test_grant(self):
        topic = self.STATEMENT["Resource"]
        made = run("grant", "--topic", topic)
        self.assertEqual((made.status, made.err), (0, ""))
        self.assertEqual(json.loads(made.out)["Statement"][0]["Resource"], topic)
        file = self.write("g.json", made.out)
        self.assertEqual(run("grant", "--topic", topic, "--into", file).out, made.out)
        china = run("grant", "--topic", "arn:aws-cn:sns:cn-north-1:123456789012:chat")
        self.assertEqual((china.status, china.out), (1, ""))
        self.assertIn("grant-partition", china.err)
        self.refused(run("grant", "--topic", "chat"), "chat")


class Access(ToolTest):
    """`public`, `compare` and `who-can`"""

    TOPIC = Policy.STATEMENT["Resource"]

    def policy(self, name, *statements):
        return self.write(name, {"Version": "2012-10-17", "Statement": list(statements)})

    def owner(self, **more):
        return {**Policy.STATEMENT, "Sid": "owner", "Principal": "*",
                "Condition": {"StringEquals": {"aws:SourceOwner": "123456789012"}}, **more}

    def replay(self, answer, file):
        """The witness is a request, and the line that is printed decides it."""
        witness = self.write("witness.json", answer.json["witness"])
        return run_json("decide", file, "--request", witness).json["decision"]

    def test_public(self):
        closed = self.policy("closed.json", self.owner())
        answer = run_json("public", closed)
        self.assertEqual((answer.status, answer.json["public"], answer.json["witness"]), (0, False, None))
        self.assertEqual(run("public", closed).out, "not public\n")
        opened = self.policy("open.json", self.owner(Condition={"Bool": {"aws:SecureTransport": "true"}}))
        answer = run_json("public", opened, "--topic", self.TOPIC)
        self.assertEqual((answer.status, answer.json["public"], answer.rules), (1, True, ["access-public"]))
        self.assertEqual(answer.json["witness"],
                         {"principal": "*", "action": "sns:Publish", "resource": self.TOPIC,
                          "context": {"aws:SecureTransport": "true"}, "unknown": []})
        self.assertEqual(self.replay(answer, opened), "allow")
        shown = run("public", opened)
        self.assertIn("anyone may `sns:Publish` when `aws:SecureTransport` is `true`; "
                      "statement `owner` (line 4, column 5)", shown.words)
        self.assertEqual(shown.out.splitlines()[-1], f"  snsproof decide {opened} --principal '*' --action sns:Publish "
                                    f"--resource {self.TOPIC} --context aws:SecureTransport=true")
        unknown = self.policy("unknown.json", self.owner(Condition={
            "StringLike": {"aws:SourceIp": "203.0.113.*"}, "IpAddress": {"aws:SourceIp": "203.0.113.0/24"}}))
        answer = run_json("public", unknown)
        self.assertEqual((answer.status, answer.json["public"], answer.rules), (1, None, ["access-key-types"]))
        self.assertIn("not known, because it compares a key", run("public", unknown).out)
        broken = run_json("public", self.write("broken.json", "[]"))
        self.assertEqual((broken.status, broken.json["public"]), (1, None))
        self.refused(run("public", closed, "--topic", "chat"), "chat")

    def test_compare(self):
        old = self.policy("old.json", self.owner())
        new = self.write("new.json", run("grant", "--topic", self.TOPIC, "--into", old).out)
        same = run_json("compare", new, old)
        self.assertEqual((same.status, same.json["widens"], same.json["witness"]), (0, False, None))
        answer = run_json("compare", old, new)
        self.assertEqual((answer.status, answer.json["widens"], answer.rules), (1, True, ["access-widens"]))
        self.assertEqual((self.replay(answer, new), self.replay(answer, old)), ("allow", "implicit-deny"))
        self.assertIn("new: anyone in account 185583345998 may `sns:Publish`; statement ",
                      run("compare", old, new).words)
        self.refused(run("compare", "-", "-"), "standard input")
        self.refused(run("compare", old))

    def test_words_for_callers(self):
        named = {"AWS": ["arn:aws:iam::111122223333:user/bob", "arn:aws:iam::111122223333:role/berth"]}
        for principal, condition, words in (
                ({"AWS": "111122223333"}, {}, "anyone in account 111122223333"),
                (named, {}, "`arn:aws:iam::111122223333:user/bob`"),
                ({"Service": "s3.amazonaws.com"}, {}, "`s3.amazonaws.com`"),
                ("*", {"StringEquals": {"aws:PrincipalType": "Anonymous"}}, "callers without credentials"),
                ("*", {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}},
                 "anyone in an account that is not named"),
                ({"AWS": "111122223333"}, {"StringEquals": {"aws:PrincipalType": "User"}},
                 "users of account 111122223333")):
            file = self.policy("p.json", {**Policy.STATEMENT, "Principal": principal, "Condition": condition})
            with self.subTest(words):
                shown = run("who-can", file, "--action", "sns:Publish")
                self.assertEqual(shown.status, 0)
                self.assertIn(words, shown.out)
                grants = run_json("who-can", file, "--action", "publish").json["grants"]
                self.assertTrue(any(words in g["who"] for g in grants), grants)

    def test_who_can(self):
        old = self.policy("old.json", self.owner())
        new = self.write("new.json", run("grant", "--topic", self.TOPIC, "--into", old).out)
        before = run_json("who-can", old, "--action", "sns:Publish").json["grants"]
        after = run_json("who-can", new, "--action", "sns:Publish").json["grants"]
        self.assertEqual([(g["who"], g["conditions"]) for g in before], [("anyone", True)])
        self.assertEqual([(g["who"], g["conditions"]) for g in after],
                         [("anyone", True), ("anyone in account 185583345998", False)])
        self.assertEqual(before[0]["witness"], after[0]["witness"])
        batch = run_json("who-can", new, "--action", "sns:PublishBatch").json["grants"]
        self.assertEqual([g["who"] for g in batch], [g["who"] for g in after])
        nobody = run("who-can", old, "--action", "sns:DeleteTopic")
        self.assertEqual((nobody.status, nobody.out), (0, "nobody may `sns:DeleteTopic`\n"))
        self.refused(run("who-can", old, "--action", "sns:Publsh"), "sns:Publish")
        self.refused(run("who-can", old, "--action", "s3:GetObject"), "s3:GetObject")
        self.refused(run("who-can", old), "action")


class Preflight(ToolTest):
    """`preflight`"""

    TOPIC = Policy.STATEMENT["Resource"]
    REGION = TOPIC.split(":")[3]

    def hooks(self, *more):
        return [hook(i, sns_topic_arn=self.TOPIC, sns_region=self.REGION, **m) for i, m in enumerate(more, 1)]

    def grant(self, name):
        return self.write(name, run("grant", "--topic", self.TOPIC).out)

    def test_one_verdict(self):
        hooks = self.write("hooks.json", self.hooks({}))
        good = self.grant("good.json")
        answer = run_json("preflight", "--hooks", hooks, "--policy", good)
        self.assertEqual((answer.status, answer.json["ok"], answer.json["plan"], answer.json["events"]),
                         (0, True, None, None))
        self.assertEqual(answer.json["hooks"], [{"id": uuid(1), "topic": self.TOPIC, "auth": "resource",
                                                 "arrives": True, "because": None, "policy": good, "public": False,
                                                 "widens": None}])
        shown = run("preflight", "--hooks", hooks, "--policy", f"{self.TOPIC}={good}").out.splitlines()
        self.assertRegex(shown[0], r"^hook +topic +region +auth +events arrive +who else gets in$")
        self.assertRegex(shown[1], rf"^{uuid(1)[:8]} +\S+ +{self.REGION} +resource +yes +no stranger$")
        self.assertIn("1 SNS hook: events of 1 arrive, of 0 it is not known, of 0 they do not", shown)

    def test_policies(self):
        hooks = self.write("hooks.json", self.hooks({}))
        closed = self.write("closed.json", {"Version": "2012-10-17", "Statement": [
            {**Policy.STATEMENT, "Principal": {"AWS": "111122223333"}}]})
        opened = self.write("open.json", {"Version": "2012-10-17", "Statement": [{**Policy.STATEMENT, "Principal": "*"}]})
        granted = self.write("granted.json", run("grant", "--topic", self.TOPIC, "--into", closed).out)
        document = json.loads(run("grant", "--topic", self.TOPIC, "--into", closed).out)
        document["Statement"][0]["Action"] = ["SNS:Publish", "SNS:Subscribe"]
        wider = self.write("wider.json", document)
        for policy, arrives, others, rules in (
                (closed, False, "no stranger", ["preflight-resource-denied"]),
                (opened, True, "anyone", ["access-public"]),
                (f"{closed}..{granted}", True, "no stranger", []),
                (f"{self.TOPIC}={closed}..{wider}", True, "more than before", ["access-widens"])):
            with self.subTest(policy):
                answer = run_json("preflight", "--hooks", hooks, "--policy", policy)
                found = answer.json["hooks"][0]
                self.assertEqual(found["arrives"], arrives)
                self.assertTrue(set(rules) <= set(answer.rules), answer.rules)
                self.assertEqual(found["public"], "access-public" in rules)
                if ".." in policy:
                    self.assertEqual(found["widens"], "access-widens" in rules)
                self.assertEqual(answer.status, 1 if rules else 0)
                self.assertIn(others, run("preflight", "--hooks", hooks, "--policy", policy).out)
        other = self.write("other.json", {"Version": "2012-10-17", "Statement": [
            {**Policy.STATEMENT, "Resource": self.TOPIC + "-two"}]})
        answer = run_json("preflight", "--hooks", hooks, "--policy", other)
        self.assertEqual((answer.json["hooks"][0]["because"], answer.json["hooks"][0]["policy"]),
                         ("preflight-policy-missing", None))
        answer = run_json("preflight", "--hooks", hooks, "--policy", f"{self.TOPIC}={other}")
        self.assertEqual(answer.json["hooks"][0]["because"], "preflight-resource-denied")
        for_all = self.write("all.json", {"Version": "2012-10-17", "Statement": [
            {k: v for k, v in Policy.STATEMENT.items() if k != "Resource"}]})
        self.assertEqual(run_json("preflight", "--hooks", hooks, "--policy", for_all).json["hooks"][0]["arrives"], True)
        self.refused(run("preflight", "--hooks", hooks, "--policy", "arn:aws:sns:x"), "ARN=FILE")
        self.refused(run("preflight", "--hooks", "-", "--policy", "-"), "standard input")
        none = run_json("preflight", "--hooks", hooks)
        self.assertEqual((none.status, none.rules), (0, ["hook-check-call", "preflight-policy-missing"]))
        self.refused(run("preflight", "--hooks", hooks, "--policy", "arn:aws:sns:x=y"), "arn:aws:sns:x")
        self.refused(run("preflight", "--hooks", hooks, "--policy", "no..such"), "no..such")
        self.refused(run("preflight", "--hooks", hooks, "--policy", closed, "--policy", opened), "two policies")

    def test_templates(self):
        other = self.TOPIC + "-two"
        hooks = self.write("hooks.json", [*self.hooks({}), hook(2, sns_topic_arn=other, sns_region=self.REGION)])

        def resource(topic, **more):
            return {"Type": "AWS::SNS::TopicPolicy", "Properties": {"Topics": [topic], "PolicyDocument": {
                "Version": "2012-10-17", "Statement": [{**Policy.STATEMENT, "Resource": topic, **more}]}}}

        template = self.write("template.json", {"Resources": {
            "One": resource(self.TOPIC), "Two": resource(other, Principal={"AWS": {"Ref": "Publisher"}})}})
        answer = run_json("preflight", "--hooks", hooks, "--policy", template)
        self.assertEqual([h["arrives"] for h in answer.json["hooks"]], [True, None])
        self.assertEqual((answer.status, answer.json["hooks"][1]["because"]), (0, "preflight-resource-depends"))
        answer = run_json("preflight", "--hooks", hooks, "--policy", f"{other}={template}")
        self.assertEqual([h["because"] for h in answer.json["hooks"]],
                         ["preflight-policy-missing", "preflight-resource-depends"])
        self.refused(run("preflight", "--hooks", hooks, "--policy", f"{other}-x={template}"), "several policies")
        wider = self.write("wider.json", {"Resources": {
            "One": resource(self.TOPIC), "Two": resource(other, Principal="*")}})
        answer = run_json("preflight", "--hooks", hooks, "--policy", f"{template}..{wider}")
        self.assertEqual([h["public"] for h in answer.json["hooks"]], [False, True])
        attributes = self.write("attributes.json", {"Attributes": {"TopicArn": self.TOPIC, "Policy": json.dumps({
            "Version": "2012-10-17", "Statement": [Policy.STATEMENT]})}})
        answer = run_json("preflight", "--hooks", hooks, "--policy", attributes)
        self.assertEqual([h["arrives"] for h in answer.json["hooks"]], [True, None])

    def test_plan_and_events(self):
        hooks = self.write("hooks.json", self.hooks({}))
        current = self.write("current.json", {"app": {"event_hooks": self.hooks({}, {})}})
        good = self.grant("good.json")
        answer = run_json("preflight", "--hooks", hooks, "--policy", good, "--current", current)
        self.assertEqual((answer.status, [h["id"] for h in answer.json["plan"]["deleted"]]), (1, [uuid(2)]))
        allowed = run("preflight", "--hooks", hooks, "--policy", good, "--current", current, "--delete", uuid(2))
        self.assertEqual(allowed.status, 0)
        self.assertIn("plan: 0 to create, 0 to change, 1 to keep, 1 to delete", allowed.out)
        event = {"type": "message.new", "created_at": "2026-01-01T00:00:00Z", "cid": "messaging:x",
                 "message": {"id": "m", "text": ""}, "user": {"id": "u"}}
        size = len(json.dumps(event))
        for bytes_, rules, dropped in ((262144, ["preflight-event-near"], False), (262145, ["preflight-event-dropped"], True)):
            event["message"]["text"] = "x" * (bytes_ - size)
            events = self.write("events.ndjson", json.dumps(event) + "\n")
            answer = run_json("preflight", "--hooks", hooks, "--policy", good, "--events", events)
            near = answer.json["events"]["near_limit"]
            self.assertEqual([(t["type"], t["max"], t["dropped"]) for t in near], [("message.new", bytes_, dropped)])
            self.assertLess(near[0]["compressed"], 2000)
            self.assertTrue(set(rules) <= set(answer.rules))
            self.assertEqual(answer.status, int(dropped))


class Into(ToolTest):
    """`hooks F --into CURRENT`"""

    def test_list(self):
        kept = '{ "id" : "' + uuid(7) + '",\n\t "hook_type":"webhook","enabled" :true, "event_types": ["user.banned"],\n' \
               '   "webhook_url": "https://a.example/\\u00e9\u00e9",  "timeout_ms": 1e0, "sns_secret": "' + SECRET + '" }'
        self.write("current.json", '{"app": {"event_hooks": [' + json.dumps(hook(1)) + ",\n" + kept + "]}}")
        new = {**hook(2, sns_auth_type="keys"), "sns_key": "AKIAQX3MHARBOURCHAT2", "sns_secret": SECRET[::-1]}
        for wanted in forms([new, hook(1, enabled=False)]):
            self.write("wanted.json", wanted)
            merged = run("hooks", "wanted.json", "--into", "current.json", "-o", "out.json")
            self.assertEqual(merged.status, 0, merged.err)
            exact = pathlib.Path("out.json").read_text(encoding="utf-8")
            self.assertEqual(json.loads(exact), [hook(1, enabled=False), json.loads(kept), new])
            lines = [line.strip() for line in exact.splitlines()]
            self.assertIn([line.strip() for line in (kept + ",").splitlines()],
                          [lines[i:i + 3] for i in range(len(lines))])
            self.assertEqual(merged.out, re.sub('(_(?:key|secret)"\\s*:\\s*").*?"', r'\1********"', exact))
            self.assertEqual(stat.S_IMODE(os.stat("out.json").st_mode), 0o600)
            answer = run_json("hooks", "wanted.json", "--into", "current.json", "-o", "out2.json").json
            self.assertEqual((answer["update"], answer["written"]), (json.loads(merged.out), "out2.json"))
            self.assertIsNone(run_json("hooks", "wanted.json", "--into", "current.json").json["written"])
            planned = run_json("hooks", "out.json", "--current", "current.json").json["plan"]
            self.assertEqual([[h["id"] for h in planned[k]] for k in planned], [[uuid(2)], [uuid(1)], [uuid(7)], []])
            os.remove("out.json")

    def test_nothing_is_lost(self):
        self.write("current.json", {"app": {"event_hooks": [hook(1), hook(2)]}})
        told = []
        for text in ('{"event_hooks": null}', '{"event_hooks": []}', "[]", "{}", '{"app": {}}'):
            with self.subTest(text):
                merged = run("hooks", self.write("none.json", text), "--into", "current.json")
                self.assertEqual((merged.status, json.loads(merged.out)), (0, [hook(1), hook(2)]))
                told.append("would delete every hook" in merged.err)
        for text in ('{"event_hooks": null}', "[]", '{"app": {}}'):
            merged = run("hooks", "current.json", "--into", self.write("none.json", text))
            self.assertEqual(json.loads(merged.out), [hook(1), hook(2)])
        with self.subTest("says that every hook would be deleted, beside a list that keeps them"):
            self.assertEqual(told, [False] * 5)

    def test_errors_prevent_writing(self):
        good = self.write("good.json", [hook(1)])
        bad = self.write("bad.json", [hook(1, sns_region="eu-west-2")])
        broken = self.write("broken.json", "[{]")
        for status, *arguments in ((1, bad, "--into", good), (1, broken, "--into", good), (1, good, "--into", broken),
                                   (2, good, "--into", "missing.json")):
            with self.subTest(arguments):
                self.assertEqual(run("hooks", *arguments, "-o", "out.json").status, status)
                self.assertFalse(os.path.exists("out.json"))
        self.assertIsNone(run_json("hooks", bad, "--into", good, "-o", "out.json").json["written"])
        self.assertIsNone(run_json("hooks", broken, "--into", good).json["update"])
        self.assertIn("was not written", run("hooks", bad, "--into", good, "-o", "out.json").err)
        warned = self.write("warned.json", [hook(2, id=None)])
        self.assertEqual(run("hooks", warned, "--into", good, "--strict", "-o", "out.json").status, 1)
        self.assertFalse(os.path.exists("out.json"))

    def test_files_that_cannot_be_written(self):
        good = self.write("good.json", [hook(1)])
        os.mkdir("folder")
        for name in ("folder", "folder/none/out.json", "/dev/full"):
            for arguments in ((), ("--format", "json")):
                with self.subTest((name, *arguments)):
                    self.refused(run("hooks", good, "--into", good, "-o", name, *arguments), "cannot write", name)

    def test_file_that_others_could_read(self):
        good = self.write("good.json", [hook(1)])
        os.chmod(self.write("out.json", ""), 0o644)
        run("hooks", good, "--into", good, "-o", "out.json")
        with self.subTest("a file that was there keeps its mode, and holds secrets now"):
            self.assertEqual(stat.S_IMODE(os.stat("out.json").st_mode), 0o600)


class Terminal(ToolTest):
    def test_color(self):
        self.write("wrong.json", [hook(1, sns_region="eu-west-2")])
        for arguments in (("hooks", "wrong.json"), ("arn", "x"), ("hooks", "wrong.json", "--into", "wrong.json")):
            with self.subTest(arguments):
                colored = run_on_terminal(*arguments)
                self.assertEqual(colored.status, 1)
                self.assertIn("\x1b[1;31merror\x1b[0m", colored.out)
                plain = re.sub("\x1b\\[[0-9;]*m", "", colored.out)
                piped = run(*arguments)
                self.assertNotIn("\x1b", plain + piped.out + piped.err)
                self.assertEqual(plain.replace("\r\n", "\n"), piped.out + piped.err)
                self.assertNotIn("\x1b", run_on_terminal(*arguments, NO_COLOR="1").out)
                self.assertNotIn("\x1b", run_on_terminal(*arguments, TERM="dumb").out)
                self.assertNotIn("\x1b", run_on_terminal(*arguments, "--format", "sarif").out)
                self.assertIn("\x1b", run_on_terminal(*arguments, NO_COLOR="").out)
                self.assertNotIn("\x1b", run_on_terminal(*arguments, "--format", "json").out)

    def test_controls(self):
        self.write("current.json", [hook(1), hook(2)])
        hidden = [f"a{c}[31mb" for c in "\x1b\x07\x08\r\x7f\x9b\u200b\u202e\u2066\ufeff"]
        for raw in hidden:
            self.assertNotRegex(run("arn", raw).out, CONTROL)
        for label, arguments, make in (
                ("a value", [], lambda t: hook(1, enabled=t, product=t, id=t, sns_region=t, event_types=[t])),
                ("a topic", [], lambda t: hook(1, sns_topic_arn=t)),
                ("a name", [], lambda t: {**hook(1), t: 1}),
                ("a value in the plan", ["--current", "current.json"], lambda t: hook(1, product=t, sns_topic_arn=t)),
                ("a field's name in the plan", ["--current", "current.json"], lambda t: {**hook(1), t: 1}),
                ("what JSON need not escape, in the list of --into", ["--into", "current.json"],
                 lambda t: hook(1, product=t))):
            shown = []
            for escaped in (False, True):  # False: only what JSON must escape
                for raw in hidden:
                    self.write("raw.json", json.dumps([make(raw)], ensure_ascii=escaped))
                    shown += re.findall(CONTROL, run("hooks", "raw.json", *arguments).out)
            with self.subTest(label):
                self.assertEqual(sorted(set(shown)), [])


class Secrets(ToolTest):
    def leaks(self, result):
        shown = (result.raw + result.raw_err).replace(b"\\x00", b"").replace(b"\\u0000", b"").replace(b"\0", b"")
        return [s for s in (SECRET, NUMBER) if any(s[i:i + 8].encode() in shown for i in range(len(s) - 7))]

    def test_no_output_shows_them(self):
        self.write("other.json", [hook(1), hook(2, id="x", sns_secret="other", failover_config={"gcs_bucket": "b"})])
        for name, text in awkward():
            self.write("secret.json", text if isinstance(text, bytes) else text.encode(errors="surrogateescape"))
            leaking, no_json = [], []
            for arguments in ("secret.json", "secret.json --strict", "secret.json --current other.json",
                              "other.json --current secret.json", "secret.json --into other.json",
                              "other.json --into secret.json"):
                for form in "text", "json":
                    shown = run("hooks", *arguments.split(), "--format", form)
                    self.assertIn(shown.status, (0, 1), shown.err)
                    if self.leaks(shown):
                        leaking.append(f"{arguments} {form}")
                    if (form == "json" or "--into" in arguments) and not shown.is_json:
                        no_json.append(f"{arguments} {form}")
            with self.subTest(name):
                self.assertEqual(leaking, [])
            with self.subTest("masked, the output is no JSON: " + name):
                self.assertEqual(no_json, [])

    def test_arguments(self):
        line = f'"sns_secret": "{SECRET}"'
        self.assertEqual(self.leaks(run("arn", line)), [])
        self.assertEqual(self.leaks(run("arn", "-", stdin=line.encode())), [])
        with self.subTest("`text` of `arn --format json` is not masked"):
            self.assertEqual(self.leaks(run_json("arn", "-", stdin=line.encode())), [])
        with self.subTest("JSON in place of a file's name is shown"):
            self.assertEqual(self.leaks(run("hooks", "[{" + line + "}]")), [])


if __name__ == "__main__":
    process.TOOL = os.path.abspath(sys.argv.pop(1))
    unittest.main()
