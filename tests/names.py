#!/usr/bin/env python3
"""Sources are compiled several at once, so that what one keeps to itself is seen by the next: a constant or type of an
unnamed namespace that has the name of one in a header of its room would silently take its place there. (Two of one
name in sources do not compile, and functions are told apart by what they take.)"""
import pathlib
import re
import sys

NAMESPACE = re.compile(r"^namespace ([\w:]+)? ?\{")
CLOSED = re.compile(r"^\}  // namespace")
CONSTANT = re.compile(r"^(?:inline |static |constexpr |const )+.*?\b(k_\w+)\b *(?:\{|=|;|\[)")
TYPE = re.compile(r"^(?:struct|class|union|enum(?: class)?) (\w+)[^;]*\{")


def declared(path):
    """(name, line, the namespace it is in, whether an unnamed one): nothing is indented within namespaces."""
    spaces = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        opened = NAMESPACE.match(line)
        if opened:
            spaces.append(opened.group(1))
        elif CLOSED.match(line) and spaces:
            spaces.pop()
        else:
            found = CONSTANT.match(line) or TYPE.match(line)
            if found:
                yield found.group(1), number, "::".join(filter(None, spaces)), None in spaces


def meet(one, other):
    return one == other or one.startswith(other + "::") or other.startswith(one + "::")


root = pathlib.Path(sys.argv[1])
faults = []
seen = 0
for room in sorted(path for path in (root / "src").iterdir() if path.is_dir()):
    shared = {}
    for header in [*room.rglob("*.hpp"), *(root / "include/csx" / room.name).rglob("*.hpp")]:
        for name, number, space, _ in declared(header):
            shared.setdefault(name, []).append((header, number, space))
    for source in sorted(room.rglob("*.cpp")):
        for name, number, space, is_unnamed in declared(source):
            seen += is_unnamed
            for header, line, other in shared.get(name, []) if is_unnamed else []:
                if meet(space, other):
                    where = header.relative_to(root)
                    faults.append(f"{source.relative_to(root)}:{number}: {name} is declared in {where}:{line}, too")
print("\n".join(faults) if faults else f"{seen} names of sources, none of which stands in a header of its room")
sys.exit(1 if faults or seen == 0 else 0)
