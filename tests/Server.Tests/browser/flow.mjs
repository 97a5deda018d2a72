// Goes the way of somebody who has just started a server over the bank: first account, two people, findings, a waiver, a drift that is mended.
// node flow.mjs MODULES CHROMIUM SETUP-ADDRESS FILE-TO-MEND [SCREENSHOTS]
import { createRequire } from "node:module";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";

const [modules, executablePath, setup, file, shots] = process.argv.slice(2);
const require = createRequire(join(modules, "node_modules", "x.js"));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const tags = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"];
const origin = new URL(setup).origin;
const password = "plain words for a test";
const patience = 90_000;
const wrong = [];
const steps = [];
if (shots) mkdirSync(shots, { recursive: true });

const browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-dev-shm-usage"] });

async function person() {
  const context = await browser.newContext({ viewport: { width: 1280, height: 900 } });
  context.setDefaultTimeout(patience);
  await context.addInitScript(axe);
  const page = await context.newPage();
  page.on("console", m => m.type() === "error" && !/ (401|404|422|503) /.test(m.text()) && wrong.push(`console: ${m.text()}`));
  page.on("pageerror", e => wrong.push(`script: ${e.message}`));
  page.on("request", r => new URL(r.url()).origin !== origin && !r.url().startsWith("data:") && wrong.push(`elsewhere: ${r.url()}`));
  return page;
}

