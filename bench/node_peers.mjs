// SPDX-License-Identifier: Apache-2.0
// Validators of Node on the corpora of bench_events, from bytes to the verdict: a strict decoder of UTF-8, JSON.parse,
// and a compiled validator. tools/bench_node runs it: node node_peers.mjs CORPORA MODULES REPETITIONS [--json]
import fs from "node:fs";
import path from "node:path";
import { createRequire } from "node:module";

const [corpora, modules, repetitions] = process.argv.slice(2);
const load = createRequire(path.join(path.resolve(modules), "package.json"));
const Ajv = load("ajv");
const { Type } = load("@sinclair/typebox");
const { TypeCompiler } = load("@sinclair/typebox/compiler");

const sizes = ["565B", "2.6KB", "8.6KB", "92KB", "mix"];
const limit = 262144;
const leastSeconds = 0.1;

// What neither JSON.parse nor a schema can see: keys that came twice, half a pair of surrogates, the depth.
const unseen = ["two types", "two types, one escaped", "two user ids", "lone high surrogate", "lone low surrogate",
  "too deep"];

/// The same schema as TypeBox writes it.
function toTypeBox(schema) {
  const make = {
    string: () => Type.String({ ...(schema.pattern && { pattern: schema.pattern }),
      ...(schema.minLength && { minLength: schema.minLength }) }),
    integer: () => Type.Integer({ minimum: schema.minimum, maximum: schema.maximum }),
    number: () => Type.Number(),
    boolean: () => Type.Boolean(),
    null: () => Type.Null(),
    object: () => Type.Object(Object.fromEntries(Object.entries(schema.properties).map(([name, of]) =>
      [name, schema.required?.includes(name) ? toTypeBox(of) : Type.Optional(toTypeBox(of))]))),
  };
  const types = [schema.type].flat().map((type) => make[type]());
  return types.length === 1 ? types[0] : Type.Union(types);
}

function fromBytes(validate) {
  const decoder = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true });
  return (event) => {
    if (event.length > limit) return false;
    try {
      return validate(JSON.parse(decoder.decode(event)));
    } catch {
      return false;
    }
  };
}

function readCorpus(name) {
  const text = fs.readFileSync(path.join(corpora, `${name}.ndjson`));
  const verdicts = fs.readFileSync(path.join(corpora, `${name}.verdicts`), "utf8").trimEnd().split("\n");
  const events = [];
  for (let at = 0; at < text.length;) {
    const end = text.indexOf(10, at);
    events.push(text.subarray(at, end));
    at = end + 1;
  }
  if (events.length !== verdicts.length) throw new Error(`${name}: a verdict for each event is missing`);
  return { name, text, events, verdicts };
}

function compare(peer, corpus, unused) {
  corpus.events.forEach((event, i) => {
    const [verdict, how] = corpus.verdicts[i].split("\t");
    if (peer.judge(event) === (verdict !== "refused")) return;
    if (!unseen.includes(how)) throw new Error(`${corpus.name}/${peer.name}: not ${verdict}, event ${i + 1}: ${how}`);
    unused.delete(how);
  });
}

function time(peer, corpus) {
  const start = process.hrtime.bigint();
  let seconds = 0;
  let passes = 0;
  while (seconds < leastSeconds) {
    let refused = 0;
    for (const event of corpus.events) refused += peer.judge(event) ? 0 : 1;
    if (refused !== 0) throw new Error("timed is not what was compared");
    ++passes;
    seconds = Number(process.hrtime.bigint() - start) / 1e9;
  }
  return { name: `${corpus.name}/${peer.name}`, run_name: `${corpus.name}/${peer.name}`, run_type: "iteration",
    bytes_per_second: passes * corpus.text.length / seconds,
    items_per_second: passes * corpus.events.length / seconds };
}

const schema = JSON.parse(fs.readFileSync(path.join(corpora, "event.schema.json"), "utf8"));
const compiled = TypeCompiler.Compile(toTypeBox(schema));
const peers = [
  { name: "ajv", judge: fromBytes(new Ajv({ strict: false }).compile(schema)) },
  { name: "typebox", judge: fromBytes((value) => compiled.Check(value)) },
];
const clean = sizes.map(readCorpus);
for (const peer of peers) {
  const unused = new Set(unseen);
  for (const corpus of [...clean, ...sizes.map((size) => readCorpus(`${size}_damaged`))]) compare(peer, corpus, unused);
  if (unused.size !== 0) throw new Error(`${peer.name}: needs no exception for ${[...unused]}`);
}

const rows = [];
for (let i = 0; i < Number(repetitions); ++i)
  for (const corpus of clean)
    for (const peer of peers) rows.push(time(peer, corpus));
if (process.argv.includes("--json")) {
  console.log(JSON.stringify({ benchmarks: rows }, null, 1));
} else {
  for (const row of rows)
    console.log(`${row.name.padEnd(24)} bytes_per_second=${(row.bytes_per_second / 1e6).toFixed(1)}M/s `
      + `items_per_second=${(row.items_per_second / 1e3).toFixed(1)}k/s`);
}
