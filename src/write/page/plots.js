// Where do outlets part, and how? Two plots: outlet with outlet, and divergences by class.

const CELL = 24;
const NAME = 140;

// Further apart, a darker step.
const step = (share) => [0.95, 0.85, 0.7, 0.5].filter((least) => share < least).length;

function drawAgreement() {
  const figure = $("#agreement");
  const shares = new Map();
  const sums = new Map();
  for (const [a, b, same, all, statements] of DATA.pairs) {
    if (all === 0) continue;
    shares.set(`${a},${b}`, { share: same / all, statements }).set(`${b},${a}`, { share: same / all, statements });
    for (const outlet of [a, b]) {
      const sum = sums.get(outlet) ?? [0, 0];
      sums.set(outlet, [sum[0] + same, sum[1] + all]);
    }
  }
  // Outlets of one language stand together, those that part most first.
  const share = (outlet) => sums.get(outlet)[0] / sums.get(outlet)[1];
  const languages = mainLanguages();
  const outlets = [...sums.keys()].sort((a, b) => languages[a].localeCompare(languages[b]) || share(a) - share(b) || a - b);
  if (outlets.length < 2) {
    figure.hidden = true;
    return;
  }
  const size = outlets.length * CELL;
  const drawing = svg("svg", { viewBox: `0 0 ${size + NAME} ${size}`, width: size + NAME, height: size, role: "group", "aria-label": "Agreement of outlet with outlet; arrow keys move, Enter filters" });
  const cells = [];
  outlets.forEach((outlet, row) => {
    outlets.slice(0, row).forEach((other, column) => {
      const pair = shares.get(`${outlet},${other}`);
      const cell = svg("g", { class: `cell ${pair ? `step${step(pair.share)}` : "none"}`, transform: `translate(${column * CELL} ${row * CELL})` });
      cell.append(svg("rect", { width: CELL - 2, height: CELL - 2, rx: 3 }), svg("text", { x: CELL / 2 - 1, y: CELL / 2 + 3.5 }, pair ? Math.round(pair.share * 100) : "·"));
      if (pair) {
        const label = `${DATA.outlets[outlet]} and ${DATA.outlets[other]}: ${percent(pair.share * 1000)} of words the same, in ${plural(pair.statements, "statement", "statements")}`;
        const choose = () => choosePair([outlet, other]);
        cell.setAttribute("role", "button");
        cell.setAttribute("aria-label", label);
        cell.setAttribute("tabindex", cells.length ? -1 : 0);
        cell.addEventListener("click", choose);
        cell.addEventListener("keydown", (event) => moveInGrid(event, cells, choose));
        cells.push({ cell, row, column });
        explained(cell, [label]);
      }
      drawing.append(cell);
    });
    drawing.append(svg("text", { class: "name", x: row * CELL + 6, y: row * CELL + CELL / 2 + 4 }, shortened(DATA.outlets[outlet])));
  });
  $(".plot", figure).replaceChildren(drawing);
}

// The language that each outlet prints most.
function mainLanguages() {
  const counts = DATA.outlets.map(() => new Map());
  for (const c of STATEMENTS.flatMap((s) => s.columns)) counts[c.outlet].set(c.lang, (counts[c.outlet].get(c.lang) ?? 0) + 1);
  return counts.map((by) => [...by].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]))[0]?.[0] ?? "");
}

const shortened = (name) => (name.length > 22 ? `${name.slice(0, 21)}…` : name) || "(no outlet)";

// One stop for Tab, the arrows within.
function moveInGrid(event, cells, choose) {
  const steps = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] };
  if (event.key === "Enter" || event.key === " ") {
    event.preventDefault();
    choose();
    return;
  }
  const by = steps[event.key];
  if (!by) return;
  event.preventDefault();
  const from = cells.find(({ cell }) => cell === event.currentTarget);
  const ahead = cells.filter((c) => (by[0] ? c.column === from.column && (c.row - from.row) * by[0] > 0 : c.row === from.row && (c.column - from.column) * by[1] > 0));
  const next = ahead.sort((a, b) => Math.abs(a.row - from.row) + Math.abs(a.column - from.column) - Math.abs(b.row - from.row) - Math.abs(b.column - from.column))[0];
  if (!next) return;
  from.cell.setAttribute("tabindex", -1);
  next.cell.setAttribute("tabindex", 0);
  next.cell.focus();
}

const BAR = 24;

