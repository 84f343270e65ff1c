#!/usr/bin/env python3
"""Signatures and hooks, as `git commit` has them: trusted.py CSX FOLDER.

Commits that csx signs with ssh and with gpg verify; a program or hook that refuses stops the commit, and all is as before.
"""
import os
import shutil
import subprocess
import sys

from repository import Repository, differences, scratch

CHANGE = ["set", "account/boreal", "lead_source=referral"]


def make_key(repository, *words):
    done = repository.run([*words])
    if done.returncode != 0:
        sys.exit(f"{' '.join(words)}: {done.stderr}")


def ssh(repository):
    key = repository.top / "home/key"
    make_key(repository, "ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", "ana", "-f", str(key))
    (repository.top / "home/signers").write_text("ana@example.com " + key.with_suffix(".pub").read_text())
    repository.git("config", "gpg.format", "ssh")
    repository.git("config", "user.signingKey", str(key))
    repository.git("config", "gpg.ssh.allowedSignersFile", str(repository.top / "home/signers"))


def gpg(repository):
    make_key(repository, "gpg", "--batch", "--quiet", "--pinentry-mode", "loopback", "--passphrase", "",
             "--quick-generate-key", "Ana Souza <ana@example.com>", "ed25519", "sign", "never")


def faults_of_signing(top, csx, fixture, way):
    repository = Repository(f"{top}/{way.__name__}", csx, fixture)
    # gpg's agent wants a short path for its socket, readable by its owner alone.
    with scratch("g") as home:
        os.chmod(home, 0o700)
        repository.environment["GNUPGHOME"] = home
        way(repository)
        repository.git("config", "commit.gpgSign", "true")
        repository.dirty()
        found = []
        for command in (CHANGE, ["undo"]):
            repository.must(*command)
            verified = repository.run(["git", "verify-commit", "--verbose", "HEAD"])
            if verified.returncode != 0 or "Good" not in verified.stderr:
                found.append(f"{way.__name__}, csx {command[0]}: {verified.stderr}")
            if "gpgsig" not in repository.git("cat-file", "commit", "HEAD"):
                found.append(f"{way.__name__}, csx {command[0]}: there is no signature")
        if way is gpg:
            subprocess.run(["gpgconf", "--kill", "all"], env=repository.environment, check=False)
    return found + repository.faults()


def refuse_with_hook(name):
    def prepare(repository):
        repository.hook(name, "echo 'no: the ticket is missing' >&2\nexit 7")
    return prepare


def refuse_to_sign(repository):
    program = repository.top / "home/refuses"
    program.write_text("#!/bin/sh\necho 'no secret key' >&2\nexit 2\n")
    program.chmod(0o755)
    repository.git("config", "commit.gpgSign", "true")
    repository.git("config", "gpg.program", str(program))


REFUSALS = [
    ("pre-commit", refuse_with_hook("pre-commit"), "no: the ticket is missing"),
    ("prepare-commit-msg", refuse_with_hook("prepare-commit-msg"), "no: the ticket is missing"),
    ("commit-msg", refuse_with_hook("commit-msg"), "no: the ticket is missing"),
    ("signing program", refuse_to_sign, "no secret key"),
]


def faults_of_refusal(top, csx, fixture, name, prepare, words):
    repository = Repository(f"{top}/{name}", csx, fixture)
    repository.dirty()
    prepare(repository)
    before, found = repository.state(), []
    for command in (CHANGE, ["log", "value", "aurora", "evidence=seen"], ["rename", "account/aurora", "padaria"]):
        done = repository.csx(*command)
        if done.returncode != 3 or words not in done.stderr or name not in done.stderr + "signing program":
            found.append(f"{name}, csx {command[0]}: exit {done.returncode}: {done.stderr}")
        found += [f"{name}, csx {command[0]}: {each}" for each in differences(repository.state(), before)]
    return found + repository.faults()


def faults_of_message(top, csx, fixture):
    """Hooks see exactly this commit, may change its message, and are not asked without a commit."""
    repository = Repository(f"{top}/message", csx, fixture)
    repository.dirty()
    repository.hook("pre-commit", "git diff --cached --name-only > seen")
    repository.hook("commit-msg", 'echo "Ticket: 42" >> "$1"')
    repository.must(*CHANGE, "--no-commit")
    found = ["a hook ran without a commit"] if (repository.folder / "seen").exists() else []
    repository.git("restore", "accounts")
    repository.must(*CHANGE)
    seen = (repository.folder / "seen").read_text().split()
    if seen != ["accounts/boreal/account.yaml"]:
        found.append(f"pre-commit saw {seen}")
    if "\nTicket: 42\n" not in repository.git("log", "-1", "--format=%B"):
        found.append("commit-msg did not change the message")
    return found


def main():
    csx, fixture = sys.argv[1:3]
    for program in ("gpg", "gpg-agent", "ssh-keygen"):
        if not shutil.which(program):
            sys.exit(f"{program} is missing: run script/bootstrap")
    with scratch("trusted") as top:
        faults = []
        for way in (ssh, gpg):
            faults += faults_of_signing(top, csx, fixture, way)
        for row in REFUSALS:
            faults += faults_of_refusal(top, csx, fixture, *row)
        faults += faults_of_message(top, csx, fixture)
    for fault in faults:
        print(fault)
    print(f"2 ways of signing, {len(REFUSALS)} refusals, {len(faults)} faults")
    sys.exit(1 if faults else 0)


if __name__ == "__main__":
    main()
