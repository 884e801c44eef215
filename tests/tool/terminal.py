#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""What no output of the tool may hold, whoever wrote the input: `terminal.py TOOL`.

Control characters of files, of their names and of arguments never reach standard output or standard error,
in no format; and no command prints a secret. SECURITY.md promises both.
"""

import json
import os
import re
import subprocess
import sys
import unittest

sys.dont_write_bytecode = True  # the source tree stays as it is
import process
from documents import NUMBER, SECRET, awkward, hook, uuid
from process import ToolTest, run, run_on_terminal

# Controls (C0, DEL, C1), line separators, what changes the direction of text, and what is not seen.
CONTROL = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff"
                     "\ufff9-\ufffb\U00013430-\U0001343f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
                     "\U000e0000-\U000e007f]")
COLOR = re.compile("\x1b\\[(1;3[156]|0)m")

# What JSON takes in strings as it is, what it takes escaped only, and what is no UTF-8.
RAW = "a\x7f\x9b31m\u202eb\u2066\u200b\u2028\ufeff\U000e0041\u00ad\U0001d173z"
ESCAPED = "a\x1b[31m\x1b]0;owned\x07\r\x08\x9b2J\x85\u202e\x7f\nz"
BROKEN = b"a\x1b[31m\x07\r\x08\xff\xc2\xed\xa0\x80\x9bz"
ARGUMENTS = [RAW.encode(), ESCAPED.encode(), BROKEN]

ARN = "arn:aws:sns:eu-west-1:210987654321:harbour"

HOOKS = [
    [hook(1, id="$", nonsense="$")], [hook(1, **{"$": 1})], [hook(1, **{"sns_$": "$"})],
    [hook(1, sns_topic_arn=ARN + "$")], [hook(1, sns_topic_arn="arn:aws:sns:$:210987654321:x")],
    [hook(1, sns_region="$")], [hook(1, hook_type="$")], [hook(1, event_types=["$", "message.new", "$", "$"])],
    [hook(1, webhook_url="https://$/", sns_auth_type="$")], [hook(1, id="$"), hook(2, id="$")],
    {"event_hooks": [hook(1, id="$", product="$")], "$": "$"}, {"app": {"event_hooks": [{"$": {"$": "$"}}]}}, "$",
    [{"$": 1, "$ ": 2}, "$"], {"event_hooks": {"$": "$"}},
]


def statement(**fields):
    return {"Version": "2012-10-17", "Statement": [
        {"Effect": "Allow", "Principal": "*", "Action": "sns:Publish", "Resource": ARN, **fields}]}


POLICIES = [
    statement(Sid="$"), statement(Action="sns:$"), statement(Action=["sns:Publis", "$"]), statement(Resource="$"),
    statement(Resource=ARN + "$"), statement(Principal={"AWS": "$"}), statement(Principal={"$": "$"}),
    statement(Principal={"AWS": "arn:aws:iam::210987654321:role/$"}), statement(Principal={"Federated": "$"}),
    statement(Principal={"Service": "$.amazonaws.com"}), statement(Effect="$"), statement(**{"$": "$"}),
    statement(Condition={"$": {"aws:SourceArn": "$"}}), statement(Condition={"StringEquals": {"$": "$"}}),
    statement(Condition={"StringEquals": {"aws:SourceAccount": "$"}}),
    statement(Condition={"StringLike": {"aws:SourceArn": "arn:aws:s3:::$*"}}),
    statement(Condition={"StringEquals": {"aws:PrincipalTag/$": "$", "aws:userid": "$"}}),
    statement(Condition={"StringNotLike": {"aws:UserAgent": ["$", "a$*"]}}),
    statement(Condition={"IpAddress": {"aws:SourceIp": "$"}}), statement(Condition={"Bool": {"aws:$": "$"}}),
    statement(Condition={"DateLessThan": {"aws:CurrentTime": "$"}}),
    {"Version": "$", "Id": "$", "$": "$", "Statement": ["$"]}, {"Statement": {"$": ["$"]}},
    {"Attributes": {"TopicArn": "$", "Policy": json.dumps(statement(Sid="$", Action="$"))}},
    {"Resources": {"$": {"Type": "AWS::SNS::TopicPolicy", "Properties": {
        "Topics": ["$"], "PolicyDocument": statement(Action="$", Sid="$")}}}},
    {"planned_values": {"root_module": {"resources": [{
        "address": "aws_sns_topic.$", "type": "aws_sns_topic_policy", "name": "$",
        "values": {"arn": ARN + "$", "policy": json.dumps(statement(Sid="$", Resource="$"))}}]}}},
]

EVENTS = [
    {"type": "$", "created_at": None}, {"type": "message.new", "cid": "$", "created_at": "$", "$": "$"},
    {"type": "user.updated", "created_at": None, "user": {"id": ["$"], "$": "$"}}, {"$": 1, "type": ["$"]},
    {"Type": "Notification", "$": "$", "Message": json.dumps({"type": "$", "cid": "$"}), "TopicArn": "$"}, "$",
]

REQUESTS = [
    {"principal": "$", "action": "$", "resource": "$"},
    {"principal": "*", "action": "sns:Publish", "resource": ARN, "context": {"$": "$", "aws:userid": ["$"]}},
    {"principal": "*", "action": "sns:Publish", "resource": ARN, "unknown": ["$"], "$": 1}, {"context": "$"},
    {"$": "$"},
]


def filled(document, separators=None):
    """The document with each kind of characters in the place of `$`."""
    text = json.dumps(document, separators=separators)
    # JSON within a string of JSON has its escapes escaped once more.
    yield text.replace("$", RAW).encode()
    yield text.replace("$", json.dumps(ESCAPED)[1:-1]).encode()
    yield text.replace("$", json.dumps(json.dumps(ESCAPED)[1:-1])[1:-1]).encode()
    yield text.encode().replace(b"$", BROKEN)


class Terminal(ToolTest):
    def expect_safe(self, result, what, is_terminal=False):
        for name, raw in (("stdout", result.raw), ("stderr", result.raw_err)):
            with self.subTest(what, stream=name):
                try:
                    text = raw.decode()
                except UnicodeDecodeError as error:
                    self.fail(f"no UTF-8: {error}: {raw!r}")
                if is_terminal:
                    text = COLOR.sub("", text.replace("\r\n", "\n").replace("\r\x1b[K", ""))
                found = CONTROL.search(text)
                if found:
                    self.fail(f"{found.group()!r} in {text[max(0, found.start() - 80):found.end() + 40]!r}")

    def check(self, *arguments, stdin=b"", formats=("text", "json", "sarif")):
        """Runs the command in each format."""
        for form in formats:
            result = run(*arguments, "--format", form, stdin=stdin)
            self.expect_safe(result, (form, *arguments))
            self.assertIn(result.status, (0, 1, 2))
            if form == "text" or result.out == "":
                continue
            documents = result.out[:-1].split("\n") if form == "json" and arguments[0] == "events" else [result.out]
            for document in documents:
                json.loads(document)

    def test_the_test_can_fail(self):
        for bad in [*"\x1b\x07\x08\r\x7f\x9b\u202e\u200b\ufeff", "\udcff"]:
            raw = f"a{bad}b".encode(errors="surrogateescape")
            with self.assertRaises(BaseException, msg=repr(bad)):
                try:
                    shown = raw.decode()
                except UnicodeDecodeError as error:
                    raise AssertionError from error
                self.assertIsNone(CONTROL.search(shown))

    def test_hooks(self):
        current = self.write("current.json", {"app": {"event_hooks": [hook(1), hook(9, id="$", webhook_url="$")]}})
        for number, document in enumerate(HOOKS):
            for content in filled(document):
                name = self.write(f"hooks{number}.json", content)
                self.check("hooks", name)
                self.check("hooks", name, "--current", current, formats=["text"])
                self.check("hooks", current, "--current", name, "--delete", uuid(1), "--delete", "$")
                self.check("hooks", name, "--into", current)
                self.check("hooks", current, "--into", name, formats=["text", "json"])
                self.check("preflight", "--hooks", name, "--current", current)

    def test_policies(self):
        asked = ["--principal", "185583345998", "--action", "sns:Publish", "--resource", ARN]
        good = self.write("good.json", statement())
        hooks = self.write("hooks.json", [hook(1, sns_topic_arn=ARN)])
        for number, document in enumerate(POLICIES):
            for content in filled(document):
                name = self.write(f"policy{number}.json", content)
                self.check("policy", name)
                self.check("policy", name, "--topic", ARN, "--publisher", "210987654321", formats=["text"])
                self.check("public", name, formats=["text", "json"])
                self.check("who-can", name, "--action", "sns:Publish", formats=["text", "json"])
                self.check("compare", good, name, formats=["text", "json"])
                self.check("compare", name, good, formats=["text"])
                self.check("decide", name, *asked, formats=["text", "json"])
                self.check("grant", "--topic", ARN, "--into", name)
                self.check("preflight", "--hooks", hooks, "--policy", name, formats=["text", "json"])

    def test_the_command_of_a_witness_can_be_pasted(self):
        for text in (RAW, ESCAPED, "it's \x1b\\x"):
            policy = self.write("policy.json", statement(Condition={"StringEquals": {"aws:UserAgent": text}}))
            shown = run("public", policy)
            command = shown.out[shown.out.index("snsproof decide "):].split("\n")[0].replace("snsproof", "\"$0\"", 1)
            done = subprocess.run(["bash", "-c", command, process.TOOL], stdout=subprocess.PIPE, check=False)
            self.assertEqual(done.returncode, 0, command)
            self.assertRegex(done.stdout, b"(?m)^allow")

    def test_events(self):
        hooks = self.write("hooks.json", [hook(1, sns_topic_arn=ARN)])
        for document in EVENTS:
            for content in filled(document):
                name = self.write("events.ndjson", content + b"\n" + content + b"\n")
                self.check("events", name)
                self.check("events", name, "--limit", "1024", "--stop-after", "1", "--progress", formats=["text"])
                self.check("preflight", "--hooks", hooks, "--events", name, formats=["text", "json"])
        for content in ARGUMENTS:
            self.check("events", stdin=content + b"\n")

    def test_requests_and_cases(self):
        good = self.write("good.json", statement(Condition={"StringEquals": {"aws:userid": "a"}}))
        for document in REQUESTS:
            for content in filled(document):
                self.check("decide", good, "--request", self.write("request.json", content), formats=["text", "json"])
            case = {"name": "$", "id": "$", "expect": "allow", "policy": POLICIES[12], **document}
            for more in ({}, {"policy_file": "$"}, {"policy": "$"}, {"expect": "$"}, {"expect": "depends"}):
                for content in filled({**case, **more}):
                    self.check("decide", "--cases", self.write("cases.ndjson", content), formats=["text", "json"])

    def test_arguments(self):
        good = self.write("good.json", [hook(1)])
        policy = self.write("policy.json", statement())
        for bad in ARGUMENTS:
            for arguments in (
                    ["arn", bad], ["arn", ARN.encode() + bad], ["arn", b"arn:aws:sns:" + bad + b":1:x"],
                    ["arn", b"arn:aws:sns:eu-west-1:${" + bad + b"}:x"], ["explain", bad], [bad], [b"--" + bad],
                    ["rules", b"--" + bad], ["rules", bad], ["render", bad], ["hooks", good, b"--format=" + bad],
                    ["events", good, "--limit", bad], ["events", good, "--stop-after", bad],
                    ["events", good, "--threads", bad], ["hooks", good, "--current", good, "--delete", bad],
                    ["policy", policy, "--topic", bad], ["policy", policy, "--publisher", bad],
                    ["public", policy, "--topic", bad], ["who-can", policy, "--action", bad],
                    ["who-can", policy, "--action", b"sns:" + bad], ["grant", "--topic", bad],
                    ["grant", "--topic", ARN, "--publisher", bad], ["grant", "--topic", ARN.encode() + bad],
                    ["preflight", "--hooks", good, "--policy", bad],
                    ["preflight", "--hooks", good, "--policy", bad + b"=" + policy.encode()],
                    ["preflight", "--hooks", good, "--policy", bad + b".." + bad],
                    ["preflight", "--hooks", good, "--delete", bad], ["decide", policy, "--context", bad],
                    ["decide", policy, "--request", bad], ["decide", "--cases", bad],
                    *(["decide", policy, "--principal", p, "--action", a, "--resource", r, *more]
                      for p, a, r, more in (
                          (bad, "sns:Publish", ARN, []), ("*", bad, ARN, []), ("*", "sns:Publish", bad, []),
                          ("*", "sns:Publish", ARN, ["--context", bad + b"=" + bad]),
                          ("*", "sns:Publish", ARN, ["--context", bad]),
                          ("*", "sns:Publish", ARN, ["--unknown", bad])))):
                self.expect_safe(run(*arguments), arguments)
                if not any(isinstance(a, bytes) and b"format" in a for a in arguments):
                    self.check(*arguments, formats=["json"])
        self.check("arn", "-", stdin=b"\n".join(a.replace(b"\n", b"") for a in ARGUMENTS))

    def test_file_names(self):
        for bad in ARGUMENTS:
            name = bad + b".json"
            self.check("hooks", b"no-such-" + name)
            self.check("hooks", "/dev/null/".encode() + name, formats=["text"])
            with open(name, "wb") as file:
                file.write(json.dumps([hook(1, nonsense=1)]).encode())
            for arguments in (["hooks", name], ["hooks", name, "--current", name],
                              ["hooks", name, "--into", name], ["policy", name], ["events", name, "--progress"],
                              ["public", name], ["compare", name, name], ["grant", "--topic", ARN, "--into", name],
                              ["decide", "--cases", name], ["who-can", name, "--action", "sns:Publish"],
                              ["preflight", "--hooks", name, "--policy", name, "--events", name]):
                self.check(*arguments)
            with open(name, "wb") as file:
                file.write(json.dumps([hook(1)]).encode())
            self.check("hooks", name, "--into", name, "-o", b"out-" + name, formats=["text", "json"])
            self.check("hooks", name, "--into", name, "-o", b"none/" + name, formats=["text", "json"])
            self.check("preflight", "--hooks", name, "--current", name, formats=["text", "json"])

    def test_on_a_terminal(self):
        """Where the tool adds escapes of its own, there are no others."""
        for number, (documents, command) in enumerate(
                ((HOOKS, ["hooks"]), (POLICIES, ["policy"]), (EVENTS, ["events", "--progress"]),
                 (POLICIES, ["grant", "--topic", ARN, "--into"]))):
            for document in documents:
                for content in filled(document):
                    name = self.write(f"a{number}", content)
                    self.expect_safe(run_on_terminal(*command, name), (command, content), is_terminal=True)
        for bad in ARGUMENTS:
            self.expect_safe(run_on_terminal("arn", bad), bad, is_terminal=True)
            self.expect_safe(run_on_terminal("events", bad), bad, is_terminal=True)

    def test_pages(self):
        """The manual page and help have no input; they hold no control characters either."""
        for arguments in (["render", "man"], ["render", "bash"], ["rules"], ["rules", "--markdown"], ["--help"]):
            self.expect_safe(run(*arguments), arguments)


class Secrets(ToolTest):
    """run.py has these documents for hooks in the form of text; here each command gets them in all formats."""

    def commands(self, name):
        good = self.write("good.json", [hook(1)])
        policy = self.write("policy.json", statement())
        yield ["hooks", name]
        yield ["hooks", name, "--current", good]
        yield ["hooks", good, "--current", name]
        yield ["hooks", name, "--into", good]
        yield ["hooks", good, "--into", name, "-o", "out.json"]
        yield ["policy", name]
        yield ["public", name]
        yield ["compare", policy, name]
        yield ["who-can", name, "--action", "sns:Publish"]
        yield ["decide", name, "--principal", "*", "--action", "sns:Publish", "--resource", ARN]
        yield ["decide", policy, "--request", name]
        yield ["decide", "--cases", name]
        yield ["grant", "--topic", ARN, "--into", name]
        yield ["events", name]
        yield ["preflight", "--hooks", name, "--policy", policy]
        yield ["preflight", "--hooks", good, "--current", name, "--policy", name, "--events", name]

    # Each line of events is a text of its own, and these have the key on another one.
    PARTED = {"white space", "line end in a string"}

    def expect_hidden(self, what, arguments, **more):
        for form in ("text", "json", "sarif"):
            result = run(*arguments, "--format", form, **more)
            with self.subTest(what, arguments=arguments, format=form):
                # A part of it is too much, too.
                for part in (SECRET[:12], SECRET[-12:], NUMBER[:9], "AKIA4SNSPROOF"):
                    self.assertNotIn(part, result.out + result.err)

    def test_every_command(self):
        for what, content in awkward():
            if isinstance(content, str):
                content = content.encode(errors="surrogateescape")
            name = self.write("settings.json", content)
            for arguments in self.commands(name):
                if arguments[0] != "events" or what not in self.PARTED:
                    self.expect_hidden(what, arguments)

    def test_a_settings_dump(self):
        keys = {"sns_auth_type": "keys", "sns_key": "AKIA4SNSPROOF7EXAMPL", "sns_secret": SECRET}
        settings = {"app": {"event_hooks": [hook(1, **keys), hook(2, id="x", nonsense=1, **keys),
                                            hook(3, sqs_key="AKIA4SNSPROOF7EXAMPL", sqs_secret=SECRET)],
                            "api_secret": SECRET, "sns_secret": SECRET, "nonsense": [SECRET and 1]}}
        for indent in (None, 2):
            name = self.write("settings.json", json.dumps(settings, indent=indent))
            for arguments in self.commands(name):
                self.expect_hidden("a settings dump", arguments)
            self.expect_hidden("standard input", ["hooks", "-"], stdin=json.dumps(settings, indent=indent).encode())

    def test_arguments(self):
        """A secret that was pasted where a name is asked for, with its key."""
        for text in (f'"sns_secret": "{SECRET}"', f"sns_secret={SECRET}", f"--sns_secret={SECRET}"):
            for arguments in (["arn", text], ["hooks", text], ["explain", text], ["grant", "--topic", text],
                              ["policy", text], ["events", text], [text]):
                self.expect_hidden("an argument", arguments)

    def test_the_output_file_is_for_its_owner_only(self):
        self.write("wanted.json", [hook(2)])
        self.write("settings.json", {"app": {"event_hooks": [hook(1, sns_secret=SECRET)]}})
        shown = run("hooks", "wanted.json", "--into", "settings.json", "-o", "out.json")
        self.assertNotIn(SECRET, shown.out + shown.err)
        with open("out.json", encoding="utf-8") as file:
            self.assertIn(SECRET, file.read())
        self.assertEqual(os.stat("out.json").st_mode & 0o777, 0o600)


if __name__ == "__main__":
    process.TOOL = os.path.abspath(sys.argv.pop(1))
    unittest.main()