function drawClasses() {
  const counts = new Map();
  for (const d of DIVERGENCES.filter(isOpen)) {
    const by = counts.get(d.class) ?? Object.fromEntries(SEVERITIES.map((s) => [s, 0]));
    by[d.severity] += 1;
    counts.set(d.class, by);
  }
  const total = (by) => SEVERITIES.reduce((sum, s) => sum + by[s], 0);
  const worst = (by) => SEVERITIES.findIndex((s) => by[s] > 0);
  const classes = [...counts].sort(([x, a], [y, b]) => worst(a) - worst(b) || total(b) - total(a) || x.localeCompare(y));
  const most = Math.max(1, ...classes.map(([, by]) => total(by)));
  const [label, width] = [128, 250];
  const drawing = svg("svg", { viewBox: `0 0 ${label + width + 34} ${Math.max(1, classes.length) * BAR}`, width: label + width + 34, height: Math.max(1, classes.length) * BAR, role: "group", "aria-label": "Divergences by class" });
  classes.forEach(([name, by], i) => {
    const told = SEVERITIES.filter((s) => by[s]).map((s) => `${by[s]} ${s}`).join(", ");
    const bar = svg("g", { class: "bar", transform: `translate(0 ${i * BAR})`, role: "button", tabindex: 0, "aria-label": `${readable(name)}: ${told}` });
    bar.append(svg("rect", { class: "hit", width: label + width + 34, height: BAR }), svg("text", { class: "name", x: label - 8, y: 16, "text-anchor": "end" }, readable(name)));
    let x = label;
    for (const severity of SEVERITIES.filter((s) => by[s])) {
      const wide = Math.max(4, (by[severity] / most) * width);
      bar.append(svg("rect", { class: `fill ${severity}`, x, y: 4, width: wide - 1, height: BAR - 8, rx: 2 }));
      if (wide > 16) bar.append(svg("text", { class: `in ${severity}`, x: x + wide / 2 - 0.5, y: 16, "text-anchor": "middle" }, SHAPES[severity]));
      x += wide;
    }
    bar.append(svg("text", { class: "name", x: x + 6, y: 16 }, total(by).toLocaleString("en")));
    const choose = () => chooseOnly({ class: wanted.class === name ? "" : name });
    bar.addEventListener("click", choose);
    bar.addEventListener("keydown", (event) => {
      if (event.key !== "Enter" && event.key !== " ") return;
      event.preventDefault();
      choose();
    });
    explained(bar, [`${readable(name)}: ${told}`]);
    drawing.append(bar);
  });
  $("#classes .plot").replaceChildren(classes.length ? drawing : el("p", { class: "note" }, "None."));
}

// The first screen: the answer in words and in numbers.
function drawAnswer() {
  const shared = STATEMENTS.filter((s) => s.outlets.size > 1);
  const apart = shared.filter((s) => s.divergences.some((d) => isOpen(d) && d.severity !== "neutral"));
  const strong = (text) => el("strong", {}, text);
  const answer = $("#answer");
  answer.replaceChildren(
    "Of ", strong(plural(STATEMENTS.length, "statement", "statements")), ` in ${plural(DATA.articles, "article", "articles")}, `,
    strong(shared.length.toLocaleString("en")), shared.length === 1 ? " is printed by two outlets or more. " : " are printed by two outlets or more. ",
  );
  if (shared.length) {
    if (apart.length) answer.append("In ", strong(apart.length.toLocaleString("en")), apart.length === 1 ? " of them a rendering parts from the others in more than a detail." : " of them renderings part in more than a detail.");
    else answer.append("In none of them do renderings part in more than a detail.");
  }
  const far = DATA.pairs.filter(([, , , all]) => all >= 20).reduce((far, p) => (!far || p[2] / p[3] < far[2] / far[3] ? p : far), null);
  if (far) {
    const [a, b, same, all, n] = far;
    answer.append(" Furthest apart are ", el("b", {}, words(DATA.outlets[a])), " and ", el("b", {}, words(DATA.outlets[b])), `: ${percent((same / all) * 1000)} of their words are the same, in ${plural(n, "statement", "statements")}.`);
  }
  $("#tally").replaceChildren(
    ...SEVERITIES.map((severity) => {
      const n = DIVERGENCES.filter((d) => isOpen(d) && d.severity === severity).length;
      const button = el("button", { type: "button", class: `tile ${severity}`, "aria-pressed": String(wanted.severity === severity), onclick: () => chooseOnly({ severity: wanted.severity === severity ? "" : severity }) },
        el("span", { class: "n" }, n.toLocaleString("en")), badge(severity), el("span", { class: "meaning" }, MEANINGS[severity]));
      return el("li", {}, button);
    }),
  );
}

