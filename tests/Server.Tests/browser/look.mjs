// Opens pages in a browser as people have it: light and dark, wide and narrow. Says in JSON what is wrong with each.
// node look.mjs MODULES CHROMIUM ORIGIN [SCREENSHOTS] < paths, one a line
import { createRequire } from "node:module";
import { mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

const [modules, executablePath, origin, shots] = process.argv.slice(2);
const require = createRequire(join(modules, "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const paths = readFileSync(0, "utf8").split("\n").filter(Boolean);
const widths = [["wide", 1280], ["narrow", 360]];
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const wrong = [];
let looked = 0;

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });
const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
await context.addCookies([{ name: "as", value: "security", url: origin }]);
await context.addInitScript(axe);
if (shots) mkdirSync(shots, { recursive: true });

for (const path of paths) {
  const page = await context.newPage();
  const say = (what, detail) => wrong.push({ path, what, detail });
  page.on("console", m => m.type() === "error" && say("console", m.text()));
  page.on("pageerror", e => say("script", e.message));
  page.on("request", r => new URL(r.url()).origin !== origin && !r.url().startsWith("data:") && say("elsewhere", r.url()));
  const answer = await page.goto(origin + path, { waitUntil: "load" });
  if (answer.status() !== 200) say("status", String(answer.status()));
  for (const [name, width] of widths) {
    await page.setViewportSize({ width, height: name === "wide" ? 900 : 740 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) say(`${name} overflows`, `${over} px`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(tags => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), tags);
      for (const v of found.violations) say(`${name} ${colorScheme} ${v.id}`, v.nodes.slice(0, 3).map(n => `${n.target.join(" ")}: ${n.failureSummary.split("\n").slice(1, 2).join("").trim()}`).join(" | "));
      if (shots) await page.screenshot({ path: join(shots, `${path.replace(/[^a-z0-9]+/gi, "-").slice(0, 60)}-${name}-${colorScheme}.png`), fullPage: true });
      looked++;
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.evaluate(() => document.activeElement?.blur());
  await page.keyboard.press("Tab");
  if (await page.evaluate(() => document.activeElement?.className) !== "skip") say("keyboard", "the first stop is not the skip link");
  await page.keyboard.press("Enter");
  if (await page.evaluate(() => document.activeElement?.id) !== "main") say("keyboard", "the skip link does not lead to the content");
  await page.close();
}

await browser.close();
console.log(JSON.stringify({ looked, wrong }));
