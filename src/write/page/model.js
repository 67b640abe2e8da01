"use strict";
// What is there, and what of it is wanted? The data of the page, its order, its filters and its search.

const DATA = JSON.parse(document.getElementById("data").textContent);
const STATEMENTS = DATA.statements;
const SEVERITIES = ["critical", "major", "minor", "neutral"];
const SHAPES = { critical: "◆", major: "▲", minor: "●", neutral: "○" };
const MEANINGS = {
  critical: "turns the sense round, or changes a number",
  major: "says less, more or something else",
  minor: "a reader may notice",
  neutral: "differs on paper only, or is told as information",
};

const BY_ID = new Map();
STATEMENTS.forEach((statement, at) => {
  statement.at = at;
  statement.outlets = new Set(statement.columns.filter((c) => c.times > 0).map((c) => c.outlet));
  for (const d of statement.divergences) {
    d.statement = statement;
    d.said = { decision: d.decision, comment: d.comment };
    BY_ID.set(d.id, d);
  }
});
const DIVERGENCES = [...BY_ID.values()];

// All but what was accepted, fixed or is a false alarm counts.
const isOpen = (d) => d.decision === "" || d.decision === "error";
const rank = (severity) => (severity === "" ? 0 : SEVERITIES.length - SEVERITIES.indexOf(severity));
const worstOf = (divergences) => divergences.reduce((worst, d) => (rank(d.severity) > rank(worst) ? d.severity : worst), "");
const readable = (name) => name.replaceAll("_", " ");
const percent = (thousandths) => `${Math.round(thousandths / 10)} %`;
const plural = (n, one, many) => `${n.toLocaleString("en")} ${n === 1 ? one : many}`;

const wanted = { query: "", outlet: "", speaker: "", class: "", severity: "", decision: "", shared: "", order: "", pair: null };

// Small letters without accents, so that a search needs neither.
const fold = (text) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

// The words of each statement that a search looks at, folded at the first search.
let index = null;
function haystack(statement) {
  index ??= STATEMENTS.map((s) => {
    const names = [...s.speakers.map((n) => DATA.speakers[n]), ...s.columns.map((c) => DATA.outlets[c.outlet])];
    const texts = s.columns.map((c) => c.text);
    const told = s.divergences.flatMap((d) => [d.id, d.class, d.explanation, d.comment]);
    return fold([s.id, s.text, ...names, ...texts, ...told].join("\n"));
  });
  return index[statement.at];
}

function fits(d) {
  return (
    (wanted.outlet === "" || d.outlet === Number(wanted.outlet)) &&
    (wanted.class === "" || d.class === wanted.class) &&
    (wanted.severity === "" || (d.severity === wanted.severity && (wanted.decision !== "" || isOpen(d)))) &&
    (wanted.decision === "" || d.decision === (wanted.decision === "undecided" ? "" : wanted.decision))
  );
}

function chosen() {
  const words = fold(wanted.query).split(/\s+/).filter(Boolean);
  const byDivergence = wanted.class !== "" || wanted.severity !== "" || wanted.decision !== "";
  const found = STATEMENTS.filter((s) => {
    if (wanted.shared === "" && s.columns.length < 2) return false;
    if (wanted.pair && !wanted.pair.every((outlet) => s.outlets.has(outlet))) return false;
    if (wanted.speaker !== "" && !s.speakers.includes(Number(wanted.speaker))) return false;
    if (byDivergence ? !s.divergences.some(fits) : wanted.outlet !== "" && !s.columns.some((c) => c.outlet === Number(wanted.outlet))) return false;
    return words.every((word) => haystack(s).includes(word));
  });
  const open = new Map(found.map((s) => [s, s.divergences.filter(isOpen)]));
  const orders = {
    "": (a, b) => rank(worstOf(open.get(b))) - rank(worstOf(open.get(a))) || open.get(b).length - open.get(a).length,
    date: (a, b) => (b.date ?? "").localeCompare(a.date ?? ""),
    agreement: (a, b) => a.agreement - b.agreement,
    outlets: (a, b) => b.outlets.size - a.outlets.size,
  };
  // The sort is stable: of equals the order of the tables stays.
  return found.sort(orders[wanted.order] ?? orders[""]);
}

