// How does one statement look? A card that opens: its renderings word under word, or as printed, and what diverges.

// Offsets count code points.
const points = new WeakMap();
function slice(column, start, end) {
  if (!points.has(column)) points.set(column, Array.from(column.text));
  return points.get(column).slice(start, end).join("");
}
const length = (column) => (slice(column, 0, 0), points.get(column).length);

const labelOf = (column) => [el("span", { class: "outlet" }, words(DATA.outlets[column.outlet] || "(no outlet)")), el("span", { class: "about" }, [column.lang, column.date, column.role, column.times > 1 ? `×${column.times}` : ""].filter(Boolean).join(" · "))];
const worded = (d) => {
  const quote = (text) => `“${text.length > 200 ? `${text.slice(0, 200)}…` : text}”`;
  const ends = [d.text_here && quote(d.text_here), d.text_there && d.text_there !== d.text_here && quote(d.text_there)].filter(Boolean);
  return `${SHAPES[d.severity]} ${d.severity} · ${readable(d.class)}${ends.length ? `: ${ends.join(" for ")}` : ""}`;
};

// Some words of a rendering; those that diverge are marked and explain themselves.
function marked(statement, c, start, end) {
  const column = statement.columns[c];
  const mine = statement.divergences.filter((d) => d.column === c && d.words === null && d.here[0] < end && d.here[1] > start);
  const cuts = [...new Set([start, end, ...mine.flatMap((d) => d.here)])].filter((at) => at >= start && at <= end).sort((a, b) => a - b);
  const parts = cuts.slice(1).map((to, i) => {
    const here = mine.filter((d) => d.here[0] < to && d.here[1] > cuts[i]);
    const text = slice(column, cuts[i], to);
    const shown = text.length > LONGEST ? `${text.slice(0, LONGEST)}… (${text.length.toLocaleString("en")} characters)` : text;
    return here.length ? mark(here, shown) : shown;
  });
  return el("bdi", { lang: column.lang || null, dir: "auto" }, ...parts);
}

// Words that diverge, or the place where some are missing.
function mark(divergences, text, what = "") {
  const severity = worstOf(divergences.filter(isOpen)) || "settled";
  const element = el("span", { class: `mark ${severity} ${what}`, tabindex: 0, role: "button" }, text);
  element.addEventListener("click", () => $(`#d-${CSS.escape(divergences[0].id)}`)?.focus());
  element.addEventListener("keydown", (event) => event.key === "Enter" && element.click());
  return explained(element, () => divergences.flatMap((d) => [el("b", {}, worded(d)), d.explanation, d.decision && `Decision: ${d.decision}`].filter(Boolean)));
}

// What a rendering lacks in a row of the table: what is told of the place, or of words that stand there in the other rendering.
function missing(statement, c, row) {
  const [first, last, , spans] = row;
  return statement.divergences.filter((d) => {
    if (d.column !== c || d.words !== null || d.here[0] !== d.here[1]) return false;
    const span = d.there && spans[d.there[0]];
    return (d.place >= first && d.place <= last) || (span && d.there[1] < span[1] && d.there[2] > span[0]);
  });
}

function cell(statement, c, row, at) {
  const column = statement.columns[c];
  if (column.times === 0) {
    const gone = statement.divergences.filter((d) => d.column === c);
    return at === 0 ? mark(gone, "left out", "gap") : "";
  }
  const span = row[3][c];
  if (span) return marked(statement, c, span[0], span[1]);
  const gone = missing(statement, c, row);
  return gone.length ? mark(gone, "–", "gap") : "";
}

const WIDEST = 240;

// The table, in as many bands as the width asks for: one row a rendering, one column a place. A phone has no room for bands: it scrolls one.
function table(statement, width) {
  const label = 176;
  if (width < 560) width = Infinity;
  const wide = statement.rows.map((row) => {
    const most = Math.max(0, ...row[3].map((span) => (span ? span[1] - span[0] : 0)));
    return Math.min(WIDEST, Math.max(36, most * 8.2 + 20));
  });
  const bands = [[]];
  let used = label;
  wide.forEach((w, i) => {
    if (used + w > width && bands.at(-1).length) {
      bands.push([]);
      used = label;
    }
    bands.at(-1).push(i);
    used += w;
  });
  return el("div", { class: "bands" }, bands.map((band, n) => {
    const head = band.map((i) => {
      const [first, last, status] = statement.rows[i];
      return el("th", { scope: "col", class: status }, el("span", { class: "place" }, first === last ? first : `${first}–${last}`), el("span", { class: "status" }, status === "agree" ? "" : status));
    });
    const body = statement.columns.map((column, c) => el("tr", { class: column.role || null }, el("th", { scope: "row" }, labelOf(column)),
      band.map((i, k) => el("td", { class: `${statement.rows[i][2]}${wide[i] === WIDEST ? " long" : ""}` }, cell(statement, c, statement.rows[i], n === 0 ? k : 1)))));
    return el("div", { class: "band" }, el("table", {}, el("caption", { class: "unseen" }, `Places of the statement, part ${n + 1} of ${bands.length}`),
      el("thead", {}, el("tr", {}, el("th", { scope: "col", class: "corner" }, "place"), head)), el("tbody", {}, body)));
  }));
}

