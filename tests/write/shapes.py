#!/usr/bin/env python3
"""Every shape that a repository can have, read and written by csx: shapes.py CSX FOLDER.

Each gives the right result, or a refusal that says what it is and what to do, and then nothing is changed.
"""
import os
import pathlib
import shutil
import sys

from repository import Repository, scratch

CHANGE = ["set", "account/boreal", "lead_source=referral"]
READS = (["check"], ["show", "account/boreal"], ["list", "accounts"], ["history", "account/boreal"])


class Shape:
    """A repository of some shape, and what must be true of it."""

    def __init__(self, top, csx, fixture):
        self.top = pathlib.Path(top)
        self.main = Repository(self.top, csx, fixture)
        self.main.git("config", "--global", "protocol.file.allow", "always")
        self.faults = []

    def at(self, folder):
        """The same environment in another folder."""
        other = object.__new__(Repository)
        other.__dict__.update(self.main.__dict__, folder=pathlib.Path(folder))
        return other

    def that(self, is_true, what):
        if not is_true:
            self.faults.append(what)

    def reads(self, repository, *options, commands=READS):
        for command in commands:
            done = repository.csx(*options, *command)
            self.that(done.returncode in (0, 1), f"{' '.join(command)}: exit {done.returncode}: {done.stderr}")
            if command[0] == "show":
                self.that("Boreal" in done.stdout, f"show: {done.stdout}")

    def writes(self, repository, *notes):
        """One commit more, of exactly the record's file, and nothing is left to commit."""
        before = repository.run(["git", "rev-list", "--count", "HEAD"]).stdout.strip() or "0"
        done = repository.csx(*CHANGE)
        self.that(done.returncode == 0, f"set: exit {done.returncode}: {done.stderr}")
        for note in notes:
            self.that(note in done.stderr, f"set: {note!r} is not said: {done.stderr}")
        if done.returncode == 0:
            after = repository.git("rev-list", "--count", "HEAD").strip()
            self.that(int(after) == int(before) + 1, f"set: {before} commits became {after}")
            held = repository.git("show", "--name-only", "--format=").strip()
            self.that(held.endswith("accounts/boreal/account.yaml") and "\n" not in held, f"set: the commit holds {held}")
            show = repository.csx("show", "account/boreal", "--at", "HEAD", "--format", "json")
            self.that("referral" in show.stdout, f"show --at HEAD: {show.stdout}{show.stderr}")
        fsck = repository.run(["git", "fsck", "--strict", "--no-dangling"])
        self.that(fsck.returncode == 0, f"git fsck: {fsck.stderr}")

    def refuses(self, repository, *words, code=3, command=None):
        files, index = repository.files(), repository.run(["git", "ls-files", "--stage"]).stdout
        head = repository.run(["git", "rev-parse", "HEAD"]).stdout
        done = repository.csx(*(command or CHANGE))
        self.that(done.returncode == code, f"{command or 'set'}: exit {done.returncode}, {code} wanted: {done.stderr}")
        for word in words:
            self.that(word in done.stderr, f"{command or 'set'}: {word!r} is not said: {done.stderr}")
        same = (files, index, head) == (repository.files(), repository.run(["git", "ls-files", "--stage"]).stdout,
                                        repository.run(["git", "rev-parse", "HEAD"]).stdout)
        self.that(same, f"{command or 'set'}: refused, and something changed")

    def diverge(self, ours="Ours", theirs="Theirs"):
        """Two branches that name an account differently; on main."""
        path = self.main.folder / "accounts/cometa/account.yaml"
        text = path.read_text(encoding="utf-8")
        self.main.git("checkout", "--quiet", "-b", "side")
        path.write_text(text.replace("Cometa", theirs), encoding="utf-8")
        self.main.git("commit", "--quiet", "--all", "--message", "theirs")
        self.main.git("checkout", "--quiet", "main")
        path.write_text(text.replace("Cometa", ours), encoding="utf-8")
        self.main.git("commit", "--quiet", "--all", "--message", "ours")


def plain(shape):
    shape.reads(shape.main)
    shape.writes(shape.main)


def shallow_clone(shape):
    for number in range(3):
        shape.main.must("set", "account/boreal", f"name=Boreal {number}")
    shape.main.git("clone", "--quiet", "--depth=2", shape.main.folder.as_uri(), str(shape.top / "shallow"))
    clone = shape.at(shape.top / "shallow")
    shape.reads(clone)
    history = clone.csx("history", "account/boreal")
    shape.that("this clone is shallow" in history.stderr and "fetch-depth: 0" in history.stderr, history.stderr)
    shape.writes(clone)


def bare(shape):
    shape.main.git("clone", "--quiet", "--bare", str(shape.main.folder), str(shape.top / "bare"))
    repository = shape.at(shape.top / "bare")
    shape.reads(repository, "--at", "HEAD")
    shape.refuses(repository, "csx.yaml", code=2)
    shape.refuses(repository, "csx.yaml", code=2, command=["check"])
    # A data folder can lie inside a bare repository without being its content.
    shutil.copytree(shape.main.folder / "accounts", repository.folder / "accounts")
    shutil.copy(shape.main.folder / "csx.yaml", repository.folder)
    shape.refuses(repository, "bare")


