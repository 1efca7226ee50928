// The section of the curves: what is drawn, of which runs, and its legend.

/** The section of the curves; null where nothing was measured. */
function curvesSection() {
  if (!quantities.length) return null;
  const most = 12;
  const hasFlow = data.flows.some((flow) => flow.iterations.length > 1);
  const state = { quantity: quantities[0], kind: "iteration", by: "all", band: "deviation", logX: false, logY: false, off: null };
  const box = element("div", { class: "chart" });
  const legend = element("div", { class: "legend", role: "group", "aria-label": "series on and off" });
  const note = element("p", { class: "small muted" });
  const draw = chart(box, describe);

  /** The runs of the page in groups, each with a look that the filter does not change. */
  function groups() {
    const places = state.by === "all" || state.by === "run" ? telling : [Number(state.by)];
    const [found, passing] = [new Map(), new Set(shown.runs)];
    for (const run of data.runs) {
      const label = configuration(run, places);
      if (!found.has(label)) found.set(label, { label, ...look(found.size), runs: [] });
      if (passing.has(run)) found.get(label).runs.push(run);
    }
    return [...found.values()];
  }

  function update() {
    const all = groups();
    if (!state.off) state.off = new Set(all.slice(most).map((group) => group.label));
    const visible = all.filter((group) => group.runs.length && !state.off.has(group.label));
    const { quantity, kind, band } = state;
    const lines = state.by === "run"
      ? visible.flatMap((group) => group.runs.map((run) => ({ ...group, run, isSingle: true, points: pointsOf(run, quantity, kind) })))
      : visible.map((group) => ({ ...group, points: meanOf(group.runs, quantity, kind, band) }));
    const xLabel = { iteration: "iteration", flow: "flow time", wall: "training time in seconds" }[kind];
    draw({ lines: lines.filter((line) => line.points.length), logX: state.logX, logY: state.logY, floors: quantity.floors(), xLabel, yLabel: quantity.meaning, label: `${quantity.meaning} against ${xLabel}; the arrow keys go from point to point` });
    legend.replaceChildren(...(all.length > 1 ? [
      element("button", { click: () => { state.off = new Set(); update(); } }, "all on"),
      element("button", { click: () => { state.off = new Set(all.map((group) => group.label)); update(); } }, "all off")] : []),
      ...all.map((group) => entry(group)));
    const words = { deviation: "mean ± one standard deviation over seeds", confidence: "mean and its 95 % interval (Student) over seeds", range: "mean, least and greatest over seeds", none: "mean over seeds" }[band];
    note.textContent = [state.by === "run" ? "a line for each run" : words,
      quantity.floors().length ? "dotted: the floor, the same estimate between two draws of the target" : "",
      all.length > most ? `${visible.length} of ${all.length} series are on` : ""].filter(Boolean).join("; ");
  }

  function entry(group) {
    const isOn = !state.off.has(group.label);
    const swatch = element("svg", { width: 26, height: 10, "aria-hidden": "true" }, element("line", { x1: 0, x2: 26, y1: 5, y2: 5, "stroke-width": 2.5, "stroke-dasharray": group.dash || null, style: `stroke:${group.colour}` }));
    return element("button", { "aria-pressed": String(isOn), click: (event) => {
      if (!state.off.delete(group.label)) state.off.add(group.label);
      const place = [...legend.children].indexOf(event.currentTarget);
      update();
      legend.children[place]?.focus();
    } }, swatch, `${group.label} (${group.runs.length})`);
  }

  function describe(line, point) {
    const where = `iteration ${point.iteration}` + (state.kind === "iteration" ? "" : `, ${state.kind === "flow" ? "flow time" : "after"} ${short(point.x)}${state.kind === "wall" ? " s" : ""}`);
    if (line.isSingle) return [element("b", {}, line.label), `${where}: ${exact(point.y)}`, element("br"), element("span", { class: "id" }, line.run.id), `, seed ${line.run.seed}`];
    const band = point.count < 2 || state.band === "none" ? "" : `, ${short(point.low)} to ${short(point.high)}`;
    return [element("b", {}, line.label), `${where}: ${short(point.y, 6)}${band}`, element("br"), counted(point.count, "run")];
  }

  const change = (key) => (value) => { state[key] = value; if (key === "by") state.off = null; update(); };
  const controls = element("div", { class: "controls" },
    choice("show", quantities.map((quantity, index) => [String(index), quantity.name]), "0", (value) => change("quantity")(quantities[value])),
    choice("against", [["iteration", "iteration"], ...(hasFlow ? [["flow", "flow time"]] : []), ["wall", "training time"]], state.kind, change("kind")),
    choice("lines", [["all", "each configuration"], ...(telling.length > 1 ? telling.map((place) => [String(place), `each ${shortKey(place)}`]) : []), ["run", "each run"]], state.by, change("by")),
    choice("band", [["deviation", "standard deviation"], ["confidence", "95 % interval"], ["range", "range"], ["none", "none"]], state.band, change("band")),
    tick("log x", false, change("logX")), tick("log y", false, change("logY")));
  shown.watchers.push(update);
  requestAnimationFrame(update);
  return element("section", { id: "curves" }, element("h2", {}, "Curves"), controls, box, legend, note);
}
