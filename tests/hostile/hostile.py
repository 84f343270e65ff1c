#!/usr/bin/env python3
"""Texts made to hurt a reader, through the program: hostile.py CSX.

Each is a finding (exit 1) or a refusal (exit 3), within bounded time and memory, and the record beside it is still
judged. What is asserted is the time of the processor in a build that is optimised, with room for a busy machine;
CSX_TEST_FULL=1 asserts one second by the clock.
"""
import os
import pathlib
import subprocess
import sys
import tempfile
import time

MEGABYTE = 1 << 20
MILLION = 1_000_000
MOST_MEMORY = 1 << 30
MOST_SECONDS = 4
WORKSPACE = "kind: workspace\nname: Hostile\nformat: 1\ncurrency: BRL\ntimezone: UTC\n"
# Beside each text: a record with a mistake of its own, which is found whatever the text does.
NEIGHBOUR = "kind: account\nid: beside\nname: Beside\ntouch_model: hightouch\n"
ACCOUNT = "kind: account\nid: a\nname: A\n"


def numbered(count, form):
    return "".join([form % number for number in range(count)])


def alias_bomb():
    return "a0: &a0 [x, x, x, x, x, x, x, x, x]\n" + "".join(
        f"a{i}: &a{i} [*a{i - 1}, *a{i - 1}, *a{i - 1}]\n" for i in range(1, 60))


