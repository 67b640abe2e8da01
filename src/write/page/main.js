// What is shown now, and what do the keys do? Only one page of cards is ever in the document.

const PAGE = 25;
let shown = [];
let page = 0;

function choices() {
  const counted = (numbers) => {
    const counts = new Map();
    for (const n of numbers) counts.set(n, (counts.get(n) ?? 0) + 1);
    return counts;
  };
  const fill = (name, any, entries) => $(`[name="${name}"]`).replaceChildren(el("option", { value: "" }, any), ...entries.map(([value, text]) => el("option", { value }, text)));
  const named = (names, numbers) => [...counted(numbers)].filter(([n]) => names[n]).map(([n, count]) => [n, `${names[n].slice(0, 60)} (${count})`]).sort((a, b) => a[1].localeCompare(b[1]));
  const plain = (values) => [...counted(values)].map(([value, count]) => [value, `${readable(value)} (${count})`]);
  fill("outlet", "any", named(DATA.outlets, STATEMENTS.flatMap((s) => [...new Set(s.columns.map((c) => c.outlet))])));
  fill("speaker", "any", named(DATA.speakers, STATEMENTS.flatMap((s) => s.speakers)));
  fill("class", "any", plain(DIVERGENCES.map((d) => d.class)).sort((a, b) => a[0].localeCompare(b[0])));
  fill("severity", "any", SEVERITIES.map((s) => [s, `${SHAPES[s]} ${s}`]));
  fill("decision", "any", ["undecided", ...DATA.decision_values].map((v) => [v, v]));
  fill("shared", "two or more", [["any", "any number"]]);
  fill("order", "worst", [["date", "latest"], ["agreement", "least agreement"], ["outlets", "most outlets"]]);
}

// Sets some filters, and the form with them.
function chooseOnly(change) {
  Object.assign(wanted, change);
  for (const [name, value] of Object.entries(wanted)) {
    const field = $(`#filters [name="${name}"]`);
    if (field) field.value = value;
  }
  page = 0;
  draw();
}

function choosePair(pair) {
  const same = wanted.pair && wanted.pair.every((outlet) => pair.includes(outlet));
  chooseOnly({ pair: same ? null : pair });
}

function draw() {
  shown = chosen();
  page = Math.min(page, Math.max(0, Math.ceil(shown.length / PAGE) - 1));
  drawAnswer();
  refreshCards();
}

function refreshCards() {
  hideTip();
  const from = page * PAGE;
  $("#list").replaceChildren(...shown.slice(from, from + PAGE).map((s, i) => card(s, from + i + 1)));
  const pair = wanted.pair && el("button", { type: "button", class: "chip", onclick: () => chooseOnly({ pair: null }) }, "printed by ", words(DATA.outlets[wanted.pair[0]]), " and ", words(DATA.outlets[wanted.pair[1]]), " ✕");
  const of = shown.length === STATEMENTS.length ? plural(shown.length, "statement", "statements") : `${shown.length.toLocaleString("en")} of ${plural(STATEMENTS.length, "statement", "statements")}`;
  $("#count").replaceChildren(of, ...(pair ? [" ", pair] : []));
  drawPages();
}

function refreshCard(statement) {
  const old = document.getElementById(`s-${statement.id}`);
  hideTip();
  old?.replaceWith(card(statement, old.value));
}

function drawPages() {
  const last = Math.ceil(shown.length / PAGE) - 1;
  const go = (to, label, text) => el("button", { type: "button", "aria-label": label, disabled: to < 0 || to > last || to === page, onclick: () => turn(to) }, text);
  const all = [go(0, "First page", "«"), go(page - 1, "Previous page", "‹"), el("span", {}, `${page + 1} of ${last + 1}`), go(page + 1, "Next page", "›"), go(last, "Last page", "»")];
  $("#pages").replaceChildren(...(last > 0 ? all : []));
}

function turn(to) {
  page = to;
  refreshCards();
  $("#statements").scrollIntoView();
}

