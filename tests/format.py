#!/usr/bin/env python3
"""Every source is as clang-format writes it: format.py ROOT [--fix].

Versions of clang-format differ in small things; what counts is Debian 12's. With another, or none, this is skipped.
"""
import pathlib
import shutil
import subprocess
import sys

VERSION = "14."
SKIPPED = 77


def sources(root):
    return [str(path) for folder in ("cmake", "include", "src", "tests")
            for path in sorted((root / folder).rglob("*.[ch]pp")) if "node_modules" not in path.parts]


def main():
    root = pathlib.Path(sys.argv[1])
    tool = shutil.which("clang-format-14") or shutil.which("clang-format")
    version = subprocess.run([tool, "--version"], capture_output=True, text=True, check=True).stdout if tool else ""
    if f"version {VERSION}" not in version:
        print(f"skipped: clang-format {VERSION}* is wanted, there is {version.strip() or 'none'}")
        sys.exit(SKIPPED)
    files = sources(root)
    how = ["-i"] if "--fix" in sys.argv else ["--dry-run", "-Werror"]
    code = subprocess.run([tool, *how, *files], check=False).returncode
    print(f"{len(files)} files" + ("" if code == 0 else f"; mend them with python3 {sys.argv[0]} {root} --fix"))
    sys.exit(1 if code or not files else 0)


if __name__ == "__main__":
    main()
