// The section of the particles: a panel for each chosen run, one slider for all.

/** The colour that a variable of the style stands for now. */
function colour(name) {
  const probe = element("span", { style: `color:var(${name})` });
  document.body.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/** The part of the plane or the line around the bulk of some points: [low, high] for each coordinate. */
function frameOf(clouds, dimension) {
  const ranges = Array.from({ length: dimension }, (_, axis) => {
    const sorted = clouds.flatMap((cloud) => cloud.filter((value, place) => place % dimension === axis && value !== null)).sort((a, b) => a - b);
    const cut = Math.round(0.005 * (sorted.length - 1));
    return sorted.length ? [sorted[cut], sorted[sorted.length - 1 - cut]] : [0, 1];
  });
  const half = 0.62 * Math.max(...ranges.map(([low, high]) => high - low), 1e-6);
  return ranges.map(([low, high]) => [(low + high) / 2 - half, (low + high) / 2 + half]);
}

/** Draws points of the plane. */
function drawPoints(context, cloud, frame, size, radius, fill) {
  context.fillStyle = fill;
  for (let place = 0; place + 1 < cloud.length; place += 2) {
    if (cloud[place] === null || cloud[place + 1] === null) continue;
    const x = ((cloud[place] - frame[0][0]) / (frame[0][1] - frame[0][0])) * size;
    const y = size - ((cloud[place + 1] - frame[1][0]) / (frame[1][1] - frame[1][0])) * size;
    context.beginPath();
    context.arc(x, y, radius, 0, 2 * Math.PI);
    context.fill();
  }
}

/** Draws how points of the line are spread, as the outline of a histogram of height 1 at its peak. */
function drawSpread(context, cloud, frame, size, stroke, isFilled) {
  const bins = new Array(40).fill(0);
  for (const value of cloud) {
    const place = Math.floor(((value - frame[0][0]) / (frame[0][1] - frame[0][0])) * bins.length);
    if (value !== null && place >= 0 && place < bins.length) bins[place] += 1;
  }
  const peak = Math.max(...bins, 1);
  const step = size / bins.length;
  context.beginPath();
  context.moveTo(0, size);
  bins.forEach((count, place) => {
    const top = size - 0.85 * size * (count / peak);
    context.lineTo(place * step, top);
    context.lineTo((place + 1) * step, top);
  });
  context.lineTo(size, size);
  [context.fillStyle, context.strokeStyle] = [stroke, stroke];
  if (isFilled) context.fill(); else context.stroke();
}

/** The section of the particles; null where there are none. */
function particlesSection() {
  const { runs, targets } = data.clouds;
  if (!runs.length) return null;
  const iterations = [...new Set(runs.flatMap((run) => run.iterations))].sort((a, b) => a - b);
  const frames = new Map();
  for (const target of new Set(runs.map((run) => run.target))) {
    const members = runs.filter((run) => run.target === target);
    const clouds = [targets[target], ...members.map((run) => run.clouds[run.clouds.length - 1])];
    frames.set(target, frameOf(clouds, members[0].dimension));
  }
  let [place, timer] = [iterations.length - 1, null];
  const panels = runs.map((cloud) => {
    const run = data.runs[cloud.run];
    const canvas = element("canvas", { role: "img" });
    return { cloud, run, canvas, label: `${configuration(run)}, seed ${run.seed}` };
  });

  function paint() {
    const iteration = iterations[place];
    const [target, moving] = [colour("--muted"), colour("--c0")];
    for (const { cloud, canvas, label } of panels) {
      // What a run had last, where it has no snapshot at this very iteration.
      const snapshot = cloud.iterations.findLastIndex((known) => known <= iteration);
      const pixels = Math.round(canvas.clientWidth * devicePixelRatio);
      if (!pixels) continue;
      [canvas.width, canvas.height] = [pixels, pixels];
      const context = canvas.getContext("2d");
      const frame = frames.get(cloud.target);
      const radius = Math.max(1.2, pixels / 210);
      const points = snapshot < 0 ? [] : cloud.clouds[snapshot];
      canvas.setAttribute("aria-label", `particles of ${label} at iteration ${cloud.iterations[snapshot] ?? "none"}`);
      if (cloud.dimension === 1) {
        context.globalAlpha = 0.3;
        drawSpread(context, targets[cloud.target], frame, pixels, target, true);
        context.globalAlpha = 1;
        context.lineWidth = 2 * devicePixelRatio;
        drawSpread(context, points, frame, pixels, moving, false);
      } else {
        context.globalAlpha = 0.4;
        drawPoints(context, targets[cloud.target], frame, pixels, radius, target);
        context.globalAlpha = 0.8;
        drawPoints(context, points, frame, pixels, radius, moving);
      }
    }
    const times = runs.map((run) => run.times[run.iterations.indexOf(iteration)]).filter(Number.isFinite);
    const [least, most] = [Math.min(...times), Math.max(...times)];
    output.textContent = `iteration ${iteration}` + (!times.length ? "" : ` · flow time ${short(least)}${most > least ? ` to ${short(most)}` : ""}`);
    slider.value = place;
  }
  function play() {
    if (timer) { clearInterval(timer); timer = null; } else {
      if (place === iterations.length - 1) place = 0;
      timer = setInterval(() => { place += 1; if (place >= iterations.length - 1) { place = iterations.length - 1; play(); } paint(); }, 300);
      paint();
    }
    button.textContent = timer ? "❚❚ pause" : "▶ play";
  }
  const button = element("button", { click: play }, "▶ play");
  const slider = element("input", { type: "range", min: 0, max: iterations.length - 1, value: place, "aria-label": "snapshot", input: () => { place = Number(slider.value); paint(); } });
  const output = element("output");
  const grid = element("div", { class: "panels" }, panels.map(({ canvas, label }) => element("figure", {}, element("figcaption", {}, label), canvas)));
  new ResizeObserver(paint).observe(grid);
  themeWatchers.push(paint);
  return element("section", { id: "particles" }, element("h2", {}, "Particles"),
    element("div", { class: "player" }, button, slider, output),
    element("p", { class: "small muted" }, element("span", { class: "key", style: "background:var(--c0)" }), "samples of the learned law   ", element("span", { class: "key", style: "background:var(--muted)" }), "draws of the target"), grid);
}
