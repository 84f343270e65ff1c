#!/usr/bin/env python3
"""Runs golden command tests: run.py --csx PROGRAM [--update] CASE.test...

A case is a text file:

    # A sentence that says what is tested
    fixture: tests/data/cli/small      folder that is copied and committed; without it an empty folder
    as-of: 2026-11-20                  given to every csx as --as-of
    git: none                          the folder is no repository

    $ csx check --rule schema/*
    | a line of standard output
    ! a line of standard error
    = 1

Each `$` line is run by sh in one folder, in a clean environment; `= 0` is left out. In an expected line `<*>` stands
for any text. --update rewrites what is expected; the difference is reviewed like code.
"""
import argparse
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
DATE = "2026-03-02T10:12:00-03:00"


class Case:
    def __init__(self, path):
        self.path = path
        self.head, self.settings, self.steps = [], {}, []
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("$ "):
                self.steps.append((line[2:], []))
            elif self.steps:
                if line:
                    self.steps[-1][1].append(line)
            else:
                self.head.append(line)
                name, colon, value = line.partition(":")
                if colon and not line.startswith("#"):
                    self.settings[name.strip()] = value.strip()
        while self.head and not self.head[-1]:
            self.head.pop()
        unknown = set(self.settings) - {"fixture", "as-of", "git"}
        if unknown or not self.head or not self.head[0].startswith("# "):
            sys.exit(f"{path}: a title and fixture, as-of or git are wanted, not {sorted(unknown)}")

    def text(self, answers):
        lines = list(self.head)
        for (command, _), answer in zip(self.steps, answers):
            lines += ["", f"$ {command}"] + answer
        return "\n".join(lines) + "\n"


def make_folder(case, place, environment):
    folder = place / "folder"
    if "fixture" in case.settings:
        shutil.copytree(ROOT / case.settings["fixture"], folder, symlinks=True)
    else:
        folder.mkdir()
    if case.settings.get("git") != "none":
        for words in (["init", "--quiet", "--initial-branch=main"], ["add", "--all"],
                      ["commit", "--quiet", "--allow-empty", "--message", "records"]):
            subprocess.run(["git"] + words, cwd=folder, env=environment, check=True)
    return folder


def clean_environment(place, csx):
    (place / "home").mkdir()
    (place / "bin").mkdir()
    (place / "bin" / "csx").symlink_to(csx)
    return {
        "PATH": f"{place / 'bin'}:/usr/bin:/bin", "HOME": str(place / "home"), "TZ": "UTC", "LC_ALL": "C.UTF-8",
        "COLUMNS": "100", "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana Souza",
        "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Ana Souza",
        "GIT_COMMITTER_EMAIL": "ana@example.com", "GIT_AUTHOR_DATE": DATE, "GIT_COMMITTER_DATE": DATE,
        # Sanitizers speak through standard error, which is compared.
        **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")},
    }


def run(case, csx):
    with tempfile.TemporaryDirectory(prefix="csx-golden-") as name:
        place = pathlib.Path(name).resolve()
        environment = clean_environment(place, csx)
        folder = make_folder(case, place, environment)
        as_of = case.settings.get("as-of")
        prelude = f"csx() {{ command csx --as-of '{as_of}' \"$@\"; }}\n" if as_of else ""
        answers = []
        for command, _ in case.steps:
            done = subprocess.run(["sh", "-c", prelude + command], cwd=folder, env=environment, capture_output=True,
                                  stdin=subprocess.DEVNULL, timeout=60)
            answers.append(shown(done, str(place)))
        return answers


def shown(done, place):
    lines = []
    for mark, stream in (("|", done.stdout), ("!", done.stderr)):
        text = stream.decode("utf-8", "backslashreplace").replace(place, "PLACE")
        if text and not text.endswith("\n"):
            text += "⏎ no line break at the end\n"
        lines += [f"{mark} {line}".rstrip() if not line.endswith(" ") else f"{mark} {line}"
                  for line in text.split("\n")[:-1]]
    if done.returncode != 0:
        lines.append(f"= {done.returncode}")
    return lines


def matches(expected, actual):
    if len(expected) != len(actual):
        return False
    return all(re.fullmatch(".*".join(map(re.escape, want.split("<*>"))), got) for want, got in zip(expected, actual))


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--csx", required=True, type=pathlib.Path)
    parser.add_argument("--update", action="store_true")
    parser.add_argument("cases", nargs="+", type=pathlib.Path)
    options = parser.parse_args()
    failed = 0
    for path in options.cases:
        case = Case(path)
        answers = run(case, options.csx.resolve())
        pairs = list(zip(case.steps, answers))
        if all(matches(expected, answer) for (_, expected), answer in pairs):
            continue
        if options.update:
            kept = [expected if matches(expected, answer) else answer for (_, expected), answer in pairs]
            path.write_text(case.text(kept), encoding="utf-8")
            print(f"updated {path}")
            continue
        failed += 1
        print(f"{path}: {case.head[0][2:]}")
        for (command, expected), answer in pairs:
            if not matches(expected, answer):
                print(f"  $ {command}")
                print("".join(f"  -{line}\n" for line in expected) + "".join(f"  +{line}\n" for line in answer), end="")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
