#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Tests `snsproof events` as its users see it: `events.py TOOL`."""

import base64
import gzip
import json
import os
import pty
import shutil
import signal
import subprocess
import sys
import time
import unittest

sys.dont_write_bytecode = True  # the source tree stays as it is
import process
from process import ToolTest, run

RIGHT = b'{"type":"user.updated","created_at":"2026-05-08T00:00:00Z","user":{"id":"b"}}\n'
UNKNOWN = b'{"type":"message.neww","created_at":null}\n'
BROKEN = b'{"type":"message.new","cid":7}\n'


SIGNED = {"MessageId": "m", "TopicArn": "t", "Timestamp": "t", "SignatureVersion": "1", "Signature": "s",
          "SigningCertURL": "u"}


def envelope(message, **fields):
    return json.dumps({"Type": "Notification", **SIGNED, "Message": message.decode(), **fields}).encode() + b"\n"


def compressed(event):
    return base64.b64encode(gzip.compress(event, mtime=0))


def lines_of(result):
    return [json.loads(line) for line in result.out.splitlines()]


class Events(ToolTest):
    def test_right_events(self):
        self.write("a.ndjson", RIGHT * 3)
        shown = run("events", "a.ndjson")
        self.assertEqual((shown.status, shown.err), (0, ""))
        self.assertIn("user.updated", shown.out)
        self.assertIn("3 events", shown.out)
        (total,) = lines_of(run("events", "a.ndjson", "--format", "json"))
        self.assertEqual([total[k] for k in ("ok", "events", "bytes", "clean", "warnings", "errors", "stopped")],
                         [True, 3, 3 * len(RIGHT), 3, 0, 0, False])
        size = len(RIGHT) - 1
        self.assertEqual(total["types"], [{"type": "user.updated", "events": 3, "p50": size, "p99": size, "max": size,
                                           "near_limit": 0}])

    def test_findings_of_several_files(self):
        self.write("a.ndjson", RIGHT + b"\r\n" + BROKEN)
        self.write("b.ndjson", UNKNOWN + RIGHT)
        shown = run("events", "a.ndjson", "b.ndjson")
        self.assertEqual(shown.status, 1)
        self.assertIn("a.ndjson:3:29: error: ", shown.out)
        self.assertIn("b.ndjson:1:10: warning: ", shown.out)
        first, second, total = lines_of(run("events", "a.ndjson", "b.ndjson", "--format", "json"))
        self.assertEqual((first["file"], first["line"], first["ok"]), ("a.ndjson", 3, False))
        self.assertIn(("event-field-form", 3, 29, "/cid"),
                      [(f["rule"], f["line"], f["column"], f["pointer"]) for f in first["findings"]])
        self.assertEqual((second["file"], second["line"], second["ok"]), ("b.ndjson", 1, True))
        self.assertEqual((total["events"], total["clean"], total["ok"]), (4, 2, False))
        with self.subTest("strict"):
            self.assertEqual(run("events", "b.ndjson").status, 0)
            self.assertEqual(run("events", "b.ndjson", "--strict").status, 1)

    def test_standard_input(self):
        for arguments in ([], ["-"]):
            self.assertIn("2 events", run("events", *arguments, stdin=RIGHT * 2).out)
        self.write("a.ndjson", b"skip\n" + RIGHT)
        with open("a.ndjson", "rb", buffering=0) as file:
            file.read(5)
            done = subprocess.run([process.TOOL, "events"], stdin=file, stdout=subprocess.PIPE, check=False)
        self.assertIn(b"1 events", done.stdout)
        self.assertEqual(run("events", stdin=b"").status, 0)

    def test_limit(self):
        over = RIGHT[:-1] + b" " * 2000 + b"\n"
        self.assertEqual(run("events", stdin=over).status, 0)
        shown = lines_of(run("events", "--limit", "1024", "--format", "json", stdin=over))
        self.assertEqual([f["rule"] for f in shown[0]["findings"]], ["event-size"])
        for limit in ("1023", "1048577", "x", "-1"):
            self.refused(run("events", "--limit", limit, stdin=RIGHT), "--limit")

    def test_wrong_usage(self):
        self.refused(run("events", "no-such-file"), "no-such-file")
        self.refused(run("events", "."), ".")
        self.refused(run("events", "--threads", "0", stdin=RIGHT), "--threads")

    def test_forms_of_a_body(self):
        event = RIGHT[:-1]
        forms = [event, base64.b64encode(event), compressed(event)]
        text = b"\n".join(forms) + b"\n" + b"".join(map(envelope, forms))
        (total,) = lines_of(run("events", "--format", "json", stdin=text))
        self.assertEqual((total["events"], total["clean"], total["ok"]), (6, 6, True))
        # All under the event's type, and each with the size that SNS counts.
        self.assertEqual([(t["type"], t["events"], t["max"]) for t in total["types"]],
                         [("user.updated", 6, max(map(len, forms)))])

    def test_places_in_bodies(self):
        event = b'{"type":"message.neww","created_at":null}'
        for text, place in ((envelope(event), 1 + envelope(event).index(b"message.neww")),
                            (base64.b64encode(event) + b"\n", 13)):
            shown = lines_of(run("events", "--format", "json", stdin=RIGHT + text))[0]
            (found,) = shown["findings"]
            self.assertEqual((found["rule"], found["line"], found["column"]), ("event-type-unknown", 2, place))
            self.assertNotIn("inflated_findings", shown)
        # What was compressed has lines and columns of its own.
        text = RIGHT + compressed(b"\n" + event) + b"\n"
        shown = lines_of(run("events", "--format", "json", stdin=text))[0]
        self.assertEqual((shown["line"], shown["ok"], shown["findings"]), (2, True, []))
        (found,) = shown["inflated_findings"]
        self.assertEqual([found[k] for k in ("rule", "line", "column", "offset", "pointer", "did_you_mean")],
                         ["event-type-unknown", 2, 10, 10, "/type", "message.new"])
        self.assertIn("-:2:inflated:2:10: warning: ", run("events", stdin=text).out)

    def test_wrong_bodies(self):
        for text, rule in ((b"harbour\n", "body-form"), (b"eyJ0*\n", "body-base64"), (b"eyJ0eX\n", "body-base64-end"),
                           (compressed(RIGHT)[:-8] + b"\n", "body-gzip-end"),
                           (envelope(b""), "body-empty"),
                           (b'{"Type":"Notification","Message":"e30="}\n', "body-envelope-field")):
            shown = run("events", "--format", "json", stdin=text)
            self.assertEqual(shown.status, 1, rule)
            self.assertIn(rule, [f["rule"] for f in lines_of(shown)[0]["findings"]])
        # SNS's own messages are no events, and nothing is wrong with them.
        shown = run("events", "--strict", "--format", "json",
                    stdin=envelope(b"m", Type="SubscriptionConfirmation", Token="t", SubscribeURL="u"))
        self.assertEqual((shown.status, [f["rule"] for f in lines_of(shown)[0]["findings"]]), (0, ["body-subscription"]))

    def test_the_limit_is_that_of_the_published_form(self):
        event = RIGHT[:-1] + b" " * (1024 - len(RIGHT) + 1)
        for text, status in ((envelope(event), 0), (envelope(event + b" "), 1), (base64.b64encode(event), 1),
                             (compressed(event + b" "), 0), (envelope(event)[:-2] + b" " * 70000 + b"}\n", 1)):
            shown = run("events", "--limit", "1024", "--format", "json", stdin=text)
            self.assertEqual(shown.status, status, text[:40])
            found = [f["rule"] for line in lines_of(shown) for f in line.get("findings", [])]
            self.assertEqual(found, ["event-size"] if status else [])

    def test_threads_give_one_answer(self):
        broken = BROKEN[:-1]
        self.write("a.ndjson", (RIGHT * 50 + BROKEN + UNKNOWN + compressed(broken) + b"\n" + envelope(broken) +
                                base64.b64encode(broken) + b"\n") * 200)
        one = run("events", "a.ndjson", "--threads", "1", "--format", "json")
        for count in ("2", "7"):
            self.assertEqual(run("events", "a.ndjson", "--threads", count, "--format", "json").out, one.out)
        with open("a.ndjson", "rb") as file:
            piped = run("events", "--format", "json", stdin=file.read())
        self.assertEqual(piped.out.replace('"-"', '"a.ndjson"'), one.out)

    def test_stop_after(self):
        shown = lines_of(run("events", "--stop-after", "1", "--format", "json", stdin=UNKNOWN * 9))
        self.assertEqual(len(shown), 2)
        self.assertEqual((shown[-1]["stopped"], shown[-1]["events"]), (True, 1))

    def test_progress_is_no_output(self):
        self.assertEqual(run("events", "--progress", stdin=RIGHT).out, run("events", stdin=RIGHT).out)

    def follow(self, arguments, terminal, **more):
        """What stands on standard error while events come slowly, and then standard output."""
        leader, follower = pty.openpty() if terminal else os.pipe()
        with subprocess.Popen([process.TOOL, "events", *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=follower, env={**process.ENVIRONMENT, **more}) as tool:
            os.close(follower)
            tool.stdin.write(RIGHT * 4000)
            tool.stdin.flush()
            time.sleep(1.2)
            tool.stdin.write(RIGHT * 4000 + UNKNOWN)
            tool.stdin.close()
            out = tool.stdout.read().decode()
            err = b""
            try:
                while chunk := os.read(leader, 65536):
                    err += chunk
            except OSError:  # as Linux ends a terminal
                pass
            os.close(leader)
        return err.decode(), out

    def test_progress(self):
        """On a terminal one line that is written again and erased; elsewhere only what is asked for, in lines."""
        err, out = self.follow([], True)
        self.assertRegex(err, r"\A(?:\r-: [^\r\n]{,70} errors\x1b\[K)+\r\x1b\[K\Z")
        self.assertIn("8001 events", out)
        self.assertNotIn("\x1b", out)
        self.assertEqual(self.follow([], True, TERM="dumb")[0], "")
        self.assertEqual(self.follow([], False)[0], "")
        self.assertRegex(self.follow(["--progress"], False)[0], r"\A(?:-: \d+ MB, \d+ events, 0 errors\n)+\Z")

    def test_a_reader_that_goes_away(self):
        self.write("a.ndjson", BROKEN * 20000)
        with subprocess.Popen([process.TOOL, "events", "a.ndjson"], stdout=subprocess.PIPE,
                              stderr=subprocess.PIPE) as tool:
            tool.stdout.read(10)
            tool.stdout.close()
            err = tool.stderr.read()
            tool.wait(30)
        # As a filter does it where the signal is not ignored, which Python's children have.
        self.assertIn(tool.returncode, (2, -signal.SIGPIPE))
        self.assertLess(len(err), 200)

    def test_memory(self):
        """Less than 64 MiB, with what the program itself takes, for lines that never end and for the worst of
        many small ones."""
        with open(process.TOOL, "rb") as tool:
            if b"__asan" in tool.read():
                self.skipTest("sanitizers take memory of their own")
        code = ("import resource,subprocess,sys;"
                "p=subprocess.run([sys.argv[1],'events','--threads','2','--limit','1048576','--format',sys.argv[2]],"
                "stdin=sys.stdin.buffer,stdout=subprocess.DEVNULL);"
                "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)")
        for text in (b"x" * 50_000_000, b"1\n" * 400_000, (b"[" * 1_000_000 + b"\n") * 20,
                     (b'{"a":"' + b"\xef\xbf\xbe" * 340_000 + b'"}\n') * 10,
                     # Envelopes as long as they are read, and what is in them; bombs, and what does not end.
                     (b'{"Type":"Notification","x":[' + b"[]," * 720_000 + b"0]}\n") * 10,
                     envelope(b'{"a":"' + b"\xef\xbf\xbe" * 340_000 + b'"}') * 10,
                     (compressed(b"\xef\xbf\xbe" * 300_000) + b"\n") * 200,
                     (compressed(b"[" + b"[]," * 340_000 + b"0]") + b"\n") * 200,
                     (compressed(b"x" * 50_000_000) + b"\n") * 20,
                     b'{"Type":"Notification","Message":"' + b"x" * 50_000_000):
            for form in ("json", "sarif"):
                done = subprocess.run([sys.executable, "-c", code, process.TOOL, form], input=text,
                                      capture_output=True, check=True)
                self.assertLess(int(done.stdout) * 1024, 64 << 20, (form, text[:10]))

    def test_under_gnu_parallel(self):
        """Any engine that pipes records can run it: the totals of all parts are those of one process."""
        if shutil.which("parallel") is None:
            self.skipTest("GNU parallel is not installed")
        self.write("a.ndjson", (RIGHT * 50 + BROKEN + UNKNOWN) * 100)
        one = lines_of(run("events", "a.ndjson", "--format", "json"))
        with open("a.ndjson", "rb") as events:
            done = subprocess.run(["parallel", "--will-cite", "--pipe", "--block", "50k", "-j", "2",
                                   f"'{process.TOOL}' events --threads 1 --format json"],
                                  stdin=events, stdout=subprocess.PIPE, check=False,
                                  env={**os.environ, "HOME": os.getcwd()})
        parts = [json.loads(line) for line in done.stdout.splitlines()]
        totals = [p for p in parts if "events" in p]
        self.assertGreater(len(totals), 3)
        for key in ("events", "bytes", "clean", "warnings", "errors"):
            self.assertEqual(sum(t[key] for t in totals), one[-1][key], key)
        rules = sorted(f["rule"] for p in parts for f in p.get("findings", []))
        self.assertEqual(rules, sorted(f["rule"] for p in one for f in p.get("findings", [])))


if __name__ == "__main__":
    process.TOOL = os.path.abspath(sys.argv.pop(1))
    unittest.main()
