// Opens the pages of `amends` in headless Chromium: what a browser sees of them, on a phone, on a desk, in the dark and
// on paper. Pictures of each are left behind for people to look at.

import { createRequire } from "node:module";
import { spawnSync } from "node:child_process";
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";
import { HOSTILE, NOW, hostile, nothing, year } from "./workspace.mjs";

const [binary, out] = process.argv.slice(2);
const AXE = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const WIDTHS = [390, 768, 1280, 1600];
const PICTURES = [390, 1280];

let passed = 0;
const failures = [];
function check(holds, what) {
  if (holds) passed++;
  else failures.push(what);
}

const scratch = mkdtempSync(join(tmpdir(), "amends-browser-"));
rmSync(out, { recursive: true, force: true });
mkdirSync(out, { recursive: true });

/** Makes a page with the binary; `exit` is the code it has to end with. */
function made(workspace, name, args, exit) {
  const file = join(out, `${name}.html`);
  const ran = spawnSync(binary, ["-C", workspace, "report", ...args, "--now", NOW, "-o", file], {
    env: { PATH: process.env.PATH, AMENDS_BY: "wang" },
    encoding: "utf8",
  });
  check(ran.status === exit, `${name}: exit ${ran.status} instead of ${exit}: ${ran.stderr}`);
  return { name, file };
}