def worktree(shape):
    shape.main.git("worktree", "add", "--quiet", "-b", "side", str(shape.top / "tree"))
    tree = shape.at(shape.top / "tree")
    head = shape.main.head()
    shape.reads(tree)
    shape.writes(tree)
    shape.that(shape.main.head() == head, "the main worktree's branch moved")
    shape.that(shape.main.git("status", "--porcelain") == "", "the main worktree is not clean")
    shape.writes(shape.main)


def submodule(shape):
    outer = shape.at(shape.top / "outer")
    outer.folder.mkdir()
    outer.git("init", "--quiet", "--initial-branch=main", "--template=")
    outer.git("submodule", "--quiet", "add", shape.main.folder.as_uri(), "data")
    outer.git("commit", "--quiet", "--message", "a submodule")
    inner = shape.at(outer.folder / "data")
    head = outer.head()
    shape.reads(inner)
    shape.writes(inner)
    shape.that(outer.head() == head, "the outer repository's branch moved")
    shape.that(outer.git("status", "--porcelain") == " M data\n", outer.git("status", "--porcelain"))


def no_git(shape):
    shutil.rmtree(shape.main.folder / ".git")
    folder = shape.at(shape.main.folder)
    shape.reads(folder, commands=READS[:3])
    shape.refuses(folder, "no git repository", code=2, command=["history", "account/boreal"])
    shape.refuses(folder, "no git repository", "git init", code=3, command=["show", "account/boreal", "--at", "HEAD"])
    shape.refuses(folder, "no git repository", "git init", "--no-commit", code=2)
    folder.must(*CHANGE, "--no-commit")
    shape.that("referral" in folder.must("show", "account/boreal", "--format", "json"), "the file was not written")


def unborn_branch(shape):
    shutil.rmtree(shape.main.folder / ".git")
    shape.main.git("init", "--quiet", "--initial-branch=main", "--template=")
    shape.reads(shape.main)
    shape.refuses(shape.main, "not committed", code=2)
    done = shape.main.csx(*CHANGE, "--include-dirty")
    shape.that(done.returncode == 0, f"set --include-dirty: exit {done.returncode}: {done.stderr}")
    shape.that(shape.main.git("ls-tree", "-r", "--name-only", "HEAD") == "accounts/boreal/account.yaml\n",
               "the first commit holds more than the record's file")


def detached_head(shape):
    shape.main.git("checkout", "--quiet", "--detach")
    branch = shape.main.git("rev-parse", "main")
    shape.reads(shape.main)
    shape.writes(shape.main, "HEAD is detached")
    shape.that(shape.main.git("rev-parse", "main") == branch, "the branch moved")


def during_merge(shape):
    shape.diverge()
    shape.main.run(["git", "merge", "side"])
    shape.reads(shape.main, commands=READS[1:])
    check = shape.main.csx("check")
    shape.that(check.returncode == 1 and "merge" in check.stdout, f"check: exit {check.returncode}: {check.stdout}")
    shape.refuses(shape.main, "merge", "git merge --abort")
    shape.refuses(shape.main, "conflict", command=["check", "--staged"])


def during_rebase(shape):
    shape.diverge()
    shape.main.run(["git", "rebase", "side"])
    shape.reads(shape.main, commands=READS[1:])
    shape.refuses(shape.main, "rebase", "git rebase --abort")


def of_another_user(shape):
    if os.geteuid() != 0:
        return
    for path in [shape.main.folder, *shape.main.folder.rglob("*")]:
        os.chown(path, 12345, 12345, follow_symlinks=False)
    words = ("belongs to user 12345", "safe.directory")
    shape.refuses(shape.main, *words)
    check = shape.main.csx("check")
    shape.that(check.returncode in (0, 1) and "belongs to user 12345" in check.stdout, f"check: {check.stdout}")
    shape.refuses(shape.main, *words, command=["check", "--at", "HEAD"])
    shape.main.git("config", "--global", "safe.directory", str(shape.main.folder))
    shape.reads(shape.main)
    shape.writes(shape.main)


def folder_below(shape):
    """The data folder is a part of the repository, and the command runs further below."""
    outer = shape.at(shape.top / "outer")
    shutil.copytree(shape.main.folder, outer.folder / "data", ignore=shutil.ignore_patterns(".git"))
    outer.git("init", "--quiet", "--initial-branch=main", "--template=")
    outer.commit_all("records")
    below = shape.at(outer.folder / "data/accounts")
    shape.reads(below)
    shape.writes(below)


SHAPES = [plain, shallow_clone, bare, worktree, submodule, no_git, unborn_branch, detached_head, during_merge,
          during_rebase, of_another_user, folder_below]


def main():
    csx, fixture = sys.argv[1:3]
    faults = 0
    for shape_of in SHAPES:
        with scratch("shape") as top:
            shape = Shape(top, csx, fixture)
            shape_of(shape)
            for fault in shape.faults:
                faults += 1
                print(f"{shape_of.__name__.replace('_', ' ')}: {fault}")
    print(f"{len(SHAPES)} shapes, {faults} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