// The renderings as printed, with marks where words are missing.
function printed(statement) {
  return el("dl", { class: "printed" }, statement.columns.map((column, c) => {
    if (column.times === 0) return el("div", {}, el("dt", {}, labelOf(column)), el("dd", {}, mark(statement.divergences.filter((d) => d.column === c), "left out", "gap")));
    const gaps = statement.divergences.filter((d) => d.column === c && d.words === null && d.here[0] === d.here[1] && d.text_there);
    const cuts = [...new Set(gaps.map((d) => d.here[0]))].sort((a, b) => a - b);
    const parts = [];
    let from = 0;
    for (const at of cuts) {
      parts.push(marked(statement, c, from, at), mark(gaps.filter((d) => d.here[0] === at), "‸", "gap"));
      from = at;
    }
    parts.push(marked(statement, c, from, length(column)));
    return el("div", { class: column.role || null }, el("dt", {}, labelOf(column)), el("dd", { dir: "auto" }, parts));
  }));
}

function finding(d) {
  const column = d.statement.columns[d.column];
  const item = el("li", { class: `finding ${isOpen(d) ? "" : "settled"}`, id: `d-${d.id}`, tabindex: -1 });
  const side = (text, lang) => (text ? el("q", {}, words(text, lang)) : null);
  const there = d.there ? d.statement.columns[d.there[0]].lang : "";
  const sides = d.text_here && d.text_there && d.text_here !== d.text_there ? [side(d.text_here, column?.lang), el("span", { class: "for" }, " where the other has "), side(d.text_there, there)] : [side(d.text_here || d.text_there, column?.lang)];
  const buttons = DATA.decision_values.map((value) => el("button", { type: "button", "aria-pressed": String(d.decision === value), onclick: () => decideHere(d, { decision: d.decision === value ? "" : value }) }, value));
  const comment = el("input", { type: "text", value: d.comment, placeholder: "Comment", "aria-label": "Comment", onchange: (event) => decide(d, { comment: event.target.value.replace(/[\r\n]+/g, " ") }) });
  const file = d.file && DATA.sources !== null ? el("a", { href: `${DATA.sources}/${d.file}`.split("/").map(encodeURIComponent).join("/") }, words(d.file)) : words(d.file);
  item.append(
    el("p", { class: "what" }, badge(d.severity), el("b", {}, readable(d.class)), words(DATA.outlets[d.outlet]), el("span", { class: "sides" }, sides)),
    el("p", { class: "why" }, words(d.explanation, "en", "span")),
    el("div", { class: "decide" }, el("span", { class: "group", role: "group", "aria-label": "Decision" }, buttons), comment),
    el("p", { class: "source" }, file, ` · rule ${d.rule}`, d.mqm ? ` · MQM ${d.mqm}` : "", ` · ${d.id}`),
  );
  item.addEventListener("keydown", (event) => {
    const n = Number(event.key);
    if (event.target === comment || event.ctrlKey || event.metaKey || event.altKey || !/^[0-4]$/.test(event.key)) return;
    decideHere(d, { decision: n === 0 ? "" : DATA.decision_values[n - 1] });
  });
  return item;
}

// Decides, and keeps the focus where it was: the card is drawn anew.
function decideHere(d, change) {
  const pressed = [...document.querySelectorAll(`#d-${CSS.escape(d.id)} button`)].indexOf(document.activeElement);
  decide(d, change);
  const item = $(`#d-${CSS.escape(d.id)}`);
  (pressed < 0 ? item : item?.querySelectorAll("button")[pressed])?.focus({ preventScroll: true });
}

const opened = new Set();
let layout = window.matchMedia("(max-width: 700px)").matches ? "printed" : "table";

function card(statement, n) {
  const open = opened.has(statement);
  const standing = statement.divergences.filter(isOpen);
  const worst = worstOf(standing);
  const text = statement.text.length > 400 ? `${statement.text.slice(0, 400)}…` : statement.text;
  const facts = [
    el("span", {}, plural(statement.outlets.size, "outlet", "outlets")),
    el("span", {}, `${percent(statement.agreement)} agree`),
    ...SEVERITIES.map((s) => [s, standing.filter((d) => d.severity === s).length])
      .filter(([, n]) => n > 0)
      .map(([s, n]) => badge(s, el("span", {}, String(n), el("span", { class: "unseen" }, ` ${s}`)))),
  ];
  const head = el("button", { type: "button", class: "head", "aria-expanded": String(open), onclick: () => toggle(statement) },
    el("span", { class: "who" }, worst ? severityMark(worst) : el("span", { class: "shape" }, "✓"), el("b", {}, words(statement.speakers.map((s) => DATA.speakers[s]).filter(Boolean).join("; ") || "nobody named")), statement.date && el("span", { class: "date" }, statement.date)),
    el("span", { class: "quote" }, words(`“${text}”`, statement.lang)),
    el("span", { class: "facts" }, facts));
  const item = el("li", { class: `card ${worst}`, id: `s-${statement.id}`, value: n }, el("h3", {}, head));
  if (open) item.append(body(statement));
  return item;
}

function body(statement) {
  const width = Math.max(260, $("#list").clientWidth - 34);
  const choice = (name, label) => el("button", { type: "button", "aria-pressed": String(layout === name), onclick: () => ((layout = name), refreshCards()) }, label);
  const lists = statement.divergences.length ? el("ol", { class: "findings" }, statement.divergences.map(finding)) : el("p", { class: "note" }, "No divergence was found.");
  const rendered = layout === "table" && statement.rows.length ? table(statement, width) : printed(statement);
  return el("div", { class: "body" },
    statement.rows.length ? el("p", { class: "group layout", role: "group", "aria-label": "Layout" }, choice("table", "Word under word"), choice("printed", "As printed")) : null,
    rendered, el("h4", {}, "Divergences"), lists,
    el("p", { class: "source" }, el("a", { href: `#s-${statement.id}` }, statement.id), statement.sheet ? ` · alignments/${statement.sheet}.csv` : ""));
}

