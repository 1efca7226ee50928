// Curves: the series of runs, and their means and bands over seeds.

/** What curves can show: metrics and training series, with where a run keeps them. */
const quantities = [
  ...data.metrics.map((metric, place) => ({
    name: metric.name, meaning: metric.meaning, place, values: (run) => run.metrics?.[place], clock: (run) => data.clocks[run.clock],
    floors: () => data.runs.map((run) => run.floors?.[place]).filter(Number.isFinite) })),
  ...data.training.map((name, place) => ({
    name: `training/${name}`, meaning: name.replaceAll("_", " "), place, values: (run) => run.training?.[place],
    clock: (run) => data.clocks[run.steps], floors: () => [] })),
].filter((quantity) => data.runs.some((run) => quantity.values(run)?.some((value) => value !== null)));

/** The number at `x`, linear between known points and constant beyond them. */
function interpolate(x, xs, ys) {
  let above = xs.findIndex((other) => other >= x);
  if (above < 0) above = xs.length - 1;
  if (above <= 0 || xs[above] <= x) return ys[above];
  const part = (x - xs[above - 1]) / (xs[above] - xs[above - 1]);
  return ys[above - 1] + part * (ys[above] - ys[above - 1]);
}

/** Where a run is at an iteration: the iteration itself, the time of its flow, or its seconds of training. */
function abscissa(run, iteration, kind) {
  if (kind === "flow") {
    const flow = data.flows[run.flow];
    return flow?.iterations.length ? interpolate(iteration, flow.iterations, flow.times) : null;
  }
  if (kind === "wall") return run.clock === undefined ? null : interpolate(iteration, [0, ...data.clocks[run.clock]], [0, ...run.wall]);
  return iteration;
}

/** The series of one run as points, those without a number left out. */
function pointsOf(run, quantity, kind) {
  const values = quantity.values(run);
  if (!values) return [];
  const iterations = quantity.clock(run);
  const points = [];
  values.forEach((y, place) => {
    const x = y === null ? null : abscissa(run, iterations[place], kind);
    if (x !== null) points.push({ iteration: iterations[place], x, y });
  });
  return points;
}

/** Student's two-sided 95 % quantiles for 1 to 30 degrees of freedom. */
const student = [12.706205, 4.302653, 3.182446, 2.776445, 2.570582, 2.446912, 2.364624, 2.306004, 2.262157, 2.228139, 2.200985, 2.178813, 2.160369, 2.144787, 2.13145, 2.119905, 2.109816, 2.100922, 2.093024, 2.085963, 2.079614, 2.073873, 2.068658, 2.063899, 2.059539, 2.055529, 2.051831, 2.048407, 2.04523, 2.042272];

/** The mean of some numbers and the ends of a band around it. */
function summary(values, band) {
  const count = values.length;
  const mean = values.reduce((sum, value) => sum + value, 0) / count;
  if (band === "range") return { y: mean, low: Math.min(...values), high: Math.max(...values), count };
  if (band === "none" || count < 2) return { y: mean, low: mean, high: mean, count };
  const deviation = Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (count - 1));
  const half = band === "deviation" ? deviation
    : (student[count - 2] ?? 1.959964 + 2.4 / (count - 1)) * deviation / Math.sqrt(count);
  return { y: mean, low: mean - half, high: mean + half, count };
}

/** The mean and the band over runs at every iteration that any of them was looked at. */
function meanOf(runs, quantity, kind, band) {
  const found = new Map();
  for (const run of runs) {
    for (const point of pointsOf(run, quantity, kind)) {
      if (!found.has(point.iteration)) found.set(point.iteration, { xs: [], ys: [] });
      const place = found.get(point.iteration);
      place.xs.push(point.x);
      place.ys.push(point.y);
    }
  }
  return [...found.entries()].sort((a, b) => a[0] - b[0]).map(([iteration, { xs, ys }]) => ({
    iteration, x: xs.reduce((sum, x) => sum + x, 0) / xs.length, ...summary(ys, band) }));
}
