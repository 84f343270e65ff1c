#!/usr/bin/env python3
"""Full disks, files that may not grow, and missing permissions: room_and_rights.py CSX FOLDER.

Each is answered with exit 3 and the reason, all is as before, and with room or rights the same command succeeds.
"""
import os
import pathlib
import resource
import shutil
import subprocess
import sys

from repository import Repository, differences, is_full, scratch

NOBODY = 65534
COMMANDS = {
    "set": ["set", "account/boreal", "lead_source=referral"],
    "log": ["log", "touchpoint", "aurora", "channel=call", "--when", "2026-03-09T10:00:00-03:00"],
    "rename": ["rename", "account/aurora", "padaria-aurora"],
    "new": ["new", "account", "nova", "name=Nova", "segment=mid-market"],
    "handoff submit": ["handoff", "submit", "2026-03-aurora", "--when", "2026-03-03T17:40:00-03:00"],
}


def faults_after(repository, before, name, done, reason):
    """What is wrong after a run that had to fail, or had just room enough."""
    found = []
    if done.returncode == 0:
        return [] if repository.head() != before["head"] else [f"{name}: exit 0, and nothing was committed"]
    if done.returncode != 3 or not any(words in done.stderr for words in reason):
        found.append(f"{name}: exit {done.returncode}: {done.stderr}")
    repository.csx("check")
    return found + [f"{name}: {each}" for each in differences(repository.state(), before)]


def faults_of_file_size(repository, name, command):
    """No file may become longer than so many bytes."""
    found, refused = [], 0
    for size in (0, 1, 50, 200, 400, 800, 2000, 5000):
        with scratch("size") as place:
            trial = Repository(place, repository.csx_path, copy_of=repository)
            before = trial.state()
            # The signal that would kill the process stays ignored, as it is in Python: writing fails instead.
            done = trial.csx(*command, restore_signals=False,
                             preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (size, size)))
            found += faults_after(trial, before, f"{name}, files of {size} bytes", done, ["File too large"])
            refused += done.returncode == 3
            if done.returncode != 0:
                trial.must(*command)
            found += trial.faults()
    return found if refused else found + [f"{name}: no limit was too small"]


def mounted_as_small_disk(place):
    """Whether there is a small file system at `place` now, seen by this process alone."""
    words = ["mount", "-t", "tmpfs", "-o", "size=1m", "csx", place]
    return bool(shutil.which("mount")) and subprocess.run(words, capture_output=True).returncode == 0


def fill(path, left):
    """Leaves so many pages on the disk of `path`."""
    page = 4096
    with open(path, "wb", buffering=0) as file:
        try:
            while file.write(b"x" * page) == page:
                pass
        except OSError:
            pass
        size = os.fstat(file.fileno()).st_size // page * page
        os.ftruncate(file.fileno(), max(0, size - page * left))


def faults_of_full_disk(repository, top):
    found, refused, runs = [], 0, 0
    disk = pathlib.Path(top) / "disk"
    disk.mkdir()
    if not mounted_as_small_disk(disk):
        return None
    try:
        for name, command in COMMANDS.items():
            for left in range(0, 24, 1 if is_full() else 3):
                place = disk / "trial"
                trial = Repository(place, repository.csx_path, copy_of=repository)
                before = trial.state()
                fill(disk / "filler", left)
                done = trial.csx(*command)
                runs += 1
                refused += done.returncode == 3
                fault = faults_after(trial, before, f"{name}, {left} pages left", done, ["No space left"])
                (disk / "filler").unlink()
                if done.returncode != 0:
                    fault += faults_after(trial, before, name, trial.csx(*command), [])
                found += fault + trial.faults()
                shutil.rmtree(place)
        if not 0 < refused < runs:
            found.append(f"a disk that was full refused {refused} of {runs} runs")
        print(f"full disk: {refused} of {runs} runs refused")
        return found
    finally:
        subprocess.run(["umount", str(disk)], check=False)


def as_user(repository):
    """How a command runs as somebody whom permissions bind: root gives all to nobody."""
    if os.geteuid() != 0:
        return {}
    for path in [repository.top, *repository.top.rglob("*")]:
        os.chown(path, NOBODY, NOBODY, follow_symlinks=False)
    return {"user": NOBODY, "group": NOBODY, "extra_groups": []}