// Says that a step was reached, and looks at the page as people have it.
async function reached(page, step) {
  steps.push(step);
  for (const [name, width] of [["wide", 1280], ["narrow", 360]]) {
    await page.setViewportSize({ width, height: 900 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (over > 0) wrong.push(`${step}: ${name} overflows by ${over} px`);
    for (const colorScheme of ["light", "dark"]) {
      await page.emulateMedia({ colorScheme });
      const found = await page.evaluate(tags => window.axe.run(document, { runOnly: { type: "tag", values: tags }, resultTypes: ["violations"] }), tags);
      for (const v of found.violations) wrong.push(`${step}: ${name} ${colorScheme} ${v.id} ${v.nodes[0].target.join(" ")}`);
      if (shots) await page.screenshot({ path: join(shots, `${String(steps.length).padStart(2, "0")}-${step}-${name}-${colorScheme}.png`), fullPage: true });
    }
  }
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.emulateMedia({ colorScheme: "light" });
}

async function expect(page, text) {
  const said = await page.locator("main").innerText();
  if (!said.includes(text)) throw new Error(`${page.url()} does not say "${text}" but: ${said.slice(0, 600)}`);
}

// A standing takes the place of the one before when it is read: the page is opened again until it says so.
async function until(page, path, text, isThere = true) {
  for (const end = Date.now() + patience; Date.now() < end;) {
    await page.goto(origin + path);
    const said = await page.locator("main").innerText();
    if (said.includes(text) === isThere) return said;
    await page.waitForTimeout(300);
  }
  throw new Error(`${path} never came to ${isThere ? "say" : "leave out"} "${text}"`);
}

async function signIn(page, name) {
  await page.goto(origin + "/");
  await page.getByLabel("Name").fill(name);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
  await page.waitForURL(u => u.pathname === "/");
}

async function search(page, words) {
  await page.getByRole("searchbox").first().fill(words);
  await page.getByRole("button", { name: "Find" }).click();
}

try {
  const root = await person();
  await root.goto(setup);
  await reached(root, "first-account");
  await root.getByLabel("Name", { exact: true }).fill("root");
  await root.getByLabel("What people call you").fill("Root");
  await root.getByLabel("Password").fill(password);
  await root.getByRole("button", { name: "Make the account" }).click();
  await expect(root, "The account is made");
  await reached(root, "sign-in");
  await root.getByLabel("Name").fill("root");
  await root.getByLabel("Password").fill("not the password");
  await root.getByRole("button", { name: "Sign in" }).click();
  await expect(root, "The name or the password is wrong");
  await root.goto(setup);
  await expect(root, "It has been used");
  await signIn(root, "root");
  await until(root, "/", "AI workloads are out of line");
  await reached(root, "overview");
  await root.getByRole("link", { name: "Accounts" }).click();
  for (const [name, roles] of [["ada", ["security", "approver"]], ["ben", ["approver"]]]) {
    await root.getByLabel("Name", { exact: true }).fill(name);
    await root.getByLabel("First password").fill(password);
    for (const role of roles) await root.locator(`input[name=role][value=${role}]`).check();
    await root.getByRole("button", { name: "Make the account" }).click();
    await expect(root, `${name} may come in`);
  }
  await reached(root, "accounts");
  await root.getByRole("button", { name: "Sign out" }).click();
  await root.waitForURL(u => u.pathname === "/sign-in");

  const ada = await person();
  await signIn(ada, "ada");
  for (const [words, says] of [
    ["support-triage", "without a green run of support-triage"],
    ["compliance-report", "can use update_case_record"],
    ["gr-loans", "gr-loans no longer protects"],
  ]) {
    await search(ada, words);
    await ada.locator("main a", { hasText: says }).first().click();
    await ada.waitForURL(u => u.pathname.startsWith("/findings/"));
    for (const part of ["What the planes say", "What to do", "Why it matters"]) await expect(ada, part);
    await expect(ada, says);
  }
  const finding = new URL(ada.url()).pathname;
  await expect(ada, "EMAIL");
  await reached(ada, "explained");
  await ada.locator("main a", { hasText: "gr-loans" }).first().click();
  await ada.locator("main").getByRole("link", { name: "graph", exact: true }).click();
  await expect(ada, "Around gr-loans");
  await ada.locator("svg a", { hasText: "loan-decisioning" }).first().click();
  await expect(ada, "Around loan-decisioning");
  await reached(ada, "graph");

  await ada.goto(origin + finding);
  await ada.getByLabel("Why", { exact: true }).fill("the new guardrail is in review");
  await ada.getByLabel("Until").fill("2027-03-01");
  await ada.getByRole("button", { name: "Propose" }).click();
  await expect(ada, "is proposed");
  await reached(ada, "proposed");
  await ada.locator("main a", { hasText: "decide about it" }).click();
  await expect(ada, "It accepts this finding as it is now: gr-loans no longer protects");
  await expect(ada, "your own approval does not count");
  await reached(ada, "entry");
  await ada.getByRole("button", { name: "Decide" }).click();
  await expect(ada, "somebody else has to decide");
  await reached(ada, "refused");
  await ada.goto(origin + finding);
  if ((await ada.locator("main").innerText()).includes("waived")) throw new Error("the proposer's own approval counted");

  const ben = await person();
  await signIn(ben, "ben");
  await ben.getByRole("link", { name: "Registries" }).click();
  await expect(ben, "1 proposal waiting");
  await reached(ben, "waiting");
  await ben.locator("main a", { hasText: "pii-filter-weakened" }).first().click();
  await ben.getByLabel("Why, or the kind of review").fill("until the review is done");
  await ben.getByRole("button", { name: "Decide" }).click();
  await expect(ben, "approve");
  await until(ben, finding, "waived");
  await expect(ben, "the new guardrail is in review");
  await reached(ben, "waived");

  await until(ada, "/drift", "the repository declares anthropic.claude-3-haiku");
  await reached(ada, "drift");
  const before = readFileSync(file, "utf8");
  writeFileSync(file, before.replace("anthropic.claude-3-haiku", "anthropic.claude-3-5-haiku-20241022-v1:0"));
  await ada.goto(origin + "/sources");
  await ada.getByRole("button", { name: "Read now given-1" }).click();
  await expect(ada, "given-1 is being read");
  await reached(ada, "reading");
  const said = await until(ada, "/drift", "✓ closed");
  if (!said.slice(said.indexOf("✓ closed")).includes("the repository declares anthropic.claude-3-haiku")) throw new Error(`another drift closed: ${said.slice(said.indexOf("✓ closed"), 400)}`);
  await reached(ada, "closed");
} catch (error) {
  wrong.push(`after ${steps.at(-1) ?? "nothing"}: ${error.message}`);
}

await browser.close();
console.log(JSON.stringify({ steps, wrong }));
