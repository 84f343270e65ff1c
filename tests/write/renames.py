#!/usr/bin/env python3
"""Renames one of each kind of thing that has an id, all over a folder and back: renames.py CSX FOLDER.

With everything renamed, `csx check` finds as much as before: whatever referred to an id followed. Renamed back, every
byte is what it was: nothing else was touched.
"""
import collections
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

AS_OF = "2026-11-20"


class Folder:
    def __init__(self, csx, source, place):
        self.csx = csx
        self.path = place / "folder"
        shutil.copytree(source, self.path)
        (place / "home").mkdir()
        self.environment = {"PATH": os.environ["PATH"], "HOME": str(place / "home"), "TZ": "UTC", "LC_ALL": "C.UTF-8",
                            "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com",
                            "GIT_COMMITTER_NAME": "Ana", "GIT_COMMITTER_EMAIL": "ana@example.com",
                            **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}}
        for words in (["init", "--quiet"], ["add", "--all"], ["commit", "--quiet", "--message", "records"]):
            self.run(["git"] + words)

    def run(self, words, codes=(0,)):
        done = subprocess.run(words, cwd=self.path, env=self.environment, capture_output=True, text=True)
        if done.returncode not in codes:
            sys.exit(f"{' '.join(words)} ended with {done.returncode}\n{done.stdout}{done.stderr}")
        return done.stdout

    def csx_json(self, *words, codes=(0,)):
        return json.loads(self.run([self.csx, "--as-of", AS_OF, *words, "--format", "json"], codes))["data"]

    def rules_found(self):
        findings = self.csx_json("check", codes=(0, 1))["findings"]
        return collections.Counter(finding["rule"] for finding in findings)

    def words(self):
        text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.path.rglob("*.yaml")))
        return collections.Counter(re.findall(r"[a-z0-9-]+", text))


def most_named(folder, subject, words):
    """The thing of a subject whose id stands in the folder most often, as REF; none where nothing has an id."""
    fields = [line.split("\t")[0] for line in
              folder.run([folder.csx, "__complete", "list", subject, "--columns", ""]).splitlines()]
    if "id" not in fields:
        return None
    whole = "ref" if "ref" in fields else "record"
    rows = folder.csx_json("list", subject, "--columns", f"id,{whole}")["rows"]
    rows = [row for row in rows if row["id"]]
    return max(rows, key=lambda row: words[row["id"]], default=None) and (
        lambda row: (row[whole], row["id"], whole == "ref"))(max(rows, key=lambda row: words[row["id"]]))


def main():
    csx, source = sys.argv[1], pathlib.Path(sys.argv[2])
    with tempfile.TemporaryDirectory(prefix="csx-renames-") as name:
        folder = Folder(csx, source, pathlib.Path(name))
        before = folder.rules_found()
        words = folder.words()
        subjects = [line.split("\t")[0] for line in folder.run([csx, "__complete", "list", ""]).splitlines()]
        done = []
        for subject in subjects:
            found = most_named(folder, subject, words)
            if not found or subject == "audits":
                continue
            holder, old, is_record = found
            new = "renamed-" + old[:50]
            # Parts are named by themselves where that is enough: by then the record around them may be renamed too.
            singular = folder.csx_json("list", subject, "--columns", "id")["kind"].replace(" ", "-")
            ref = holder if is_record else f"{holder}/{singular}/{old}" if "/" in holder else f"{singular}/{old}"
            folder.run([csx, "--as-of", AS_OF, "rename", ref, new])
            done.append((subject, ref, old, new))
        after = folder.rules_found()
        # Which steps an onboarding playbook has is fixed by their ids: under another name one of them is missing.
        after.pop("playbook/onboarding-steps-missing", None)
        if before != after:
            sys.exit(f"check finds other things: {before - after} before, {after - before} after")
        for subject, ref, old, new in reversed(done):
            holder, slash, _ = ref.rpartition("/")
            version = "@" + ref.split("@")[1] if ref.startswith("agreement/") and ref.count("/") == 1 else ""
            folder.run([csx, "--as-of", AS_OF, "rename", f"{holder}/{new}{version}", old])
        left = folder.run(["git", "diff", "--stat", ":/records", "HEAD"]).strip()
        if left or folder.run(["git", "status", "--short"]).strip():
            sys.exit(f"renamed back, this is not as it was:\n{left}")
        print(f"{len(done)} kinds of things renamed and renamed back: {', '.join(subject for subject, *_ in done)}")
        return 0 if len(done) > 20 else 1


if __name__ == "__main__":
    sys.exit(main())