# What may not be written, of what kind of command; `git` as well as files.
FORBIDDEN = [
    ("the record's folder", "set", ["accounts/boreal"]),
    ("the accounts' folder", "new", ["accounts"]),
    ("the journal's folder", "log", ["accounts/aurora"]),
    ("the objects", "set", [".git/objects"]),
    ("the branches", "set", [".git/refs/heads"]),
    ("the git folder", "set", [".git"]),
    ("everything", "handoff submit", ["*"]),
]


def faults_of_permissions(model, title, name, places):
    with scratch("rights") as top:
        os.chmod(top, 0o755)
        repository = Repository(f"{top}/all", model.csx_path, copy_of=model)
        # The program may lie where nobody can go.
        repository.csx_path = shutil.copy2(model.csx_path, f"{top}/csx")
        user = as_user(repository)
        before = repository.run(["git", "status", "--porcelain=v2"], **user).stdout, repository.files()
        paths = [path for place in places for path in
                 ([repository.folder, *repository.folder.rglob("*")] if place == "*" else
                  [repository.folder / place, *(repository.folder / place).rglob("*")])]
        modes = {path: path.stat().st_mode for path in paths if path.is_dir()}
        for path in modes:
            path.chmod(0o555)
        done = repository.csx(*COMMANDS[name], **user)
        reading = repository.csx("check", **user)
        for path, mode in modes.items():
            path.chmod(mode)
        found = []
        if done.returncode != 3 or "Permission denied" not in done.stderr:
            found.append(f"{title} may not be written: exit {done.returncode}: {done.stderr}")
        if reading.returncode not in (0, 1) or "error" in reading.stderr:
            found.append(f"{title} may not be written: check: exit {reading.returncode}: {reading.stderr}")
        if (repository.run(["git", "status", "--porcelain=v2"], **user).stdout, repository.files()) != before:
            found.append(f"{title} may not be written: something changed")
        again = repository.csx(*COMMANDS[name], **user)
        if again.returncode != 0:
            found.append(f"{title} may be written again: exit {again.returncode}: {again.stderr}")
        return found


def faults_of_reading(model):
    """What may not be read is a finding, and nothing is written over it."""
    with scratch("rights") as top:
        os.chmod(top, 0o755)
        repository = Repository(f"{top}/all", model.csx_path, copy_of=model)
        repository.csx_path = shutil.copy2(model.csx_path, f"{top}/csx")
        user = as_user(repository)
        path = repository.folder / "accounts/boreal/account.yaml"
        path.chmod(0)
        check = repository.csx("check", **user)
        done = repository.csx(*COMMANDS["set"], **user)
        found = []
        if check.returncode != 1 or "Permission denied" not in check.stdout:
            found.append(f"a file that may not be read: check: exit {check.returncode}: {check.stdout}{check.stderr}")
        if done.returncode == 0 or path.stat().st_mode & 0o777 != 0:
            found.append(f"a file that may not be read: exit {done.returncode}: {done.stderr}")
        return found


def main():
    csx, fixture = sys.argv[1:3]
    if os.geteuid() == 0 and "CSX_OWN_MOUNTS" not in os.environ:
        # What is mounted here is seen by nobody else and gone at the end.
        os.environ["CSX_OWN_MOUNTS"] = "1"
        if subprocess.run(["unshare", "--mount", "true"], capture_output=True).returncode == 0:
            os.execvp("unshare", ["unshare", "--mount", sys.executable, *sys.argv])
    with scratch("room") as top:
        model = Repository(f"{top}/model", csx, fixture)
        model.dirty()
        faults = []
        for name, command in COMMANDS.items():
            faults += faults_of_file_size(model, name, command)
        for row in FORBIDDEN:
            faults += faults_of_permissions(model, *row)
        faults += faults_of_reading(model)
        full = faults_of_full_disk(model, top)
        print("full disk: nothing can be mounted here, limits of file size alone were tried" if full is None else "", end="")
        faults += full or []
    for fault in faults:
        print(fault)
    print(f"{len(COMMANDS)} commands, {len(FORBIDDEN)} forbidden places, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
