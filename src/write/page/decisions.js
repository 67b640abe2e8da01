// What has the auditor decided? Marks are kept in the browser until they are downloaded as decisions.csv, the file that a run reads.

const isChanged = (d) => d.decision !== d.said.decision || d.comment !== d.said.comment;

// A browser may keep nothing for files: then the marks last as long as the page is open.
const SHELF = `quotealign ${location.pathname}`;
function keep() {
  const marks = DIVERGENCES.filter(isChanged).map((d) => [d.id, d.decision, d.comment, d.said.decision, d.said.comment]);
  try {
    localStorage.setItem(SHELF, JSON.stringify(marks));
  } catch {}
}

// Takes up what was marked earlier, but where a run has learned of another decision since.
function takeUp() {
  let marks = [];
  try {
    marks = JSON.parse(localStorage.getItem(SHELF) ?? "[]");
  } catch {}
  for (const [id, decision, comment, before, remark] of Array.isArray(marks) ? marks.filter(Array.isArray) : []) {
    const d = BY_ID.get(id);
    const known = decision === "" || DATA.decision_values.includes(decision);
    if (d && known && typeof comment === "string" && d.said.decision === before && d.said.comment === remark) Object.assign(d, { decision, comment });
  }
}

function decide(d, change) {
  Object.assign(d, change);
  keep();
  tellMarked();
  drawAnswer();
  drawClasses();
  refreshCard(d.statement);
}

function tellMarked() {
  const n = DIVERGENCES.filter(isChanged).length;
  $("#marked").hidden = n === 0;
  document.body.classList.toggle("has-marked", n > 0);
  $("#marked span").textContent = `${plural(n, "decision", "decisions")} not yet with the sources`;
}

// A cell that a spreadsheet would run gets an apostrophe before it, which the program takes off again.
const guarded = (text) => (/^'*[ \t\u00a0]*[=+\-@＝＋－＠]/.test(text) || /^'*\t/.test(text) ? `'${text}` : text);
const quoted = (text) => (/[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text);
const oneLine = (text) => text.replaceAll("\n", "¶").replaceAll("\r", " ");

function decisionsTable() {
  const mine = DIVERGENCES.filter((d) => d.decision !== "" || d.comment !== "").map((d) => {
    const whole = d.words ?? d.statement.columns[d.column]?.text ?? "";
    return ["divergence", d.id, "", d.decision, d.comment, d.class, whole, d.text_here, d.before, d.after];
  });
  const line = (cells) => cells.map((cell) => quoted(guarded(oneLine(cell)))).join(",");
  return `\ufeff${[DATA.decision_columns, ...DATA.decisions, ...mine].map(line).join("\r\n")}\r\n`;
}

function download() {
  const address = URL.createObjectURL(new Blob([decisionsTable()], { type: "text/csv;charset=utf-8" }));
  el("a", { href: address, download: "decisions.csv" }).click();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

