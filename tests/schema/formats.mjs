// What csx check writes for other programs is what those programs expect: SARIF 2.1.0 against the published schema,
// GitLab's report against its documented form, JUnit as its documented elements. Usage: formats.mjs CSX SOURCE_DIR
import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import Ajv from "ajv";
import Ajv04 from "ajv-draft-04";
import addFormats from "ajv-formats";

const [csx, source] = process.argv.slice(2);
const formats = join(source, "tests/data/formats");
const read = (path) => JSON.parse(readFileSync(path, "utf8"));
const folders = ["examples/aurora", "examples/gallery/schema/unknown-value", "examples/gallery/yaml/syntax", "examples/gallery/reference/duplicate-id"];
let faults = 0;

function check(folder, format) {
  const { stdout, status } = spawnSync(csx, ["-C", join(source, folder), "--as-of", "2026-11-20", "--format", format, "check"], { maxBuffer: 1 << 28, encoding: "utf8" });
  if (status !== 0 && status !== 1) {
    console.error(`${folder} ${format}: exit ${status}`);
    ++faults;
  }
  return stdout;
}

function validate(ajv, schema, what, value) {
  const valid = ajv.compile(schema);
  if (!valid(value)) {
    console.error(`${what}: ${ajv.errorsText(valid.errors)}`);
    ++faults;
  }
}

for (const folder of folders) {
  const draft4 = new Ajv04({ strict: false });
  addFormats(draft4);
  const sarif = JSON.parse(check(folder, "sarif"));
  validate(draft4, read(join(formats, "sarif-schema-2.1.0.json")), `${folder} sarif`, sarif);
  if (sarif.runs[0].results.length === 0) {
    console.error(`${folder}: no results, nothing was shown`);
    ++faults;
  }
  const draft7 = new Ajv({ strict: false });
  addFormats(draft7);
  validate(draft7, read(join(formats, "gitlab-code-quality.schema.json")), `${folder} gitlab`, JSON.parse(check(folder, "gitlab")));
  const junit = check(folder, "junit");
  const cases = (junit.match(/<testcase /g) ?? []).length;
  const total = Number(junit.match(/<testsuites[^>]* tests="(\d+)"/)?.[1]);
  if (!junit.startsWith("<?xml") || cases !== total || cases === 0) {
    console.error(`${folder} junit: ${cases} cases, the head says ${total}`);
    ++faults;
  }
}
console.log(`${folders.length} folders, ${faults} faults`);
process.exit(faults === 0 ? 0 : 1);
