#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Makes the Debian packages of a build and uses them as their users do.

usage: debian_packages.py BUILD VERSION CMAKE CPACK GENERATOR COMPILER
"""

import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import unittest

HERE = pathlib.Path(__file__).resolve().parent


def run(*command, status=0, **more):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, timeout=120,
                          check=False, **more)
    assert (done.returncode == 0) == (status == 0), f"{command}: exit status {done.returncode}\n{done.stdout}"
    return done.stdout


def field(package, name):
    return run("dpkg-deb", "-f", package, name).strip()


class Packages(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        scratch = tempfile.TemporaryDirectory()
        cls.addClassCleanup(scratch.cleanup)
        cls.folder = pathlib.Path(scratch.name)
        run(CPACK, "--config", f"{BUILD}/CPackConfig.cmake", "-B", cls.folder)
        machine = run("dpkg", "--print-architecture").strip()
        cls.dev = cls.folder / f"libsnsproof-dev_{VERSION}_all.deb"
        cls.tool = cls.folder / f"snsproof_{VERSION}_{machine}.deb"

    def unpack(self, *packages):
        root = pathlib.Path(tempfile.mkdtemp(dir=self.folder))
        for package in packages:
            run("dpkg-deb", "-x", package, root)
        return root

    def configure(self, project, root, *options, status=0):
        build = tempfile.mkdtemp(dir=self.folder)
        said = run(CMAKE, "-S", project, "-B", build, "-G", GENERATOR, f"-DCMAKE_CXX_COMPILER={COMPILER}",
                   f"-DCMAKE_PREFIX_PATH={root}/usr", *options, status=status)
        return build, said

    def test_there_are_two(self):
        self.assertEqual(sorted(self.folder.glob("*.deb")), sorted([self.dev, self.tool]))
        self.assertEqual(field(self.dev, "Version"), VERSION)
        self.assertEqual(field(self.dev, "Depends"), "")
        if shutil.which("dpkg-shlibdeps"):
            for library in ("libc6", "libstdc++6", "zlib1g", "libsimdjson"):
                self.assertIn(library, field(self.tool, "Depends"))

    def test_they_share_no_file_and_have_all(self):
        dev, tool = ({path.relative_to(root) for path in root.rglob("*") if not path.is_dir()}
                     for root in (self.unpack(self.dev), self.unpack(self.tool)))
        self.assertEqual(dev & tool, set())
        self.assertIn(pathlib.Path("usr/bin/snsproof"), tool)
        headers = HERE.parents[1] / "include"
        for path in headers.rglob("*.hpp"):
            self.assertIn("usr/include" / path.relative_to(headers), dev)
        installed = tempfile.mkdtemp(dir=self.folder)
        run(CMAKE, "--install", BUILD, "--prefix", f"{installed}/usr")
        root = pathlib.Path(installed)
        self.assertEqual({path.relative_to(root) for path in root.rglob("*") if not path.is_dir()}, dev | tool)

    def test_the_tool_runs(self):
        root = self.unpack(self.tool)
        tool = root / "usr/bin/snsproof"
        self.assertEqual(run(tool, "--version"), VERSION + "\n")
        run(tool, "hooks", HERE / "check/hooks.json")
        self.assertIn("[hook-region-mismatch]", run(tool, "hooks", HERE.parents[1] / "docs/examples/hooks.json", status=1))

    def test_the_library_compiles(self):
        root = self.unpack(self.dev)
        build, _ = self.configure(HERE / "find_package", root, "-DCMAKE_DISABLE_FIND_PACKAGE_simdjson=ON")
        run(CMAKE, "--build", build)
        run(f"{build}/consumer")
        with open(f"{build}/CMakeCache.txt", encoding="utf-8") as cache:
            self.assertIn(f"snsproof_DIR:PATH={root}/usr/share/cmake/snsproof\n", cache.read())

    def test_a_build_is_checked(self):
        _, said = self.configure(HERE / "check", self.unpack(self.dev), status=1)
        self.assertIn("component tool was not installed", " ".join(said.split()))
        build, _ = self.configure(HERE / "check", self.unpack(self.dev, self.tool))
        self.assertIn("events of 1 arrive", run(CMAKE, "--build", build))


if shutil.which("dpkg-deb") is None:
    print("no Debian system: there is nothing to unpack packages with")
    sys.exit(77)
os.umask(0o022)
BUILD, VERSION, CMAKE, CPACK, GENERATOR, COMPILER = sys.argv[1:7]
del sys.argv[1:7]
unittest.main()
