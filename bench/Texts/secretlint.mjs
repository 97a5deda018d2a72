// secretlint with its recommended rules on the text that `write` left: megabytes a second of processor time; and on labelled lines where a file is named.
import fs from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [folder, labelled] = process.argv.slice(2);
const require = createRequire(folder + "/");
const load = (name) => import(pathToFileURL(require.resolve(name)));
const { lintSource } = await load("@secretlint/core");
const { creator } = await load("@secretlint/secretlint-rule-preset-recommend");
const config = { rules: [{ id: "@secretlint/secretlint-rule-preset-recommend", rule: creator, options: {} }] };
const messages = async (content) => (await lintSource({ source: { filePath: "/a.txt", content, contentType: "text", ext: ".txt" }, options: { config } })).messages.length;

if (labelled && fs.existsSync(labelled)) {
  const counts = {};
  for (const line of fs.readFileSync(labelled, "utf8").split("\n").filter(Boolean)) {
    const { text, label, source } = JSON.parse(line);
    const count = (counts[source] ??= { secret: [0, 0], clean: [0, 0] })[label];
    count[0]++;
    if ((await messages(text)) > 0) count[1]++;
  }
  for (const [source, { secret, clean }] of Object.entries(counts).sort()) console.log(`secretlint on ${source}: ${secret[1]} of ${secret[0]} secrets found, ${clean[1]} of ${clean[0]} clean called`);
}

const text = fs.readFileSync(folder + "/planted.txt", "utf8");
let best = Infinity;
for (let round = 0; round < 3; round++) {
  const before = process.cpuUsage();
  for (let at = 0; at < text.length; at += 65536) await messages(text.slice(at, at + 65536));
  const took = process.cpuUsage(before);
  best = Math.min(best, (took.user + took.system) / 1e6);
}
console.log(`secretlint: ${(text.length / 1e6 / best).toFixed(1)} MB/s of processor time`);
