#!/usr/bin/env python3
"""Every command has golden cases: completeness.py PROGRAM."""
import pathlib
import subprocess
import sys

answer = subprocess.run([sys.argv[1], "__complete", ""], capture_output=True, text=True, check=True).stdout
nouns = [line.split("\t")[0] for line in answer.splitlines()]
missing = [noun for noun in nouns if not list((pathlib.Path(__file__).parent / noun).glob("*.test"))]
print(f"{len(nouns)} commands, without cases: {missing or 'none'}")
sys.exit(1 if missing or not nouns else 0)
