// Workspaces for the pages: a year of invented complaints, the same at every run, and one whose every text is hostile.

import { mkdirSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";

/** The moment of the pages. */
export const NOW = "2026-11-24T09:00:00+08:00";

/** Texts that would run, or turn a line around, if anything took them for markup. */
export const HOSTILE = ["<script>window.hit=1</script>", "\"><img src=x onerror=window.hit=1>", "'onmouseover='window.hit=1"];
const BIDI = "\u202e\u2066";

const ALPHABET = "bcdfghjkmnpqrstvwxz23456789";
const LONG = "从下单付款到配送签收再到售后退换全过程中反复出现的包装破损商品缺件以及客服多次承诺却没有按时回电的综合性服务问题一并投诉";

function put(root, name, text) {
  const path = join(root, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
}

/** A text in double quotes as YAML and TOML both have it. */
const quoted = (text) =>
  `"${[...text].map((c) => ("\"\\".includes(c) ? `\\${c}` : /[\u202a-\u202e\u2066-\u2069]/.test(c) ? `\\u${c.charCodeAt(0).toString(16)}` : c)).join("")}"`;

const CATEGORIES = [
  ["product", "Product quality", "产品质量"],
  ["delivery", "Delivery", "配送"],
  ["price", "Price", "价格"],
  ["service", "Service", "服务"],
  ["after-sales", "After sales", "售后"],
  ["everything", "A category with a name of more than sixty characters, as somebody will want", LONG],
];

const STEPS = ["soothe", "establish-cause", "solve", "follow-up"];
const CAUSES = [
  ["method", "glue-drying", "胶水干燥时间不足"],
  ["material", "wet-soles", "鞋底受潮"],
  ["people", "handover", "交接班没有说明客户的要求，接班的人从头再问一遍"],
  ["people", "promise", "没有核实就答应客户"],
  ["machine", "oven", "烘箱温度不稳"],
  ["measurement", "no-scale", "出库不称重"],
  ["environment", "rain", "雨季仓库进水"],
  ["method", "no-callback", "The system shows no reminder when a call-back that was promised falls due on the same day"],
];

function policy(categories) {
  const category = ([id, en, zh]) => `[[category]]\nid = "${id}"\nname = { en = ${quoted(en)}, zh = ${quoted(zh)} }\n`;
  const people = ["wang", "li", "zhao", "chen"].map((id) => `[[person]]\nid = "${id}"\nroles = ["agent", "supervisor"]\n`);
  const bands = ["100.00", "500.00", "2000.00"].map((from) => `[[approval]]\nfrom = "${from}"\nroles = ["supervisor"]\n`);
  return `format = 1\ntime_zone = "Asia/Shanghai"\ncurrency = "CNY"\n[feedback]\ntarget = 95\n${[...bands, ...people, ...categories.map(category)].join("")}`;
}

/** Numbers that look random and are the same at every run. */
function source(seed) {
  let state = seed;
  const next = () => (state = (state * 48271) % 2147483647) / 2147483647;
  return { next, below: (n) => Math.floor(next() * n), one: (list) => list[Math.floor(next() * list.length)] };
}

/** A moment in Shanghai, so many minutes after the first of December 2025. */
function moment(minutes) {
  const utc = new Date(Date.UTC(2025, 11, 1) + minutes * 60000);
  return `${utc.toISOString().slice(0, 19)}+08:00`;
}

/** So many complaints over a year, most of them closed. */
export function year(root, count) {
  put(root, "amends.toml", policy(CATEGORIES));
  const random = source(42);
  const days = 358;
  for (let n = 0; n < count; n++) {
    const start = Math.floor((n * days) / count) * 1440 + 480 + random.below(600);
    let at = start;
    const received = moment(start);
    let tail = "";
    for (let i = 0, rest = n + 20000; i < 5; i++, rest = Math.floor(rest / 27)) tail = ALPHABET[rest % 27] + tail;
    const id = `${received.slice(0, 10)}-${tail}`;
    const [category] = random.one(CATEGORIES);
    const owner = random.one(["wang", "li", "zhao", "chen"]);
    const log = [];
    let k = 0;
    const event = (text) => log.push(`  - {id: e${k++}, at: ${moment(at)}, by: ${owner}, ${text}}`);
    const severity = random.one(["minor", "normal", "normal", "normal", "serious", "major"]);
    event(`do: open, step: soothe, severity: ${severity}, owner: ${owner}`);
    const length = random.one([0, 1, 1, 2, 2, 3, 4, 6, 9, 20]);
    const careless = random.next() < 0.15;
    let step = 0;
    for (let day = 0; day <= length; day++) {
      at += day ? 1440 : 60;
      if (at > 357 * 1440 + 900) break;
      if (!careless || random.next() < 0.5) {
        event(`do: contact, dir: out, via: phone, reached: ${random.next() < 0.9}, purpose: progress, note: "进展"`);
      }
      if (step < 3 && random.next() < 0.7) {
        at += 5;
        event(`do: advance, step: ${STEPS[step]}, to: ${STEPS[++step]}`);
      }
    }
    const ended = at <= 357 * 1440 + 900 && random.next() < 0.97;
    if (ended) {
      const [bone, code, what] = random.one(CAUSES);
      at += 5;
      event(`do: cause, what: ${quoted(what)}, code: ${code}, bone: ${bone}, whys: ["没有规定"]`);
      const amount = random.one(["30.00", "120.00", "480.00", "860.00", "2500.00"]);
      const offer = k;
      event(`do: offer, options: [{opt: a, loss: {remedy: refund, amount: "${amount}"}, what: "退款"}]`);
      at += 5;
      event(`do: answer, of: e${offer}, accepts: a, how: "电话"`);
      event(`do: redress, of: e${offer}, opt: a, remedy: refund, amount: "${amount}", currency: CNY, covers: loss, reason: "质量问题"`);
      at += 60;
      event(`do: survey, satisfied: ${random.next() < 0.8}, score: ${1 + random.below(5)}`);
      for (; step < 3; step++) event(`do: advance, step: ${STEPS[step]}, to: ${STEPS[step + 1]}`);
      event(`do: close, outcome: ${random.one(["upheld", "partly-upheld", "not-upheld", "goodwill", "withdrawn"])}, lesson: "先量后贴"`);
    }
    const text = `id: ${id}\ntitle: "投诉 ${n}：${random.one(["鞋底开胶", "送货迟到", "价格不符", "无人回电"])}"\nreceived: ${received}\nchannel: ${random.one(["phone", "email", "chat", "form"])}\ncustomer: "客户 ${n}"\ncontact: "c${n}@example.com"\ndemand: "退款"\ncategory: ${category}\nplaybook: four-step@1\ndescription: |\n  说明。\nlog:\n${log.join("\n")}\n`;
    put(root, `cases/${id.slice(0, 4)}/${id.slice(5, 7)}/${id}.yaml`, text);
  }
}

/** A few complaints in which every text a page might show is hostile; one of the files is damaged. */
export function hostile(root) {
  const evil = HOSTILE.join(" ") + BIDI;
  const text = quoted(evil);
  put(root, "amends.toml", `${policy([["product", evil, evil]])}[[department]]\nid = "shop"\nname = ${text}\n`);
  put(
    root,
    "playbooks/evil.toml",
    `id = "evil"\nrevision = 1\nname = ${text}\nsource = ${text}\nkind = "flow"\n` +
      ["first", "second"].map((id) => `[[step]]\nid = "${id}"\nname = ${text}\ngoal = ${text}\n`).join(""),
  );
  const last = [
    "",
    `  - {id: e3, at: 2026-11-19T10:00:00+08:00, by: li, do: offer, options: [{opt: a, loss: {remedy: refund, amount: "480.00"}, what: ${text}}]}\n` +
      `  - {id: e4, at: 2026-11-19T11:00:00+08:00, by: li, do: answer, of: e3, accepts: a, how: ${text}}\n` +
      `  - {id: e5, at: 2026-11-19T12:00:00+08:00, by: li, do: redress, of: e3, opt: a, remedy: refund, amount: "480.00", currency: CNY, covers: loss, reason: ${text}}\n` +
      `  - {id: e6, at: 2026-11-19T13:00:00+08:00, by: li, do: advance, step: first, to: second}\n` +
      `  - {id: e7, at: 2026-11-19T13:00:00+08:00, by: li, do: advance, step: second, to: end}\n` +
      `  - {id: e8, at: 2026-11-19T14:00:00+08:00, by: li, do: close, outcome: upheld, lesson: ${text}}\n`,
  ];
  last.forEach((end, n) => {
    const id = `2026-11-18-bbbb${"cd"[n]}`;
    put(
      root,
      `cases/2026/11/${id}.yaml`,
      `id: ${id}\ntitle: ${text}\nreceived: 2026-11-18T09:00:00+08:00\nchannel: phone\ncustomer: "王女士"\ncontact: "+86 138 0000 0000"\n` +
        `demand: ${text}\ncategory: product\nproduct: ${text}\ndepartment: shop\nplaybook: evil@1\ndescription: ${text}\nlog:\n` +
        `  - {id: e1, at: 2026-11-18T09:05:00+08:00, by: li, do: open, step: first, severity: normal, owner: li}\n` +
        `  - {id: e2, at: 2026-11-18T10:00:00+08:00, by: li, do: cause, what: ${text}, bone: ${text}, whys: [${text}]}\n${end}`,
    );
  });
  put(root, `cases/2026/11/2026-11-20-bbbbf.yaml`, `id: 2026-11-20-bbbbf\ntitle: ${text}\nlog:\n  - {do: ${text}}\n`);
}

/** A workspace without a case. */
export function nothing(root) {
  put(root, "amends.toml", policy(CATEGORIES));
  mkdirSync(join(root, "cases"), { recursive: true });
}
