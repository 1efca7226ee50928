// Claims, figures, where the results come from, and a run by itself.

/** The section of the claims. */
function claimsSection() {
  const heads = ["claim", "verdict", "measured", "difference", "bound", "p", "test"];
  const side = (side) => (side ? `${short(side.mean)} ± ${short(side.deviation, 2)} (${side.runs})` : null);
  const rows = data.claims.map((claim) => {
    const verdict = claim.verdict + (claim.seeds_needed ? `, needs about ${claim.seeds_needed} seeds` : "");
    return element("tr", {},
      element("td", { class: "words" }, claim.name,
        element("details", { class: "small muted" }, element("summary", {}, "as tested"), claim.statement)),
      element("td", { class: `verdict ${claim.verdict}` }, verdict),
      element("td", {}, [side(claim.of), side(claim.than)].filter(Boolean).join(" vs ") || "–"),
      ...[claim.difference, claim.bound, claim.p_value].map((number, place) =>
        element("td", { class: "number", title: exact(number) }, short(number, place === 2 ? 2 : 4))),
      element("td", {}, claim.test || "–"));
  });
  const table = element("table", {}, element("thead", {}, element("tr", {}, heads.map((head, place) =>
    element("th", { scope: "col", class: place > 2 && place < 6 ? "number" : null }, head)))), element("tbody", {}, rows));
  return element("section", { id: "claims" }, element("h2", {}, "Claims"), framed("claims", table),
    element("p", { class: "small muted" }, "Means ± standard deviations over so many runs; the bound of the difference and p are of one-sided tests."));
}

/** A table in Markdown as a table. */
function markdownTable(text) {
  const cells = (line) => line.trim().replace(/^\||\|$/g, "").split(/(?<!\\)\|/).map((cell) => cell.trim().replaceAll("\\|", "|"));
  const lines = text.split("\n").filter((line) => line.startsWith("|"));
  const title = text.match(/^\*\*(.*)\*\*(.*)$/m);
  const [head, , ...rows] = lines.map(cells);
  const row = (cells, name) => element("tr", {}, cells.map((cell, place) => element(name, { class: place ? "number" : null }, cell)));
  const table = element("table", {}, element("thead", {}, row(head ?? [], "th")), element("tbody", {}, rows.map((cells) => row(cells, "td"))));
  return [title ? element("p", { class: "small" }, element("b", {}, title[1]), title[2]) : null, framed("table", table)];
}

/** The section of the figures; null where none was drawn. */
function figuresSection() {
  if (!data.figures.length) return null;
  return element("section", { id: "figures", class: "figures" }, element("h2", {}, "Figures"),
    element("p", { class: "small muted" }, "As 'gfrun figures' drew them last."),
    data.figures.map((figure) => element("figure", {}, element("figcaption", { class: "muted" }, figure.name),
      figure.image ? element("img", { src: figure.image, alt: `figure ${figure.name}` }) : markdownTable(figure.table))));
}

/** Names and values in two columns; those without a value are left out. */
function facts(pairs) {
  return element("dl", {}, pairs.filter(([, value]) => value !== null && value !== undefined && value !== "")
    .flatMap(([name, value]) => [element("dt", {}, name), element("dd", {}, value)]));
}

/** Where runs of one origin come from. */
function origin(origin) {
  return [["gfrun", origin.gfrun], ["commit", origin.commit && element("code", {}, origin.commit + (origin.changed ? ", changed since" : ""))],
    ["machine", origin.host], ["processor", `${origin.processor} (${origin.kernels})`], ["command", element("code", {}, origin.command)]];
}

/** The section of where everything comes from, and of what the page leaves out. */
function originsSection() {
  const groups = data.origins.map((found, place) => {
    const runs = data.runs.filter((run) => run.origin === place);
    return element("details", { open: data.origins.length === 1 }, element("summary", {}, `${counted(runs.length, "run")} on ${found.host} by gfrun ${found.gfrun}`),
      facts([...origin(found), ["runs", element("details", {}, element("summary", {}, counted(runs.length, "id")), element("pre", { tabindex: 0, class: "ids" }, runs.map((run) => run.id).join(" ")))]]));
  });
  return element("section", { id: "origin" }, element("h2", {}, "Where it comes from"), groups,
    data.source ? element("details", {}, element("summary", {}, "The experiment file"), element("pre", { tabindex: 0 }, data.source)) : null,
    element("h3", {}, "What this page leaves out"),
    element("ul", { class: "small" }, data.notes.map((note) => element("li", {}, note)),
      element("li", {}, "Models, and everything else, are in the HDF5 files that this page was made of.")),
    element("p", { class: "small muted" }, `Made by gfrun ${data.gfrun}.`));
}

/** Shows a run by itself: how it ended, where it comes from, its specification. */
function openRun(run) {
  const config = run.config?.map((line) => data.lines[line]).join("\n");
  const dialog = element("dialog", { close: () => dialog.remove(), "aria-label": `run ${run.id}` },
    element("div", { class: "title" }, element("h2", { class: "id" }, run.id), element("button", { click: () => dialog.close() }, "close")),
    facts([["configuration", configuration(run)], ["seed", String(run.seed)], ["status", element("span", { class: `status ${run.status}` }, run.status)],
      ["message", run.message], ["iterations", run.iterations === undefined ? null : String(run.iterations)], ["time", run.seconds === undefined ? null : duration(run.seconds)],
      ["begun", run.created], ["ended", run.finished], ...data.metrics.map((metric, place) => [metric.name, run.last?.[place] === undefined ? null : exact(run.last[place])]),
      ...(run.origin === undefined ? [] : origin(data.origins[run.origin]))]),
    config ? element("h3", {}, "Resolved specification") : null, config ? element("pre", { tabindex: 0 }, config) : null);
  document.body.append(dialog);
  dialog.showModal();
}
