#!/usr/bin/env python3
"""Runs the commands that README.md shows, in its order. Usage: readme.py CSX README

A line runs beside the folder that `csx init` makes when it names it, else inside. Between the two stand a few commits, as
in any folder that has lived.
"""
import os
import pathlib
import shlex
import subprocess
import sys
import tempfile

FOLDER = "my-company"


def commands(readme):
    """Lines of csx in the blocks marked `sh`."""
    found = []
    inside = False
    for line in readme.read_text(encoding="utf-8").splitlines():
        if line.startswith("```"):
            inside = line == "```sh"
        elif inside and line.startswith("csx "):
            found.append(shlex.split(line, comments=True)[1:])
    return found


def live_a_little(folder):
    for word in ("first", "second", "third", "fourth"):
        (folder / "notes.txt").write_text(word, encoding="utf-8")
        subprocess.run(["git", "add", "-A"], cwd=folder, check=True)
        subprocess.run(["git", "commit", "-qm", word], cwd=folder, check=True)


def main():
    csx, readme = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    with tempfile.TemporaryDirectory() as name:
        root = pathlib.Path(name)
        os.environ.update(HOME=name, GIT_CONFIG_NOSYSTEM="1", GIT_AUTHOR_NAME="Ana", GIT_AUTHOR_EMAIL="ana@example.com",
                          GIT_COMMITTER_NAME="Ana", GIT_COMMITTER_EMAIL="ana@example.com")
        failed = 0
        lines = commands(readme)
        for words in lines:
            is_beside = FOLDER in words
            run = subprocess.run([csx, *words], cwd=root if is_beside else root / FOLDER, capture_output=True, text=True)
            good = run.returncode in (0, 1) and not run.stderr.startswith("csx: error")
            failed += not good
            print("ok  " if good else "FAIL", "csx", *words, "" if good else f"-> {run.returncode}\n{run.stderr}")
            if words[0] == "init":
                live_a_little(root / FOLDER)
        if len(lines) < 5:
            sys.exit(f"only {len(lines)} commands found in {readme}")
        sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
