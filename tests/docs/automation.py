#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Runs what docs/automation.md and .pre-commit-hooks.yaml tell others to run: `automation.py TOOL`.

Commands run in a project as the page describes it, as the services would run them: a step after one that failed only
where it says so. Nothing is installed: `apt-get` is a stand-in that wants to see the package, and only then is there a
tool.
"""

import json
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import tempfile
import unittest

try:
    import yaml
except ImportError:
    print("python3-yaml is not here, and the recipes are YAML")
    sys.exit(77)

ROOT = pathlib.Path(__file__).resolve().parents[2]
BLOCK = re.compile(r"^```yaml\n# ([^\n]+)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
APT_GET = """#!/bin/sh
set -eu
case $1 in update) exit 0 ;; install) ;; *) exit 100 ;; esac
for package; do :; done
test -f "$package"
ln -s "$TOOL" "$(dirname "$0")/snsproof"
"""


def recipes():
    page = (ROOT / "docs/automation.md").read_text(encoding="utf-8")
    found = {name: yaml.safe_load(text) for name, text in BLOCK.findall(page)}
    assert len(found) == page.count("```yaml"), "a recipe is not understood"
    return found


class Recipes(unittest.TestCase):
    def setUp(self):
        scratch = tempfile.TemporaryDirectory()
        self.addCleanup(scratch.cleanup)
        self.folder = pathlib.Path(scratch.name)
        for name in ("bin", "ci", "deploy"):
            (self.folder / name).mkdir()
        (self.folder / f"ci/snsproof_{VERSION}_amd64.deb").touch()
        (self.folder / "bin/apt-get").write_text(APT_GET)
        (self.folder / "bin/apt-get").chmod(0o755)
        for name in ("hooks.json", "topic-policy.json"):
            shutil.copy(ROOT / "tests/consumer/check" / name, self.folder / "deploy")

    def install(self):
        (self.folder / "bin/snsproof").symlink_to(TOOL)

    def spoil(self):
        path = self.folder / "deploy/hooks.json"
        path.write_text(path.read_text().replace('"eu-west-1",', '"eu-west-2",'))

    def run_command(self, *command):
        path = f"{self.folder / 'bin'}:{os.environ['PATH']}"
        done = subprocess.run(command, cwd=self.folder, env={**os.environ, "PATH": path, "TOOL": TOOL}, text=True,
                              stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              timeout=60, check=False)
        return done.returncode, done.stdout

    def github(self):
        """The output of the steps that fail, by name, and the names of the files that are uploaded."""
        failed, uploaded = {}, []
        for step in RECIPES[".github/workflows/snsproof.yml"]["jobs"]["preflight"]["steps"]:
            if failed and step.get("if") != "always()":
                continue
            if "run" not in step:
                uploaded += [step["with"]["sarif_file"]] if "upload-sarif" in step["uses"] else []
                continue
            status, said = self.run_command("bash", "-e", "-c", step["run"])
            if status != 0:
                failed[step["name"]] = said
        return failed, uploaded

    def results(self, name):
        """The rules of the findings in a SARIF file, with the files that they are in."""
        sarif = json.loads((self.folder / name).read_text())
        self.assertEqual(sarif["version"], "2.1.0")
        return {(result["ruleId"], place["physicalLocation"]["artifactLocation"]["uri"])
                for result in sarif["runs"][0]["results"] for place in result["locations"]}

    def test_github(self):
        failed, uploaded = self.github()
        self.assertEqual((failed, uploaded), ({}, ["snsproof.sarif"]))

    def test_github_of_a_wrong_configuration(self):
        self.spoil()
        failed, uploaded = self.github()
        self.assertEqual((list(failed), uploaded), (["Preflight"], ["snsproof.sarif"]))
        self.assertIn("deploy/hooks.json:8:20: error: ", failed["Preflight"])
        self.assertIn(("hook-region-mismatch", "deploy/hooks.json"), self.results(uploaded[0]))

    def test_github_without_the_package(self):
        shutil.rmtree(self.folder / "ci")
        self.assertIn("Install snsproof", self.github()[0])

    def gitlab(self):
        """The status of the job, what it prints, and its artifacts."""
        job = RECIPES[".gitlab-ci.yml"]["preflight"]
        script = "\n".join(job["before_script"] + job["script"])
        status, said = self.run_command("bash", "-eo", "pipefail", "-c", script)
        _, after = self.run_command("bash", "-eo", "pipefail", "-c", "\n".join(job["after_script"]))
        self.assertEqual(job["artifacts"]["when"], "always")
        return status, said + after, "".join((self.folder / name).read_text() for name in job["artifacts"]["paths"])

    def test_gitlab(self):
        status, said, kept = self.gitlab()
        self.assertEqual(status, 0, said)
        self.assertEqual(said, kept)
        self.assertIn("events of 1 arrive", kept)

    def test_gitlab_of_a_wrong_configuration(self):
        self.spoil()
        status, said, kept = self.gitlab()
        self.assertEqual((status, said), (1, kept))
        self.assertIn("[hook-region-mismatch]", kept)

    def pre_commit(self, hook, *files):
        """As pre-commit calls it: the entry's words, the arguments, the files that the pattern takes."""
        with_arguments = {h["id"]: h.get("args", []) for h in RECIPES[".pre-commit-config.yaml"]["repos"][0]["hooks"]}
        taken = [name for name in files if re.search(HOOKS[hook]["files"], name)]
        return self.run_command(*shlex.split(HOOKS[hook]["entry"]), *with_arguments[hook], *taken)

    def test_pre_commit(self):
        self.install()
        files = ["deploy/hooks.json", "deploy/topic-policy.json"]
        other = "deploy/event hooks/event_hooks.json"
        for hook in HOOKS:
            status, said = self.pre_commit(hook, *files)
            self.assertEqual((status, said.count("0 errors")), (0, 1), said)
        warned = self.folder / other
        warned.parent.mkdir()
        right = (self.folder / files[0]).read_text()
        warned.write_text(right.replace("message.new", "mesage.new"))
        with self.subTest("arguments are used"):
            status, said = self.pre_commit("snsproof-hooks", other, files[0])
            self.assertEqual((status, said.count("0 errors, 1 warning"), said.count("0 errors, 0 warnings")), (1, 1, 1))
        with self.subTest("each file is checked, and one that is wrong is enough"):
            self.spoil()
            warned.write_text(right)
            for order in (files[0], other), (other, files[0]):
                status, said = self.pre_commit("snsproof-hooks", *order)
                self.assertEqual((status, said.count("1 error,"), said.count("0 errors,")), (1, 1, 1), said)
        path = self.folder / "deploy/topic-policy.json"
        path.write_text(path.read_text().replace("Allow", "allow"))
        status, said = self.pre_commit("snsproof-policy", *files)
        self.assertEqual(status, 1, said)
        self.assertIn("[policy-effect-unknown]", said)

    def test_pre_commit_takes_the_right_files(self):
        hooks = {"hooks.json", "deploy/hooks.json", "event_hooks.json", "event-hooks.json", "eventhooks.json",
                 "a/hooks.staging.json", "prod-hooks.json", "hooks_eu.json", "sns.hooks.json"}
        policies = {"topic-policy.json", "a/sns_policy.json", "topic_policy.prod.json", "chat-topic-policies.json",
                    "sns-topic-policy.json", "topic-chat-policy.json"}
        others = {"webhooks.json", "hooks.yaml", "hooks/a.json", "policy.json", "iam-policy.json", "topic/policy.json",
                  "hooks.json.bak", "atopic-policy.json", "topic-policy.md"}
        for hook, wanted in ("snsproof-hooks", hooks), ("snsproof-policy", policies):
            taken = {name for name in hooks | policies | others if re.search(HOOKS[hook]["files"], name)}
            self.assertEqual(taken, wanted)

    def test_pre_commit_knows_the_hooks(self):
        repository = RECIPES[".pre-commit-config.yaml"]["repos"][0]
        self.assertEqual({hook["id"] for hook in repository["hooks"]}, set(HOOKS))
        self.assertEqual(repository["rev"], f"v{VERSION}")
        for hook in HOOKS.values():
            self.assertEqual(set(hook), {"id", "name", "description", "entry", "language", "files"})
            self.assertEqual(hook["language"], "system")


TOOL = str(pathlib.Path(sys.argv.pop(1)).resolve())
VERSION = subprocess.run([TOOL, "--version"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
RECIPES = recipes()
HOOKS = {hook["id"]: hook for hook in yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))}
unittest.main()
