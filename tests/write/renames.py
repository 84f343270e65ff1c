#!/usr/bin/env python3
"""Renames one of each kind of thing that has an id, all over a folder and back: renames.py CSX FOLDER.

With everything renamed, `csx check` finds as much as before: whatever referred to an id followed. Renamed back, every
byte is what it was: nothing else was touched.
"""
import collections
import re
import sys

from repository import Repository, scratch


class Folder(Repository):
    as_of = "2026-11-20"  # the day of the example

    def complete(self, *words):
        return [line.split("\t")[0] for line in self.run([self.csx_path, "__complete", *words]).stdout.splitlines()]

    def rules_found(self):
        findings = self.data("check", codes=(0, 1))["findings"]
        return collections.Counter(finding["rule"] for finding in findings)

    def word_counts(self):
        text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(self.folder.rglob("*.yaml")))
        return collections.Counter(re.findall(r"[a-z0-9-]+", text))


def most_named(folder, subject, words):
    """The thing of a subject whose id stands in the folder most often, as REF; none where nothing has an id."""
    fields = folder.complete("list", subject, "--columns", "")
    if "id" not in fields:
        return None
    whole = "ref" if "ref" in fields else "record"
    rows = folder.data("list", subject, "--columns", f"id,{whole}")["rows"]
    rows = [row for row in rows if row["id"]]
    most = max(rows, key=lambda row: words[row["id"]], default=None)
    return most and (most[whole], most["id"], whole == "ref")


def main():
    csx, source = sys.argv[1:3]
    with scratch("renames") as name:
        folder = Folder(name, csx, source)
        before = folder.rules_found()
        words = folder.word_counts()
        subjects = folder.complete("list", "")
        done = []
        for subject in subjects:
            found = most_named(folder, subject, words)
            if not found or subject == "audits":
                continue
            holder, old, is_record = found
            new = "renamed-" + old[:50]
            # Parts are named by themselves where that is enough: by then the record around them may be renamed too.
            singular = folder.data("list", subject, "--columns", "id")["kind"].replace(" ", "-")
            ref = holder if is_record else f"{holder}/{singular}/{old}" if "/" in holder else f"{singular}/{old}"
            folder.must("rename", ref, new)
            done.append((subject, ref, old, new))
        after = folder.rules_found()
        # Which steps an onboarding playbook has is fixed by their ids: under another name one of them is missing.
        after.pop("playbook/onboarding-steps-missing", None)
        if before != after:
            sys.exit(f"check finds other things: {before - after} before, {after - before} after")
        for subject, ref, old, new in reversed(done):
            holder, slash, _ = ref.rpartition("/")
            version = "@" + ref.split("@")[1] if ref.startswith("agreement/") and ref.count("/") == 1 else ""
            folder.must("rename", f"{holder}/{new}{version}", old)
        left = folder.git("diff", "--stat", ":/records", "HEAD").strip()
        if left or folder.git("status", "--short").strip():
            sys.exit(f"renamed back, this is not as it was:\n{left}")
        print(f"{len(done)} kinds of things renamed and renamed back: {', '.join(subject for subject, *_ in done)}")
        return 0 if len(done) > 20 else 1


if __name__ == "__main__":
    sys.exit(main())
