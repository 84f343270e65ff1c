"""What the tests in this folder share: data folders in repositories, and what must hold of them whatever happened."""
import hashlib
import json
import os
import pathlib
import shutil
import stat
import subprocess
import tempfile

DATE = "2026-06-30T18:00:00-03:00"  # of every commit: the same change makes the same commit
ENVIRONMENT = {
    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ana Souza",
    "GIT_AUTHOR_EMAIL": "ana@example.com",
    "GIT_AUTHOR_DATE": DATE,
    "GIT_COMMITTER_NAME": "Ana Souza",
    "GIT_COMMITTER_EMAIL": "ana@example.com",
    "GIT_COMMITTER_DATE": DATE,
    # Sanitizers speak through standard error and are told how by these.
    **{name: value for name, value in os.environ.items() if name.endswith("SAN_OPTIONS")},
}
# What csx may leave in .git/csx: none of it stands in anybody's way.
KEPT = {"lock", "token", "trail", "journal.new", "token.new", "cache"}


def is_full():
    """Whether everything is to be tried, or what CI has time for."""
    return os.environ.get("CSX_TEST_FULL", "") not in ("", "0")


def scratch(name):
    """A temporary folder, in memory where there is such a disk: thousands of fsyncs take minutes elsewhere."""
    memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix=f"csx-{name}-", dir=memory)


class Repository:
    """A data folder that is a repository of its own, some of its files staged or edited by somebody."""

    as_of = "2026-06-30"

    def __init__(self, top, csx, fixture=None, copy_of=None):
        self.csx_path = os.path.abspath(csx)
        self.top = pathlib.Path(top)
        self.folder = self.top / "work"
        home = self.top / "home"
        home.mkdir(parents=True, exist_ok=True)
        self.environment = ENVIRONMENT | {"HOME": str(home)}
        if copy_of:
            shutil.copytree(copy_of.folder, self.folder, symlinks=True)
            return
        shutil.copytree(fixture, self.folder)
        self.git("init", "--quiet", "--initial-branch=main", "--template=")
        self.git("config", "gc.auto", "0")
        self.commit_all("records")

    def run(self, words, **more):
        environment = self.environment | more.pop("env", {})
        return subprocess.run(words, env=environment, cwd=self.folder, capture_output=True, text=True, **more)

    def git(self, *words):
        done = self.run(["git", *words])
        if done.returncode != 0:
            raise RuntimeError(f"git {' '.join(words)}: {done.stdout}{done.stderr}")
        return done.stdout

    def words(self, command):
        """The whole command line of a command of csx."""
        return [self.csx_path, "--as-of", self.as_of, *command]

    def csx(self, *command, **more):
        return self.run(self.words(command), **more)

    def must(self, *command, codes=(0,)):
        done = self.csx(*command)
        if done.returncode not in codes:
            raise RuntimeError(f"csx {' '.join(command)}: exit {done.returncode}: {done.stdout}{done.stderr}")
        return done.stdout

    def data(self, *command, codes=(0, 1)):
        return json.loads(self.must(*command, "--format", "json", codes=codes))["data"]

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8")
        return target

    def hook(self, name, script):
        self.write(f".git/hooks/{name}", f"#!/bin/sh\n{script}\n").chmod(0o755)

    def commit_all(self, subject):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def head(self):
        return self.git("rev-parse", "HEAD").strip()

    def dirty(self):
        """Makes the repository as untidy as a real one, in files that no test changes."""
        for name in ("staged", "edited", "both", "removed", "gone", "moved", "mode"):
            self.write(f"others/{name}.txt", f"{name}\n")
        self.commit_all("others")
        for name in ("staged", "both"):
            self.write(f"others/{name}.txt", "two\n")
        self.write("others/new.txt", "new\n")
        self.git("add", "others")
        self.git("rm", "--quiet", "others/removed.txt")
        self.git("mv", "others/moved.txt", "others/moved-to.txt")
        self.write("others/edited.txt", "two\n")
        self.write("others/both.txt", "three\r\n")
        (self.folder / "others/gone.txt").unlink()
        (self.folder / "others/mode.txt").chmod(0o755)
        self.write("others/untracked.txt", "untracked\n")
        self.write("others/promised.txt", "promised\n")
        self.git("add", "--intent-to-add", "others/promised.txt")

    def others(self):
        """All of the files that nobody asked to change: in the index, in the work folder, to the byte."""
        return (self.git("ls-files", "--stage", "others"), self.git("status", "--porcelain=v2", "others"),
                self.git("diff", "--cached", "--binary", "others"), self.git("diff", "--binary", "others"),
                self.files("others"))

    def files(self, below=""):
        """Type, permissions and content of every file and folder but .git's."""
        found = {}
        for path in sorted((self.folder / below).rglob("*")):
            name = str(path.relative_to(self.folder))
            if name == ".git" or name.startswith(".git/"):
                continue
            state = path.lstat()
            content = hashlib.sha256(path.read_bytes()).hexdigest() if stat.S_ISREG(state.st_mode) else ""
            found[name] = (oct(state.st_mode), content)
        return found

    def state(self):
        """All that a writing command may change, as it is for people and for git."""
        return {"references": self.git("for-each-ref") + self.git("symbolic-ref", "-q", "HEAD"), "head": self.head(),
                "index": self.git("ls-files", "--stage"), "status": self.git("status", "--porcelain=v2"),
                "files": self.files()}

    def faults(self):
        """What must never be: broken objects, locks, journals, temporary files, logs that lag behind."""
        found = []
        fsck = self.run(["git", "fsck", "--strict", "--no-dangling"])
        if fsck.returncode != 0 or fsck.stderr.strip():
            found.append(f"git fsck: {fsck.stdout}{fsck.stderr}")
        git = self.folder / ".git"
        found += [f"left over: {path}" for path in git.rglob("*.lock")]
        found += [f"left over: {path}" for path in (git / "csx").glob("*") if path.name not in KEPT]
        found += [f"left over: {path}" for path in self.folder.rglob(".csx-*")]
        log = self.git("reflog", "--format=%H", "-1").strip()
        if log != self.head():
            found.append("the log of HEAD does not end in HEAD")
        return found


def differences(state, wanted):
    """Which parts of two states differ, for people."""
    found = []
    for part, value in state.items():
        if value != wanted[part]:
            if isinstance(value, dict):
                names = {name for name, _ in set(value.items()) ^ set(wanted[part].items())}
                found.append(f"{part}: {sorted(names)}")
            else:
                found.append(f"{part}: {value!r}, wanted {wanted[part]!r}")
    return found
