#!/usr/bin/env python3
"""Where no further thread is to be had, as in a container at its limit, csx says the same as ever: no_threads.py CSX"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parents[2]
NOBODY = 65534
COMMANDS = (["--version"], ["check", "--format", "json"], ["list", "account", "--format", "json"],
            ["clock", "list", "--format", "json"], ["metrics", "revenue", "--format", "json"], ["alerts", "--format", "json"],
            ["audit", "verify", "--format", "json"], ["scorecard", "--format", "json"])


def become_nobody():
    if os.geteuid() == 0:  # whom no limit holds
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)


def become_limited():
    become_nobody()
    resource.setrlimit(resource.RLIMIT_NPROC, (1, 1))


def run(words, place, who=become_nobody):
    environment = {"PATH": "/usr/bin:/bin", "HOME": str(place), "TZ": "UTC", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
                   **{f"GIT_{role}_{key}": value for role in ("AUTHOR", "COMMITTER")
                      for key, value in (("NAME", "Ana"), ("EMAIL", "ana@example.com"))}}
    done = subprocess.run(words, cwd=place, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True,
                          timeout=120, preexec_fn=who)
    return done.returncode, done.stdout, done.stderr


def main():
    faults = 0
    with tempfile.TemporaryDirectory(prefix="csx-no-threads-") as top:
        place = pathlib.Path(top)
        shutil.copy(sys.argv[1], place / "csx")
        shutil.copytree(ROOT / "examples/aurora", place / "aurora", symlinks=True)
        if os.geteuid() == 0:
            for path in (place, *place.rglob("*")):
                os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
        csx = [str(place / "csx"), "-C", "aurora", "--as-of", "2026-11-20"]
        for words in (["git", "init", "--quiet", "aurora"], ["git", "-C", "aurora", "add", "--all"],
                      ["git", "-C", "aurora", "commit", "--quiet", "--message", "records"],
                      [*csx, "audit", "run", "--period", "2026-10"]):
            code, _, error = run(words, place)
            if code not in (0, 1):
                sys.exit(f"{words}: exit {code}: {error}")
        for words in COMMANDS:
            usual, limited = run([*csx, *words], place), run([*csx, *words], place, become_limited)
            if usual[0] not in (0, 1) or usual != limited:
                faults += 1
                print(f"csx {' '.join(words)}: exit {usual[0]}, and {limited[0]} without threads: {limited[2][:300]}")
    print(f"{len(COMMANDS)} commands, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
