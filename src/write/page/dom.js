// How is something put on the page? Only as elements and text: no word of an article is ever read as markup.

const $ = (selector, within = document) => within.querySelector(selector);

function make(space, tag, attributes, children) {
  const element = space ? document.createElementNS(space, tag) : document.createElement(tag);
  for (const [name, value] of Object.entries(attributes ?? {})) {
    if (value === false || value === null || value === undefined) continue;
    if (name === "data") element.data = value;
    else if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? "" : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== false));
  return element;
}
const el = (tag, attributes, ...children) => make(null, tag, attributes, children);
const svg = (tag, attributes, ...children) => make("http://www.w3.org/2000/svg", tag, attributes, children);

// Words of an article or a name: kept apart from what stands around them, whichever way they run.
const LONGEST = 4000;
function words(text, lang, tag = "bdi") {
  const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length.toLocaleString("en")} characters)` : text;
  return el(tag, { lang: lang || null, dir: "auto" }, shown);
}

const severityMark = (severity) => el("span", { class: `shape ${severity}`, "aria-hidden": "true" }, SHAPES[severity]);
const badge = (severity, text = severity) => el("span", { class: `badge ${severity}` }, severityMark(severity), text);

// The explanation that hovers: one for the whole page.
const tip = $("#tip");
let tipped = null;
function showTip(target, lines) {
  tip.replaceChildren(...lines.map((line) => el("p", {}, line)));
  tip.hidden = false;
  tipped = target;
  target.setAttribute("aria-describedby", "tip");
  const at = target.getBoundingClientRect();
  const left = Math.max(8, Math.min(at.left, document.documentElement.clientWidth - tip.offsetWidth - 8));
  const below = at.bottom + 6 + tip.offsetHeight < window.innerHeight || at.top < tip.offsetHeight;
  tip.style.left = `${left + window.scrollX}px`;
  tip.style.top = `${(below ? at.bottom + 6 : at.top - tip.offsetHeight - 6) + window.scrollY}px`;
}
function hideTip() {
  tipped?.removeAttribute("aria-describedby");
  tipped = null;
  tip.hidden = true;
}

// Lets an element explain itself under the pointer and under the keyboard.
function explained(element, lines) {
  const show = () => showTip(element, typeof lines === "function" ? lines() : lines);
  for (const event of ["pointerenter", "focus"]) element.addEventListener(event, show);
  for (const event of ["pointerleave", "blur"]) element.addEventListener(event, hideTip);
  return element;
}

