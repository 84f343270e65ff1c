// csx and ajv must agree on what a record may be, wherever JSON Schema can say it: on every record of the examples and
// on thousands of mutated ones. Usage: differential.mjs CSX SOURCE_DIR [SEED [COUNT]]
import { execFileSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import Ajv from "ajv";
import addFormats from "ajv-formats";
import YAML from "yaml";

const [csx, source, seed = "20261122", count = "6000"] = process.argv.slice(2);

// What JSON Schema cannot say, by the message csx gives: the list of exceptions, each with its reason.
const exceptions = [
  [/is not a condition|is not a target/, "operands of a condition have a grammar of their own"],
  [/is not a time zone/, "the zones are those of the system's database"],
  [/is not a period/, "days of a month and weeks of a year; the first day before the last"],
  [/is not an instant/, "days of a month"],
  [/is not a window of hours/, "a window that opens and closes at the same minute"],
  [/is not a whole number|is not a number/, "numbers written with an exponent, or beyond 15 digits"],
];

let state = Number(seed);
const random = (n) => {
  state = (state * 1103515245 + 12345) % 2147483648;
  return Math.floor((state / 2147483648) * n);
};
const pick = (list) => list[random(list.length)];

function yamlFiles(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name.startsWith(".")) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return yamlFiles(path);
    return /\.ya?ml$/.test(entry.name) ? [path] : [];
  });
}

const records = yamlFiles(join(source, "examples/aurora")).flatMap((path) =>
  YAML.parseAllDocuments(readFileSync(path, "utf8"), { version: "1.2", schema: "core" }).map((d) => d.toJS()),
);

const ajv = new Ajv({ strict: false, allErrors: false });
addFormats(ajv);
const any = ajv.compile(JSON.parse(readFileSync(join(source, "schemas/csx.schema.json"), "utf8")));
for (const kind of new Set(records.map((r) => r.kind))) {
  ajv.compile(JSON.parse(readFileSync(join(source, `schemas/${kind}.schema.json`), "utf8")));
}

// Every place below a value that holds something: [holder, key].
function places(value, out = []) {
  if (value !== null && typeof value === "object") {
    for (const key of Object.keys(value)) {
      if (key === "kind" && value === out.root) continue;
      out.push([value, key]);
      places(value[key], out);
    }
  }
  return out;
}

const values = [null, 0, 1, -1, 3.5, 1e6, true, false, "", "x", "no such word", "2026-02-30", "2026-02-28", "120%",
  "-5%", "95%", "12 BRX", "-1.00 BRL", "10.00 BRL", "5d", "1.5h", "a@b", "a@b.c", "Capital", [], [1], ["x"], {}, { a: 1 },
  { none: "not used" }, { none: "" }, "-0 BRL", "0.00 BRL", "100%", "100.5%", ">= 90%", "12-32", "02-29", "25:00-26:00",
  "a".repeat(65), "sha256:00"];
const misspell = (key) => (random(2) ? key.slice(0, -1) + "z" : key + "s");

function mutate(record) {
  const copy = structuredClone(record);
  const all = places(copy).filter(([holder, key]) => !(holder === copy && key === "kind"));
  const [holder, key] = pick(all);
  const list = Array.isArray(holder);
  switch (random(6)) {
    case 0:
      list ? holder.splice(Number(key), 1) : delete holder[key];
      break;
    case 1:
      if (!list) {
        holder[misspell(key)] = holder[key];
        delete holder[key];
        break;
      }
    // falls through
    case 2:
    case 3:
      holder[key] = pick(values);
      break;
    case 4:
      if (!list) holder[pick(["zz_extra", "x-own", "note_"])] = pick(values);
      else holder.push(pick(values));
      break;
    case 5:
      holder[key] = typeof holder[key] === "string" ? pick([42, [holder[key]], { value: holder[key] }, null]) : String(holder[key]);
      break;
  }
  return copy;
}

const byKind = Map.groupBy ? Map.groupBy(records, (r) => r.kind) : records.reduce((map, r) => map.set(r.kind, [...(map.get(r.kind) ?? []), r]), new Map());
const kinds = [...byKind.keys()].filter((kind) => kind !== "workspace");
const cases = records.filter((r) => r.kind !== "workspace");
const sound = cases.length;
for (let i = 0; i < Number(count); ++i) cases.push(mutate(pick(byKind.get(kinds[i % kinds.length]))));

const folder = mkdtempSync(join(tmpdir(), "csx-differential-"));
const name = (i) => `c${String(i).padStart(5, "0")}.yaml`;
let report;
try {
  mkdirSync(join(folder, "r"));
  writeFileSync(join(folder, "csx.yaml"), "kind: workspace\nname: Test\nformat: 1\ncurrency: BRL\ntimezone: UTC\n");
  cases.forEach((record, i) => writeFileSync(join(folder, "r", name(i)), YAML.stringify(record, { version: "1.2", schema: "core", lineWidth: 0 })));
  const out = execFileSync(csx, ["-C", folder, "--as-of", "2026-11-20", "--format", "json", "check", "--rule", "schema/*", "--rule", "folder/no-kind", "--fail-on", "never"], { maxBuffer: 1 << 30 });
  report = JSON.parse(out);
} finally {
  rmSync(folder, { recursive: true, force: true });
}

const refused = new Map();
for (const finding of report.data.findings) {
  const messages = refused.get(finding.file) ?? [];
  messages.push(finding.message);
  refused.set(finding.file, messages);
}

let agreed = 0;
const tolerated = new Map();
const faults = [];
cases.forEach((record, i) => {
  const messages = refused.get(`r/${name(i)}`);
  const ajvAccepts = any(record);
  if (ajvAccepts === (messages === undefined)) {
    ++agreed;
    return;
  }
  const reason = messages !== undefined && exceptions.find(([pattern]) => messages.every((m) => exceptions.some(([p]) => p.test(m))) && pattern.test(messages[0]));
  if (reason && i >= sound) {
    tolerated.set(reason[1], (tolerated.get(reason[1]) ?? 0) + 1);
  } else {
    faults.push(`${name(i)} ${record.kind}: ajv ${ajvAccepts ? "accepts" : "refuses: " + ajv.errorsText(any.errors)}; csx ${messages ? "refuses: " + messages.join("; ") : "accepts"}`);
  }
});
console.log(`${cases.length} records (${sound} as they stand, ${count} mutated): ${agreed} agreed, ${cases.filter((r, i) => !refused.has(`r/${name(i)}`)).length} accepted by csx`);
for (const [reason, times] of tolerated) console.log(`  exception, ${times} times: ${reason}`);
faults.slice(0, 25).forEach((fault) => console.error(fault));
if (faults.length > 0) console.error(`${faults.length} disagreements`);
process.exit(faults.length > 0 || cases.length < 5000 ? 1 : 0);
