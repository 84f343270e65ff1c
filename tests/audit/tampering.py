#!/usr/bin/env python3
"""What audits are for: tampering.py PROGRAM FOLDER. Two months are audited; then one thing is done to the repository, and
`csx audit verify` must tell tampering from ordinary life, and name the place."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CSX, FOLDER = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
AS_OF = "2026-11-03T10:00:00-03:00"
failed = []


def check(what, condition, detail=""):
    if not condition:
        failed.append(what)
        print(f"FAILED: {what}\n{detail}")


class Place:
    """A repository, and the environment that its programs run in."""

    def __init__(self, folder, home, **environment):
        self.folder = folder
        self.environment = {
            "PATH": "/usr/bin:/bin", "HOME": str(home), "TZ": "UTC", "LC_ALL": "C.UTF-8", "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ana", "GIT_AUTHOR_EMAIL": "ana@example.com", "GIT_COMMITTER_NAME": "Ana",
            "GIT_COMMITTER_EMAIL": "ana@example.com", "GIT_AUTHOR_DATE": "2026-11-03T12:00:00Z",
            "GIT_COMMITTER_DATE": "2026-11-03T12:00:00Z",
            **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")}, **environment}

    def run(self, *words, ok=True):
        done = subprocess.run([str(word) for word in words], cwd=self.folder, env=self.environment, capture_output=True,
                              text=True, timeout=600)
        if ok and done.returncode != 0:
            sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")
        return done

    def git(self, *words):
        return self.run("git", *words).stdout.strip()

    def csx(self, *words, ok=False):
        return self.run(CSX, "--as-of", AS_OF, *words, ok=ok)

    def verify(self, *words):
        done = self.csx("audit", "verify", "--format", "json", *words)
        return done, {each["id"]: each for each in json.loads(done.stdout)["data"]["audits"]} if done.stdout else {}

    def change(self, path, edit):
        whole = self.folder / path
        whole.write_text(edit(whole.read_text(encoding="utf-8")), encoding="utf-8")


def copy_of(place, name):
    folder = place.folder.parent / name
    shutil.copytree(place.folder, folder, symlinks=True)
    return Place(folder, place.environment["HOME"])


def one_digit_more(text):
    """The first result of the file, with one byte changed."""
    return re.sub(r"(value: )(\d)", lambda found: found[1] + str((int(found[2]) + 1) % 10), text, count=1)


def tampered(place, what, kind, where):
    done, audits = place.verify()
    found = [each for audit in audits.values() for each in audit["tampered"]]
    check(f"{what}: exit code 1", done.returncode == 1, done.stdout + done.stderr)
    check(f"{what}: {kind} at {where}", any(each["kind"] == kind and where in each["where"] for each in found), done.stdout)


def main(top):
    home = top / "home"
    home.mkdir()
    first = Place(top / "first", home)
    shutil.copytree(FOLDER, first.folder)
    first.git("init", "--quiet", "--initial-branch=main")
    first.git("add", "--all")
    first.git("commit", "--quiet", "--message", "records")
    records = first.git("rev-parse", "HEAD")

    # The same bytes elsewhere: another folder, zone, language, width and number of audits before.
    second = copy_of(first, "second")
    second.environment.update(TZ="Asia/Tokyo", LC_ALL="C", COLUMNS="40", LANG="pt_BR.UTF-8")
    for place in (first, second):
        place.csx("audit", "run", "--period", "2026-09", ok=True)
        place.csx("audit", "run", "--period", "2026-10", ok=True)
    for path in sorted((first.folder / "audits").iterdir()):
        check(f"{path.name} is the same everywhere", path.read_bytes() == (second.folder / "audits" / path.name).read_bytes())
    check("three files an audit", len(list((first.folder / "audits").iterdir())) == 6)
    check("nothing is left uncommitted", first.git("status", "--porcelain") == "")
    check("the folder passes its own check", first.csx("check").returncode == 0, first.csx("check").stdout)

    done, audits = first.verify()
    check("untouched audits verify", done.returncode == 0 and all(each["verdict"] == "ok" for each in audits.values()),
          done.stdout + done.stderr)
    check("both are verified", sorted(audits) == ["2026-09", "2026-10"])
    clone = Place(top / "clone", home)
    first.git("clone", "--quiet", str(first.folder), str(clone.folder))
    check("a full clone verifies", clone.verify()[0].returncode == 0)
    below = Place(top / "below", home)
    below.folder.mkdir()
    shutil.copytree(FOLDER, below.folder / "data")
    below.git("init", "--quiet", "--initial-branch=main")
    below.git("add", "--all")
    below.git("commit", "--quiet", "--message", "records")
    below.folder = below.folder / "data"
    below.csx("audit", "run", "--period", "2026-10", ok=True)
    done, audits = below.verify()
    check("a folder inside of a repository verifies", done.returncode == 0 and len(audits) == 1, done.stdout + done.stderr)

    place = copy_of(first, "altered")
    place.change("audits/2026-10.yaml", one_digit_more)
    tampered(place, "a byte changed in the working files", "uncommitted", "audits/2026-10.yaml")
    place.git("commit", "--quiet", "--all", "--message", "better numbers")
    tampered(place, "a byte changed and committed", "altered", "audits/2026-10.yaml")
    tampered(place, "a byte changed and committed", "wrong-result", ": value")
    place.git("revert", "--no-edit", "HEAD")
    tampered(place, "changed and changed back", "altered", "audits/2026-10.yaml")

    place = copy_of(first, "bottleneck")
    place.change("audits/2026-10.yaml",
                 lambda text: re.sub(r"(id: stages/.*\n.*\n *value: \"?)(\d)",
                                     lambda found: found[1] + str(int(found[2]) % 9 + 1), text, count=1))
    place.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    tampered(place, "a bottleneck changed in the audit's own commit", "wrong-result", "bottlenecks/stages/")

    place = copy_of(first, "never-right")
    place.change("audits/2026-10.yaml", one_digit_more)
    place.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    tampered(place, "a byte changed in the audit's own commit", "wrong-result", ": value")

    for ending in ("md", "html"):
        place = copy_of(first, ending)
        place.change(f"audits/2026-09.{ending}", lambda text: text.replace("2026", "2025", 1))
        place.git("commit", "--quiet", "--all", "--message", "a slip")
        tampered(place, f"the {ending} changed", "altered", f"audits/2026-09.{ending}")

    place = copy_of(first, "comment")
    place.change("audits/2026-10.yaml", lambda text: text + "# a remark\n")
    place.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    tampered(place, "a comment in the audit's own commit", "wrong-result", "audits/2026-10.yaml")

    place = copy_of(first, "removed")
    place.git("rm", "--quiet", "audits/2026-09.yaml", "audits/2026-09.md", "audits/2026-09.html")
    place.git("commit", "--quiet", "--message", "tidy")
    tampered(place, "an audit taken away", "removed", "audits/2026-09.yaml")

    place = copy_of(first, "undone")
    done = place.csx("undo")
    check("an audit is not undone", done.returncode == 2 and "audit/2026-10 says what was found then" in done.stderr,
          done.stdout + done.stderr)
    check("and verifies as before", place.verify()[0].returncode == 0)

    merged(first)

    place = copy_of(first, "rewritten")
    tree = place.git("rev-parse", f"{records}^{{tree}}")
    fake = place.git("commit-tree", tree, "-m", "records, once more")
    place.git("rebase", "--quiet", "--onto", fake, records, "main")
    tampered(place, "history rewritten", "rewritten", "commit")
    place.git("reflog", "expire", "--expire=now", "--all")
    place.git("gc", "--quiet", "--prune=now")
    tampered(place, "history rewritten and thrown away", "rewritten", "commit")

    place = copy_of(first, "other-tree")
    place.change("audits/2026-10.yaml", lambda text: re.sub(r"tree: .*", "tree: " + "a" * 40, text))
    place.git("commit", "--quiet", "--all", "--amend", "--no-edit")
    tampered(place, "another tree", "wrong-tree", "tree")

    restated(first, records)

    shallow = Place(top / "shallow", home)
    first.git("clone", "--quiet", "--depth", "1", f"file://{first.folder}", str(shallow.folder))
    for words in (("audit", "verify"), ("audit", "run", "--period", "2026-08")):
        done = shallow.csx(*words)
        check(f"{words} in a shallow clone", done.returncode == 3 and "shallow" in done.stderr, done.stdout + done.stderr)

    done = first.csx("audit", "verify", "--strict")
    check("no gap between two months", done.returncode == 0, done.stdout)
    gap = copy_of(first, "gap")
    gap.csx("audit", "run", "--period", "2026-06", ok=True)
    done = gap.csx("audit", "verify")
    check("missing months are named", done.returncode == 0 and "no audit of: 2026-07, 2026-08" in done.stdout, done.stdout)
    check("missing months fail only with --strict", gap.csx("audit", "verify", "--strict").returncode == 1)


def side_branch(first, name, base):
    """A branch on which something else was done."""
    place = copy_of(first, name)
    place.git("checkout", "--quiet", "-b", "side", base)
    place.change("csx.yaml", lambda text: text + "# beside\n")
    place.git("commit", "--quiet", "--all", "--message", "beside")
    return place


def merged(first):
    """Branches: an audit is not lost or replaced on the way from one to the other."""
    for number, (base, gone) in enumerate((("main", "audits/*"), ("main~1", "audits/2026-10.*"), ("main~2", "audits/*"))):
        place = copy_of(first, f"merge-{number}")
        place.git("checkout", "--quiet", "-b", "side", base)
        place.git("commit", "--quiet", "--allow-empty", "--message", "side")
        place.git("checkout", "--quiet", "main")
        place.git("merge", "--quiet", "--no-ff", "--no-commit", "side")
        place.git("rm", "--quiet", gone)
        place.git("commit", "--quiet", "--message", "merge")
        tampered(place, f"{gone} taken away by a merge of {base}", "removed", "audits/2026-10.yaml")

    # Both branches audit October, of other records; the merge keeps its own.
    place = side_branch(first, "merge-ours", "main~1")
    place.csx("audit", "run", "--period", "2026-10", ok=True)
    place.git("merge", "--quiet", "--strategy", "ours", "--message", "merge", "main")
    tampered(place, "an audit of the other side replaced by a merge", "altered", "audits/2026-10.yaml")

    place = side_branch(first, "merge-kept", "main")
    place.csx("audit", "run", "--period", "2026-08", ok=True)
    place.git("checkout", "--quiet", "main")
    place.csx("audit", "run", "--period", "2026-07", ok=True)
    place.git("merge", "--quiet", "--no-ff", "--message", "merge", "side")
    done, audits = place.verify("--strict")
    check("a merge of branches with audits of their own is ordinary life",
          done.returncode == 0 and len(audits) == 4 and not any(each["tampered"] for each in audits.values()),
          done.stdout + done.stderr)


def restated(first, records):
    """A handoff that was late turns out to have been in time: ordinary life."""
    place = copy_of(first, "restated")
    found = None
    for path in sorted(place.folder.glob("journal/2026-10/*.yaml")) + sorted(place.folder.glob("accounts/*/journal/2026-10.yaml")):
        text = path.read_text(encoding="utf-8")
        if "first_response_at" in text:
            found = path.relative_to(place.folder)
            # Every first answer comes a month late.
            place.change(found, lambda text: re.sub(r"(first_response_at: \"?2026-)10(-\d\d)", r"\g<1>11\2", text))
            break
    check("the example has a ticket of October", found is not None)
    place.git("commit", "--quiet", "--all", "--message", "answers corrected")
    corrected = place.git("rev-parse", "HEAD")
    place.change("csx.yaml", lambda text: text + "# and life goes on\n")
    place.git("commit", "--quiet", "--all", "--message", "a remark")
    done, audits = place.verify()
    october = audits["2026-10"]
    check("a correction restates, and is no tampering",
          done.returncode == 0 and october["verdict"] == "restated" and not october["tampered"], done.stdout + done.stderr)
    check("old and new value and the commit are named",
          any(each["commit"] == corrected and each["before"] != each["after"] and "first-response" in each["what"]
              for each in october["restated"]), done.stdout)
    check("September stays as it was", audits["2026-09"]["verdict"] == "ok", done.stdout)
    check("with --strict it fails", place.csx("audit", "verify", "--strict").returncode == 1)


with tempfile.TemporaryDirectory(prefix="csx-audit-") as name:
    main(pathlib.Path(name).resolve())
print(f"{len(failed)} failed" if failed else "audits tell tampering from ordinary life")
sys.exit(1 if failed else 0)
