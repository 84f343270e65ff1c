"""What the tests in this folder share: repositories, and what must hold of them whatever happened."""
import os
import pathlib
import shlex
import shutil
import subprocess
import tempfile

ENVIRONMENT = {
    "PATH": os.environ.get("PATH", "/usr/bin:/bin"),
    "LC_ALL": "C.UTF-8",
    "TZ": "UTC",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Ana Souza",
    "GIT_AUTHOR_EMAIL": "ana@example.com",
    "GIT_COMMITTER_NAME": "Ana Souza",
    "GIT_COMMITTER_EMAIL": "ana@example.com",
}


def scratch(name):
    """A temporary folder, in memory where there is such a disk: thousands of fsyncs take minutes elsewhere."""
    memory = "/dev/shm" if "TMPDIR" not in os.environ and os.access("/dev/shm", os.W_OK) else None
    return tempfile.TemporaryDirectory(prefix=f"csx-{name}-", dir=memory)


class Repository:
    """A repository with files in it, some of them staged or edited by somebody."""

    def __init__(self, top, copy_of=None):
        self.folder = pathlib.Path(top) / "work"
        home = pathlib.Path(top) / "home"
        home.mkdir(parents=True)
        self.environment = ENVIRONMENT | {"HOME": str(home)}
        if copy_of:
            shutil.copytree(copy_of.folder, self.folder, symlinks=True)
            return
        self.folder.mkdir()
        self.git("init", "--quiet", "--initial-branch=main")
        self.git("config", "gc.auto", "0")

    def run(self, command, **more):
        """Runs a command; a string is split as a shell does."""
        words = shlex.split(command) if isinstance(command, str) else command
        return subprocess.run(words, env=self.environment | more.pop("env", {}), capture_output=True, text=True, **more)

    def git(self, *words):
        done = self.run(["git", "-C", str(self.folder), *words])
        if done.returncode != 0:
            raise RuntimeError(f"git {' '.join(words)}: {done.stderr}")
        return done.stdout

    def write(self, path, text):
        target = self.folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)

    def read(self, path):
        target = self.folder / path
        return target.read_text() if target.exists() else None

    def commit_all(self, subject):
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", subject)

    def dirty(self):
        """Makes the repository as untidy as a real one, in files that no test changes."""
        for name in ("staged", "edited", "both"):
            self.write(f"others/{name}.yaml", "one\n")
        self.commit_all("others")
        self.write("others/staged.yaml", "two\n")
        self.write("others/both.yaml", "two\n")
        self.write("others/new.yaml", "new\n")
        self.git("add", "others")
        self.write("others/edited.yaml", "two\n")
        self.write("others/both.yaml", "three\n")
        self.write("others/untracked.yaml", "untracked\n")
        self.write("others/promised.yaml", "promised\n")
        self.git("add", "--intent-to-add", "others/promised.yaml")

    def others(self):
        """All that git says of the files that nobody asked to change."""
        return (self.git("status", "--porcelain=v2", "--untracked-files=all"), self.git("diff", "--cached"),
                self.git("diff"))

    def faults(self):
        """What must never be: broken objects, locks, journals, temporary files, logs that lag behind."""
        found = []
        fsck = self.run(["git", "-C", str(self.folder), "fsck", "--strict", "--no-dangling"])
        if fsck.returncode != 0 or fsck.stderr.replace("notice: HEAD points to an unborn branch (main)\n", "").strip():
            found.append(f"git fsck: {fsck.stdout}{fsck.stderr}")
        git = self.folder / ".git"
        found += [f"left over: {path}" for path in git.rglob("*.lock")]
        found += [f"left over: {path}" for path in (git / "csx").glob("*")
                  if path.name not in ("lock", "token", "trail", "journal.new", "token.new")]
        found += [f"left over: {path}" for path in self.folder.rglob(".csx-*")]
        log = self.git("reflog", "--format=%H", "-1").strip()
        if log != self.git("rev-parse", "HEAD").strip():
            found.append("the log of HEAD does not end in HEAD")
        return found
