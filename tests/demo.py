#!/usr/bin/env python3
"""Runs script/demo as a machine would on which nothing is configured: demo.py CSX SCRIPT. Its story must be whole, and what
it promises to leave must be there and nothing else."""
import os
import pathlib
import subprocess
import sys
import tempfile

# What each part of the story must say, in its order.
STORY = [
    "files made in a new git repository", "warnings", "did you mean \"high-touch\"?", "cannot be submitted: 10 of 15 fields",
    "event: submitted", "event: returned", "event: accepted", "deadline:", "holiday: Dia da Consci\u00eancia Negra", "Net revenue retention",
    "alerts,", "committed ", "csx: audit run 2026-10", "2026-10  ok", "2026-10 was tampered with:", "csx: handoff accept",
    "Open it in a browser: ",
]


def main():
    csx, script = (pathlib.Path(word).resolve() for word in sys.argv[1:3])
    with tempfile.TemporaryDirectory(prefix="csx-demo-") as name:
        top = pathlib.Path(name).resolve()
        for folder in ("pages", "tmp"):
            (top / folder).mkdir()
        environment = {"PATH": os.environ["PATH"], "HOME": str(top / "nowhere"), "TMPDIR": str(top / "tmp"),
                       **{key: value for key, value in os.environ.items() if key.endswith("SAN_OPTIONS")}}
        run = subprocess.run([script, csx, top / "pages"], env=environment, capture_output=True, text=True)
        faults = [] if run.returncode == 0 else [f"exit code {run.returncode}: {run.stderr}"]
        at = 0
        for part in STORY:
            found = run.stdout.find(part, at)
            if found < 0:
                faults.append(f"the story lacks, after what comes before it: {part}")
            at = max(at, found)
        left = sorted(str(path.relative_to(top)) for path in top.rglob("*") if path.is_file())
        if left != ["pages/bulletin.html"]:
            faults.append(f"left behind: {left}")
        elif f"Open it in a browser: {top}/pages/bulletin.html" not in run.stdout:
            faults.append("the printed path is not that of the page")
        if faults:
            print(run.stdout, *faults, sep="\n")
        sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
