// The runs: what tells them apart, which are shown, and their table.

const data = JSON.parse(document.getElementById("data").textContent);

/** The keys in which runs differ, by their place among the values of a run. */
const telling = data.keys.map((_, place) => place).filter((place) =>
  new Set(data.runs.map((run) => String(run.values[place]))).size > 1);

/** The end of a key that no other key has. */
function shortKey(place) {
  const parts = data.keys[place].split(".");
  for (let count = 1; count < parts.length; count++) {
    const end = parts.slice(-count).join(".");
    if (data.keys.filter((key) => key === end || key.endsWith("." + end)).length === 1) return end;
  }
  return data.keys[place];
}

/** The value of a run under a key, in words. */
function valueText(run, place) {
  const value = run.values[place];
  return typeof value === "number" ? short(value, 6) : value === null ? "–" : String(value);
}

/** What a run is, its seed aside, by some of the keys. */
function configuration(run, places = telling) {
  const words = places.filter((place) => run.values[place] !== null).map((place) =>
    data.keys[place] === "case" ? valueText(run, place) : `${shortKey(place)} ${valueText(run, place)}`);
  return words.join(" · ") || "all runs";
}

/** The runs that pass the filter, and who wants to know when they change. */
const shown = { runs: data.runs, watchers: [], change(runs) { this.runs = runs; this.watchers.forEach((watcher) => watcher()); } };

/** The table's columns: a title, the value that sorts, and the text where that is another. */
const columns = [
  { title: "run", value: (run) => run.id },
  ...data.keys.map((key, place) => ({
    title: key === "case" ? key : shortKey(place), hint: key, value: (run) => run.values[place],
    text: (run) => valueText(run, place) })),
  { title: "seed", value: (run) => run.seed },
  { title: "status", value: (run) => run.status },
  { title: "iterations", value: (run) => run.iterations ?? null },
  { title: "time", value: (run) => run.seconds ?? null, text: (run) => duration(run.seconds) },
  ...data.metrics.map((metric, place) => ({
    title: metric.name, hint: `${metric.meaning}, last`, value: (run) => run.last?.[place] ?? null,
    text: (run) => short(run.last?.[place]), digits: (run) => exact(run.last?.[place]) })),
].map((column) => ({ ...column, isNumber: data.runs.some((run) => typeof column.value(run) === "number") }));

/** Whether a run has every word of a filter: in a cell, or as key=value exactly. */
function passes(run, words) {
  return words.every((word) => {
    const [key, value] = word.split(/=(.*)/s);
    const column = value === undefined ? null : columns.find((column) => column.title === key || column.hint === key);
    if (column) return [column.value(run), column.text?.(run)].some((found) => String(found) === value);
    return columns.some((column) => String(column.text?.(run) ?? column.value(run) ?? "").toLowerCase().includes(word.toLowerCase()));
  });
}

/** Orders two values, those that are missing last, whichever way. */
function compare(a, b, sign) {
  if (a === null || b === null) return (a === null) - (b === null);
  return sign * (typeof a === "number" && typeof b === "number" ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true }));
}

/** The section of the runs: filter, table, pages. */
function runsSection(open) {
  const size = 20;
  const state = { column: null, sign: 1, page: 0, words: [], hidden: new Set() };
  const body = element("tbody");
  const heads = columns.map((column) => {
    const arrow = element("span", { "aria-hidden": "true" });
    const button = element("button", { title: column.hint ?? column.title, click: () => sort(column) }, column.title, arrow);
    return { column, arrow, cell: element("th", { scope: "col", class: column.isNumber ? "number" : null }, button) };
  });
  const counter = element("span", { class: "small muted", role: "status" });
  const back = element("button", { click: () => turn(-1), "aria-label": "previous page" }, "‹ back");
  const on = element("button", { click: () => turn(1), "aria-label": "next page" }, "next ›");

  function sort(column) {
    [state.sign, state.column] = [state.column === column ? -state.sign : 1, column];
    for (const head of heads) {
      const isIt = head.column === column;
      head.arrow.textContent = isIt ? (state.sign > 0 ? "▲" : "▼") : "";
      head.cell.setAttribute("aria-sort", isIt ? (state.sign > 0 ? "ascending" : "descending") : "none");
    }
    state.page = 0;
    draw();
  }
  function turn(by) { state.page += by; draw(); }
  function filter() {
    state.page = 0;
    shown.change(data.runs.filter((run) => !state.hidden.has(run.status) && passes(run, state.words)));
    draw();
  }
  function cell(column, run) {
    const text = column.text?.(run) ?? String(column.value(run) ?? "–");
    if (column.title === "run" && column === columns[0]) {
      return element("td", {}, element("button", { class: "id", click: () => open(run) }, text));
    }
    if (column.title === "status") return element("td", { class: `status ${run.status}` }, text);
    return element("td", { class: column.isNumber ? "number" : null, title: column.digits?.(run) }, text);
  }
  function draw() {
    const { column, sign } = state;
    const runs = column ? [...shown.runs].sort((a, b) => compare(column.value(a), column.value(b), sign)) : shown.runs;
    const pages = Math.max(1, Math.ceil(runs.length / size));
    state.page = Math.min(Math.max(state.page, 0), pages - 1);
    body.replaceChildren(...runs.slice(state.page * size, (state.page + 1) * size).map((run) =>
      element("tr", {}, columns.map((column) => cell(column, run)))));
    const first = state.page * size;
    counter.textContent = runs.length === 0 ? "no run passes"
      : `${first + 1}–${Math.min(first + size, runs.length)} of ${counted(runs.length, "run")}`;
    back.disabled = state.page === 0;
    on.disabled = state.page === pages - 1;
  }
  const statuses = [...new Set(data.runs.map((run) => run.status))];
  const chips = statuses.map((status) => {
    const count = data.runs.filter((run) => run.status === status).length;
    const chip = element("button", { class: `status ${status}`, "aria-pressed": "true", click: () => {
      if (!state.hidden.delete(status)) state.hidden.add(status);
      chip.setAttribute("aria-pressed", String(!state.hidden.has(status)));
      filter();
    } }, `${status} ${count}`);
    return chip;
  });
  const search = element("input", { type: "search", placeholder: "filter: words, or key=value", "aria-label": "filter the runs", input: () => {
    state.words = search.value.split(/\s+/).filter(Boolean);
    filter();
  } });
  const table = element("table", {}, element("thead", {}, element("tr", {}, heads.map((head) => head.cell))), body);
  draw();
  return element("section", { id: "runs" }, element("h2", {}, "Runs"),
    element("div", { class: "controls" }, search, chips), framed("runs", table),
    element("div", { class: "controls", style: "margin-top:.6rem" }, back, on, counter,
      element("span", { class: "small muted" }, "The filter is for the curves, too.")));
}
