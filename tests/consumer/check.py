#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Builds the project `check` beside this file, whose build checks a configuration: `check.py CMAKE GENERATOR PREFIX`.

PREFIX is where snsproof and its tool are installed.
"""

import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent
DONE = "the bundle is made"


class Check(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.project = pathlib.Path(scratch.name).resolve() / "a project"
        shutil.copytree(HERE / "check", self.project)

    def cmake(self, *arguments):
        environment = {k: v for k, v in os.environ.items() if k != "CLICOLOR_FORCE"}
        done = subprocess.run([CMAKE, *arguments], stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
                              timeout=120, env=environment, check=False)
        return done.returncode, done.stdout

    def configure(self, *options, more=""):
        return self.cmake("-S", self.project, "-B", self.project / "build", "-G", GENERATOR,
                          f"-DCMAKE_PREFIX_PATH={PREFIX}", f"-DMORE={more}", *options)

    def configured(self, *options, more=""):
        status, said = self.configure(*options, more=more)
        self.assertEqual(status, 0, said)

    def build(self, *arguments):
        return self.cmake("--build", self.project / "build", *arguments)

    def passes(self, *checked):
        status, said = self.build()
        self.assertEqual(status, 0, said)
        self.assertIn(DONE, said)
        self.assertEqual(sorted(re.findall(r"Checking (.*)", said)), sorted(checked), said)
        return said

    def fails(self, *words):
        status, said = self.build("--target", "bundle")
        self.assertNotEqual(status, 0, said)
        self.assertNotIn(DONE, said)
        for word in words:
            self.assertIn(word, said)

    def replace(self, name, old, new):
        path = self.project / name
        text = path.read_text()
        self.assertIn(old, text)
        path.write_text(text.replace(old, new))

    def test_a_right_configuration_builds_and_is_checked_once(self):
        self.configured()
        said = self.passes("hooks.json, topic-policy.json", "hooks.json, settings.json", "topic-policy.json")
        for shown in ("events of 1 arrive", "plan: 0 to create, 1 to change, 0 to keep, 1 to delete",
                      "Stream can publish"):
            self.assertIn(shown, said)
        self.passes()
        self.configured()
        self.passes()

    def test_a_wrong_one_does_not(self):
        self.configured()
        self.passes("hooks.json, topic-policy.json", "hooks.json, settings.json", "topic-policy.json")
        self.replace("hooks.json", '"eu-west-1",', '"eu-west-2",')
        place = f"{self.project}/hooks.json:8:20: error: "
        self.fails(place, "[hook-region-mismatch]")
        self.fails(place)  # until it is right
        self.replace("hooks.json", '"eu-west-2",', '"eu-west-1",')
        self.passes("hooks.json, topic-policy.json", "hooks.json, settings.json")
        self.replace("topic-policy.json", "185583345998", "185583345999")
        self.fails("[preflight-resource-denied]", "events of 0 arrive")

    def test_what_is_not_to_be_deleted(self):
        self.configured()
        self.replace("hooks.json", "0c5e5d4a", "0c5e5d4b")
        status, said = self.build("--target", "plan")
        self.assertNotEqual(status, 0, said)
        self.assertIn("- delete  0c5e5d4a-2f0b-4d6e-9a53-1f6f2f0f6a11", said)

    def test_arguments(self):
        self.replace("hooks.json", '"message.new"', '"message.new", "mesage.read"')
        self.configured()
        self.passes("hooks.json, topic-policy.json", "hooks.json, settings.json", "topic-policy.json")
        self.configured(more="STRICT")
        self.fails("warning:", "mesage.read")
        self.configured(more="CURRENT;settings.json")
        self.fails("error:", "7d1f6b1e-8a4c-4c55-9b0d-52b7c1f0e922")
        (self.project / "events.ndjson").write_text('{"type": "message.new", "x": "' + "x" * 300000 + '"}\n')
        self.configured(more="EVENTS;events.ndjson")
        self.fails("[preflight-event-dropped]")
        for more, message in (("NONSENSE", "unknown arguments: NONSENSE"), ("EVENTS", "no value for: EVENTS"),
                              ("DELETE;x", "DELETE needs CURRENT")):
            status, said = self.configure(more=more)
            self.assertNotEqual(status, 0, said)
            self.assertIn(message, " ".join(said.split()))

    def test_several_checks_of_a_target(self):
        with open(self.project / "CMakeLists.txt", "a", encoding="utf-8") as project:
            project.write("snsproof_check(bundle HOOKS hooks.json)\n")
        self.configured()
        self.passes("hooks.json", "hooks.json, topic-policy.json", "hooks.json, settings.json", "topic-policy.json")

    def test_the_page_of_recipes(self):
        page = (HERE.parents[1] / "docs/automation.md").read_text()
        (self.project / "CMakeLists.txt").write_text(re.search(r"^```cmake\n(.*?)^```$", page, re.M | re.S)[1])
        (self.project / "deploy").mkdir()
        for name in ("hooks.json", "topic-policy.json"):
            (self.project / name).rename(self.project / "deploy" / name)
        self.configured()
        self.assertEqual(self.build()[0], 0)
        self.replace("deploy/hooks.json", '"eu-west-1",', '"eu-west-2",')
        status, said = self.build()
        self.assertNotEqual(status, 0)
        self.assertIn("[hook-region-mismatch]", said)

    def test_the_tool_is_built_first(self):
        if GENERATOR != "Ninja":
            self.skipTest("the dry run of others needs the files")
        self.configured(f"-DSNSPROOF_SOURCE={HERE.parents[1]}", "-DCMAKE_DISABLE_FIND_PACKAGE_snsproof=ON")
        status, said = self.build("--target", "bundle", "--", "-n")
        self.assertEqual(status, 0, said)
        self.assertRegex(said, r"(?s)Linking CXX executable \S*snsproof\n.*Checking hooks\.json, topic-policy\.json\n")


CMAKE, GENERATOR, PREFIX = sys.argv[1:4]
del sys.argv[1:4]
unittest.main()
