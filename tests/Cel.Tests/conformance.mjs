import { tests } from "@bufbuild/cel-spec/testdata/conformance.js";
const cases = [];
const walk = (suite, path) => {
  for (const t of suite.tests ?? []) cases.push({ path, type: t.type ?? null, ...t.original });
  for (const s of suite.suites ?? []) walk(s, [...path, s.name]);
};
walk(tests, []);
process.stdout.write(JSON.stringify(cases));