/** The ratio of two colours by their relative luminance, the first one laid over the second. */
function contrastOfPictures() {
  const parse = (text) => {
    const n = text.match(/[\d.]+/g).map(Number);
    return { rgb: n.slice(0, 3), alpha: n.length > 3 ? n[3] : 1 };
  };
  const light = (rgb) => {
    const [r, g, b] = rgb.map((v) => v / 255).map((v) => (v <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const under = (element) => {
    for (let e = element; e; e = e.parentElement) {
      const color = parse(getComputedStyle(e).backgroundColor);
      if (color.alpha > 0) return color.rgb;
    }
    return [255, 255, 255];
  };
  const bad = [];
  for (const text of document.querySelectorAll("svg text")) {
    if (!text.checkVisibility()) continue;
    const [a, b] = [light(parse(getComputedStyle(text).fill).rgb), light(under(text.closest("svg")))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) bad.push(`${text.textContent}: ${ratio.toFixed(2)}`);
  }
  return bad;
}

/** Lettering of a chart that lies on other lettering, or sticks out of its picture. */
function lettering() {
  const bad = [];
  for (const svg of document.querySelectorAll("svg")) {
    if (!svg.checkVisibility()) continue;
    const box = svg.getBoundingClientRect();
    const texts = [...svg.querySelectorAll("text")].map((t) => ({ text: t.textContent, at: t.getBoundingClientRect() }));
    for (const [i, { text, at }] of texts.entries()) {
      if (at.left < box.left - 1 || at.right > box.right + 1 || at.top < box.top - 1 || at.bottom > box.bottom + 1) {
        bad.push(`${svg.querySelector("title").textContent}: “${text}” sticks out`);
      }
      for (const other of texts.slice(i + 1)) {
        const across = Math.min(at.right, other.at.right) - Math.max(at.left, other.at.left);
        const down = Math.min(at.bottom, other.at.bottom) - Math.max(at.top, other.at.top);
        if (across > 1 && down > 4) bad.push(`${svg.querySelector("title").textContent}: “${text}” on “${other.text}”`);
      }
    }
  }
  return bad;
}

async function look(browser, { name, file }, rules) {
  const html = readFileSync(file, "utf8");
  for (const scheme of ["light", "dark"]) {
    const context = await browser.newContext({ colorScheme: scheme, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    const said = [];
    const asked = [];
    page.on("console", (message) => said.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => said.push(String(error)));
    page.on("request", (request) => asked.push(request.url()));
    const url = pathToFileURL(file).href;
    await page.goto(url);
    check(asked.length === 1 && asked[0] === url, `${name} ${scheme}: asks for ${asked.join(", ")}`);
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 900 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(overflow <= 0, `${name} ${scheme} ${width}: ${overflow} px too wide`);
      const letters = await page.evaluate(lettering);
      check(letters.length === 0, `${name} ${scheme} ${width}: ${letters.slice(0, 5).join("; ")}`);
      if (PICTURES.includes(width)) {
        await page.screenshot({ path: join(out, `${name}-${width}-${scheme}.png`), fullPage: true });
      }
    }
    const faint = await page.evaluate(contrastOfPictures);
    check(faint.length === 0, `${name} ${scheme}: contrast of ${faint.slice(0, 5).join("; ")}`);
    if (rules) {
      await page.evaluate(AXE);
      for (const width of PICTURES) {
        await page.setViewportSize({ width, height: 900 });
        const result = await page.evaluate(() => window.axe.run(document, { resultTypes: ["violations"] }));
        const broken = result.violations.map((v) => `${v.id} (${v.nodes.length}, ${v.nodes[0].html.slice(0, 120)})`);
        check(broken.length === 0, `${name} ${scheme} ${width}: ${broken.join("; ")}`);
      }
    }
    if (scheme === "light") {
      const pdf = join(out, `${name}.pdf`);
      await page.pdf({ path: pdf, format: "A4", preferCSSPageSize: true });
      check(statSync(pdf).size > 1000, `${name}: nothing to print`);
      await page.emulateMedia({ media: "print" });
      await page.setViewportSize({ width: 703, height: 1000 });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      check(overflow <= 0, `${name}: on paper ${overflow} px too wide`);
    }
    check(said.length === 0, `${name} ${scheme}: ${said.join("; ")}`);
    await context.close();
  }
  const language = name.endsWith("-zh") ? "zh-CN" : "en";
  check(html.includes(`<html lang="${language}">`), `${name}: not in ${language}`);
}

/** The page without its own guard: that nothing runs must not hang on it. */
async function unguarded(browser, { name, file }) {
  const html = readFileSync(file, "utf8");
  const bare = html.replace(/<meta http-equiv="Content-Security-Policy"[^>]*>\n/, "");
  check(bare !== html, `${name}: has no guard`);
  const path = join(scratch, `${name}.html`);
  writeFileSync(path, bare);
  const page = await browser.newPage();
  const asked = [];
  page.on("request", (request) => asked.push(request.url()));
  await page.goto(pathToFileURL(path).href);
  const found = await page.evaluate(() => ({
    hit: window.hit,
    elements: [...document.querySelectorAll("script, img, link, iframe, object, embed, audio, video, form, base")].length,
    handlers: [...document.querySelectorAll("*")].filter((e) => [...e.attributes].some((a) => a.name.startsWith("on"))).length,
    text: document.body.textContent,
  }));
  check(found.hit === undefined && found.elements === 0 && found.handlers === 0, `${name}: something would run`);
  check(asked.length === 1, `${name}: asks for ${asked.join(", ")}`);
  for (const text of HOSTILE) check(found.text.includes(text), `${name}: doesn't show ${text} as text`);
  check(!/[\u202a-\u202e\u2066-\u2069]/.test(html), `${name}: turns the reading direction around`);
  await page.close();
}

const browser = await chromium.launch({
  executablePath: ["/usr/bin/chromium", "/usr/bin/chromium-browser"].find(existsSync),
  args: [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
  ],
});
try {
  const [full, evil, empty] = ["year", "hostile", "nothing"].map((name) => join(scratch, name));
  year(full, 400);
  hostile(evil);
  nothing(empty);
  const span = ["--since", "2025-12-01", "--until", "2026-11-24"];
  for (const lang of ["en", "zh"]) {
    await look(browser, made(full, `report-${lang}`, ["--format", "html", ...span, "--group-by", "category", "--lang", lang], 0), true);
    await look(browser, made(empty, `report-empty-${lang}`, ["--format", "html", "--lang", lang], 0), true);
    const report = made(evil, `report-hostile-${lang}`, ["--format", "html", "--group-by", "product", "--lang", lang], 3);
    await look(browser, report, lang === "en");
    await unguarded(browser, report);
    await look(browser, made(full, `board-${lang}`, ["board", "--lang", lang], 0), true);
    await look(browser, made(empty, `board-empty-${lang}`, ["board", "--lang", lang], 0), true);
    const board = made(evil, `board-hostile-${lang}`, ["board", "--lang", lang], 3);
    await look(browser, board, lang === "en");
    await unguarded(browser, board);
  }
} finally {
  await browser.close();
  rmSync(scratch, { recursive: true, force: true });
}
failures.forEach((failure) => console.error(`FAILED ${failure}`));
console.log(`browser: ${passed} passed, ${failures.length} failed`);
process.exit(failures.length ? 1 : 0);