# Title, text, the rule that speaks.
CASES = [
    ("alias bomb", alias_bomb, "yaml/alias-limit"),
    ("one alias a million times", lambda: "- &a [x]\n" + "- *a\n" * MILLION, "yaml/alias-limit"),
    ("aliases of aliases of documents", lambda: "---\n- &a [x]\n- *a\n" * 200_000, "yaml/alias-limit"),
    ("a million anchors", lambda: numbered(MILLION, "- &a%d x\n"), None),
    ("a million brackets", lambda: "[" * MILLION, "yaml/too-deep"),
    ("a million braces", lambda: "{a: " * MILLION, "yaml/too-deep"),
    ("a million dashes", lambda: "- " * MILLION, "yaml/too-deep"),
    ("a million question marks", lambda: "? " * MILLION, "yaml/too-deep"),
    ("a million levels of block", lambda: "".join(" " * min(i, 2000) + "a:\n" for i in range(10_000)), "yaml/too-deep"),
    ("a plain scalar of 30 MB", lambda: ACCOUNT + "x-a: " + "x" * (30 * MEGABYTE), "yaml/too-large"),
    ("a quoted scalar of 30 MB", lambda: ACCOUNT + 'x-a: "' + "x" * (30 * MEGABYTE), "yaml/too-large"),
    ("a literal of 30 MB", lambda: ACCOUNT + "x-a: |\n" + "  xxxxx\n" * (15 * MEGABYTE // 4), "yaml/too-large"),
    ("a folded text of 30 MB", lambda: ACCOUNT + "x-a: >\n" + "  xxxxx\n" * (15 * MEGABYTE // 4), "yaml/too-large"),
    ("a name of a megabyte", lambda: "kind: account\nid: a\nname: " + "x" * MEGABYTE + "\n", None),
    ("an id of a megabyte", lambda: "kind: account\nname: A\nid: " + "x" * MEGABYTE + "\n", "schema/invalid-value"),
    ("a date of a megabyte", lambda: ACCOUNT + "success: {revalidated_on: " + "2" * MEGABYTE + "}\n", "schema/wrong-type"),
    ("a sum of a megabyte", lambda: ACCOUNT + "acquisition: {cost: " + "2" * (MEGABYTE - 9) + " BRL}\n", "schema/invalid-value"),
    ("a key of 30 MB", lambda: "k" * (30 * MEGABYTE) + ": 1\n", "yaml/too-large"),
    ("an explicit key of 30 MB", lambda: "? " + "k" * (30 * MEGABYTE) + "\n: 1\n", "yaml/too-large"),
    ("a comment of 30 MB", lambda: ACCOUNT + "#" + "x" * (30 * MEGABYTE) + "\n", "yaml/too-large"),
    ("30 million blank lines", lambda: ACCOUNT + "\n" * (30 * MEGABYTE), "yaml/too-large"),
    ("a file above 32 MB", lambda: ACCOUNT + "#\n" * (17 * MEGABYTE), "folder/unreadable"),
    ("a file of 100 MB", lambda: ACCOUNT + "#\n" * (50 * MEGABYTE), "folder/unreadable"),
    ("invalid UTF-8", lambda: ACCOUNT.encode() + b"x-a: \xff\xfe\xc0\x80\n", "yaml/encoding"),
    ("30 MB of invalid UTF-8", lambda: b"a\xff" * (15 * MEGABYTE), "yaml/encoding"),
    ("UTF-16", lambda: ACCOUNT.encode("utf-16"), "yaml/encoding"),
    ("NUL", lambda: ACCOUNT + "x-a: a\0b\n", "yaml/control-character"),
    ("30 MB of NUL", lambda: "\0" * (30 * MEGABYTE), None),
    ("30 MB of control characters", lambda: "\x01" * (30 * MEGABYTE), "yaml/control-character"),
    ("escape sequences for terminals", lambda: ACCOUNT + "x-a: \x1b[2J\n", "yaml/control-character"),
    ("an escaped control character", lambda: ACCOUNT + 'x-a: "\\e[2J"\n', "yaml/control-character"),
    ("bidirectional overrides", lambda: ACCOUNT + "x-a: a\u202eb\n", "yaml/bidirectional"),
    ("30 MB of bidirectional overrides", lambda: "# " + "\u202e" * (10 * MEGABYTE), "yaml/bidirectional"),
    ("duplicate keys", lambda: ACCOUNT + "name: B\n", "yaml/duplicate-key"),
    ("a million duplicate keys", lambda: "a: 1\n" * MILLION, "yaml/duplicate-key"),
    ("a tag", lambda: ACCOUNT + "x-a: !!python/object/apply:os.system [id]\n", "yaml/tag"),
    ("a million tags", lambda: "- !x a\n" * MILLION, "yaml/tag"),
    ("a million directives", lambda: numbered(MILLION, "%%TAG !%d! x\n") + "---\n", "yaml/directive"),
    ("a merge key", lambda: ACCOUNT + "x-b: &b {c: 1}\nx-a: {<<: *b}\n", "yaml/merge-key"),
    ("an integer beyond range", lambda: ACCOUNT + "x-a: 99999999999999999999\n", "yaml/number-range"),
    ("a number beyond range", lambda: ACCOUNT + "x-a: 1e99999\n", "yaml/number-range"),
    ("a number of a megabyte", lambda: ACCOUNT + "x-a: " + "9" * MEGABYTE + "\n", "yaml/number-range"),
    ("a share beyond range", lambda: ACCOUNT + "fit: {a: .inf}\n", "yaml/number-range"),
    ("7 million documents", lambda: "---\n" * (7 * MEGABYTE), "yaml/too-many-nodes"),
    ("3 million documents of a word", lambda: "--- a\n" * (3 * MILLION), "yaml/too-many-nodes"),
    ("3 million keys", lambda: numbered(3 * MILLION, "%d:\n"), "yaml/too-many-nodes"),
    ("3 million keys in braces", lambda: "{" + numbered(3 * MILLION, "%d,") + "}", "yaml/too-many-nodes"),
    ("15 million items", lambda: "-\n" * (15 * MILLION), "yaml/too-many-nodes"),
    ("15 million items in brackets", lambda: "[" + "a," * (15 * MILLION) + "]", "yaml/too-many-nodes"),
    ("a million pairs in brackets", lambda: "[" + "a: 1," * MILLION + "]", "yaml/too-many-nodes"),
    ("a million ambiguous values", lambda: "- yes\n" * MILLION, None),
    ("a million accounts", lambda: numbered(MILLION // 4, "---\nkind: account\nid: a%d\nname: A\n"), None),
    ("a million unknown keys", lambda: ACCOUNT + numbered(MILLION // 2, "k%d: 1\n"), None),
    ("a million contacts", lambda: ACCOUNT + "contacts:\n" + numbered(MILLION // 4, "- {id: c%d, name: C}\n"), None),
    ("a million suppressions", lambda: ACCOUNT + numbered(MILLION, "# csx:ignore a/b reason=\"%d\"\n"), None),
]


def run(csx, folder):
    """Exit code, findings as text, seconds by the clock, seconds of the processor."""
    started = time.perf_counter()
    with open(folder / "out.txt", "wb") as out:
        # A reader that asks for more memory than that gets none.
        words = ["sh", "-c", f"ulimit -v {MOST_MEMORY // 1024}; exec \"$0\" check --color never", csx]
        process = subprocess.Popen(words, cwd=folder, stdout=out, stderr=subprocess.STDOUT)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    seconds = time.perf_counter() - started
    text = (folder / "out.txt").read_text(encoding="utf-8", errors="strict")
    return process.returncode, text, seconds, usage.ru_utime + usage.ru_stime


def faults_of(csx, folder, title, make, rule):
    text = make()
    data = text if isinstance(text, bytes) else text.encode()
    (folder / "a.yaml").write_bytes(data)
    code, out, seconds, cpu = run(csx, folder)
    print(f"{seconds:6.2f} s  {cpu:6.2f} s of processor  {title} ({len(data) / MEGABYTE:.1f} MB)", flush=True)
    found = []
    if code not in (1, 3):
        found.append(f"exit {code}: {out[-300:]}")
    if rule and f"[{rule}]" not in out:
        found.append(f"{rule} is not found: {out[:300]}")
    if "hightouch" not in out:
        found.append("the record beside it was not judged")
    if len(out) > MEGABYTE:
        found.append(f"{len(out)} bytes of output")
    if any(ord(c) < 32 and c not in "\n\t" or c in "\u202e\x7f" for c in out):
        found.append("the output is not inert")
    if os.environ.get("CSX_TEST_FULL") and seconds > 1:
        found.append(f"{seconds:.2f} seconds")
    if cpu > MOST_SECONDS:
        found.append(f"{cpu:.2f} seconds of processor")
    return [f"{title}: {fault}" for fault in found]


def main():
    csx, only = os.path.abspath(sys.argv[1]), sys.argv[2:]
    faults = []
    with tempfile.TemporaryDirectory(prefix="csx-hostile-") as name:
        folder = pathlib.Path(name)
        (folder / "csx.yaml").write_text(WORKSPACE, encoding="utf-8")
        (folder / "beside.yaml").write_text(NEIGHBOUR, encoding="utf-8")
        cases = [case for case in CASES if not only or case[0] in only]
        for case in cases:
            faults += faults_of(csx, folder, *case)
    for fault in faults:
        print(fault)
    print(f"{len(cases)} texts, {len(faults)} faults")
    sys.exit(1 if faults or not cases else 0)


if __name__ == "__main__":
    main()
