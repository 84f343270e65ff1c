#!/usr/bin/env python3
"""Reads the #include lines: an arrow points only to a room further down, and a library stays in its rooms."""
import pathlib
import re
import sys

# Highest first, as in docs/architecture.md.
ROOMS = ["cli", "interop", "audit", "report", "rules", "metrics", "sla", "store", "git", "model", "yaml", "time", "base"]
# A header of a library, and the rooms that may include it.
LIBRARIES = {
    "CLI/": {"cli"},
    "git2": {"git"},
    "yaml.h": {"yaml"},
    "yaml-cpp/": {"yaml"},
    "date/": {"time"},
    "utf8proc": {"base"},
    "openssl/": {"base"},
    "libical/": {"interop"},
    "sqlite3": {"interop"},
    "xxhash": {"store"},
}
# git and model do not know each other; store joins them.
STRANGERS = {("git", "model"), ("git", "yaml")}

root = pathlib.Path(sys.argv[1])
faults = []
seen = 0
for top in ("src", "include/csx"):
    for path in sorted((root / top).rglob("*.[ch]pp")):
        room = path.relative_to(root / top).parts[0]
        if room not in ROOMS:
            faults.append(f"{path}: {room} is no room")
            continue
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            found = re.match(r'\s*#\s*include\s*[<"]([^>"]+)[>"]', line)
            if not found:
                continue
            seen += 1
            header = found.group(1)
            ours = re.match(r"csx/(\w+)/", header)
            if ours:
                other = ours.group(1)
                if other not in ROOMS or ROOMS.index(other) < ROOMS.index(room) or (room, other) in STRANGERS:
                    faults.append(f"{path}:{number}: {room} must not know {other}: {line.strip()}")
            for prefix, rooms in LIBRARIES.items():
                if header.startswith(prefix) and room not in rooms:
                    faults.append(f"{path}:{number}: {header} belongs to {', '.join(sorted(rooms))}")
print("\n".join(faults) if faults else f"{seen} includes, every arrow points down")
sys.exit(1 if faults or seen == 0 else 0)