function toggle(statement) {
  opened.has(statement) ? opened.delete(statement) : opened.add(statement);
  refreshCard(statement);
  document.getElementById(`s-${statement.id}`)?.querySelector(".head").focus({ preventScroll: true });
}

// Opens the statement that the address names.
function follow() {
  const id = decodeURIComponent(location.hash.slice(1));
  const statement = id.startsWith("s-") && STATEMENTS.find((s) => s.id === id.slice(2));
  if (!statement) return;
  opened.add(statement);
  if (!shown.includes(statement)) chooseOnly({ query: "", outlet: "", speaker: "", class: "", severity: "", decision: "", shared: "any", pair: null });
  page = Math.floor(shown.indexOf(statement) / PAGE);
  refreshCards();
  document.getElementById(id)?.scrollIntoView();
}

// Moves the focus to the next card, or to the next divergence of one.
function moveCard(direction) {
  const from = document.activeElement.closest(".card");
  focusOn((from ? from[direction] : $("#list").firstElementChild)?.querySelector(".head"));
}

function moveFinding(by) {
  const all = [...(document.activeElement.closest(".card") ?? document).querySelectorAll(".finding")];
  const at = all.findIndex((item) => item.contains(document.activeElement));
  focusOn(at < 0 ? all[0] : all[at + by]);
}

function focusOn(element) {
  element?.focus();
  element?.scrollIntoView({ block: "nearest" });
}

const KEYS = {
  "/": () => $('[name="query"]').focus(),
  j: () => moveCard("nextElementSibling"),
  k: () => moveCard("previousElementSibling"),
  n: () => moveFinding(1),
  p: () => moveFinding(-1),
};

document.addEventListener("keydown", (event) => {
  const typing = event.target.closest("input, select, textarea");
  if (event.key === "Escape") {
    hideTip();
    if (typing?.name === "query") chooseOnly({ query: "" });
    return;
  }
  if (typing || event.ctrlKey || event.metaKey || event.altKey || !KEYS[event.key]) return;
  event.preventDefault();
  KEYS[event.key]();
});

const filters = $("#filters");
let waiting = 0;
filters.addEventListener("input", (event) => {
  clearTimeout(waiting);
  waiting = setTimeout(() => chooseOnly({ [event.target.name]: event.target.value }), event.target.name === "query" ? 120 : 0);
});
filters.addEventListener("submit", (event) => event.preventDefault());
filters.addEventListener("reset", (event) => {
  event.preventDefault();
  chooseOnly({ query: "", outlet: "", speaker: "", class: "", severity: "", decision: "", shared: "", order: "", pair: null });
});

$("#marked .primary").addEventListener("click", download);
$("#marked .plain").addEventListener("click", () => {
  for (const d of DIVERGENCES.filter(isChanged)) Object.assign(d, d.said);
  keep();
  tellMarked();
  drawClasses();
  draw();
});

// On paper all that is chosen is open, as far as anybody would print.
const PRINTED = 200;
let before = null;
window.addEventListener("beforeprint", () => {
  before ??= { opened: new Set(opened), page };
  shown.slice(0, PRINTED).forEach((s) => opened.add(s));
  $("#list").replaceChildren(...shown.slice(0, PRINTED).map((s, i) => card(s, i + 1)));
});
window.addEventListener("afterprint", () => {
  opened.clear();
  before?.opened.forEach((s) => opened.add(s));
  before = null;
  refreshCards();
});

let width = window.innerWidth;
window.addEventListener("resize", () => {
  if (window.innerWidth === width) return;
  width = window.innerWidth;
  clearTimeout(waiting);
  waiting = setTimeout(refreshCards, 150);
});
window.addEventListener("hashchange", follow);

takeUp();
choices();
$("#legend").replaceChildren(
  ...SEVERITIES.map((s) => el("li", {}, badge(s), ` ${MEANINGS[s]}`)),
  el("li", {}, el("span", { class: "mark gap minor" }, "–"), " words that the others have are missing here"),
);
drawClasses();
drawAgreement();
tellMarked();
draw();
if (shown.length && wanted.query === "") {
  opened.add(shown[0]);
  refreshCard(shown[0]);
}
follow();
