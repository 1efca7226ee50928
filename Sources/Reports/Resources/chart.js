// A chart: axes, lines with bands, and what is told of the point that is pointed at.

/** Round numbers between two, linear or logarithmic. */
function ticks(low, high, count, isLog) {
  if (isLog) {
    const found = [];
    const [first, last] = [Math.floor(Math.log10(low)), Math.ceil(Math.log10(high))];
    const factors = last - first > 3 ? [1] : last - first > 1 ? [1, 3] : [1, 2, 3, 5, 7];
    const every = Math.max(1, Math.ceil((last - first) / count));
    for (let power = first; power <= last; power += every) {
      for (const factor of factors) found.push(factor * 10 ** power);
    }
    return found.filter((tick) => tick >= low * 0.999 && tick <= high * 1.001);
  }
  const rough = (high - low) / count || 1;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * ([1, 2, 5, 10].find((factor) => factor * power >= rough * 0.75) ?? 10);
  const found = [];
  for (let tick = Math.ceil(low / step) * step; tick <= high + step * 1e-9; tick += step) found.push(Math.abs(tick) < step * 1e-9 ? 0 : tick);
  return found;
}

/** A number on an axis. */
function tickText(number) {
  const size = Math.abs(number);
  if (size !== 0 && (size < 1e-3 || size >= 1e6)) return number.toExponential(Number.isInteger(Math.log10(size)) ? 0 : 1).replace("e+", "e").replaceAll("-", "−");
  return short(number, 6);
}

/** A scale from numbers to pixels; nil where a number has no place on it. */
function scale(low, high, start, end, isLog) {
  const map = isLog ? Math.log10 : (number) => number;
  const [from, to] = [map(low), map(high)];
  return (number) => (isLog && number <= 0 ? null : start + ((map(number) - from) / (to - from || 1)) * (end - start));
}

/** The least and the greatest of some numbers, with room around them. */
function extent(numbers, isLog, room) {
  let [low, high] = [Infinity, -Infinity];
  for (const number of numbers) {
    if (isLog && !(number > 0)) continue;
    low = Math.min(low, number);
    high = Math.max(high, number);
  }
  if (low > high) return isLog ? [0.1, 1] : [0, 1];
  if (isLog) return low === high ? [low / 2, high * 2] : [low * (low / high) ** room, high * (high / low) ** room];
  const space = high > low ? (high - low) * room : Math.abs(high) * 0.1 || 1;
  return [low - space, high + space];
}

/** A chart in `box` that draws `lines` again when they or its size change. */
function chart(box, describe) {
  const tip = element("div", { class: "tip", hidden: true, role: "status" });
  let [content, places, at] = [null, [], null];

  function draw(next) {
    content = next ?? content;
    if (!content || !box.clientWidth) return;
    const width = box.clientWidth;
    const height = Math.round(Math.min(430, Math.max(270, width * 0.45)));
    const { lines, logX, logY, floors } = content;
    const points = lines.flatMap((line) => line.points);
    const xs = extent(points.map((point) => point.x), logX, logX ? 0.01 : 0);
    const ys = extent([...points.flatMap((point) => [point.y, point.low ?? point.y, point.high ?? point.y]), ...floors], logY, 0.05);
    const yTicks = ticks(...ys, height / 55, logY);
    const left = 14 + 7.2 * Math.max(3, ...yTicks.map((tick) => tickText(tick).length));
    const [right, top, bottom] = [24, 24, height - 42];
    const x = scale(...xs, left, width - right, logX);
    const y = scale(...ys, bottom, top, logY);
    const svg = element("svg", { viewBox: `0 0 ${width} ${height}`, height, role: "img", "aria-label": content.label, tabindex: 0, pointermove: point, pointerdown: point, pointerleave: (event) => event.pointerType === "mouse" && hide(), blur: hide, keydown: key });
    svg.append(element("clipPath", { id: "inside" }, element("rect", { x: left, y: top, width: Math.max(width - right - left, 0), height: bottom - top })));
    for (const tick of yTicks) {
      svg.append(element("line", { class: "grid", x1: left, x2: width - right, y1: y(tick), y2: y(tick) }),
        element("text", { x: left - 7, y: y(tick) + 4, "text-anchor": "end" }, tickText(tick)));
    }
    for (const tick of ticks(...xs, width / 90, logX)) {
      svg.append(element("line", { class: "axis", x1: x(tick), x2: x(tick), y1: bottom, y2: bottom + 5 }),
        element("text", { x: x(tick), y: bottom + 19, "text-anchor": "middle" }, tickText(tick)));
    }
    svg.append(element("line", { class: "axis", x1: left, x2: width - right, y1: bottom, y2: bottom }),
      element("text", { x: (left + width - right) / 2, y: height - 6, "text-anchor": "middle" }, content.xLabel),
      element("text", { x: 4, y: 14 }, content.yLabel));
    const area = element("g", { "clip-path": "url(#inside)" });
    svg.append(area);
    if (floors.length) {
      const floor = y(floors.reduce((sum, value) => sum + value, 0) / floors.length);
      if (floor !== null) area.append(element("line", { class: "floor", x1: left, x2: width - right, y1: floor, y2: floor }));
    }
    places = lines.map((line) => line.points.map((point) => ({ left: x(point.x), top: y(point.y), point })).filter((place) => place.left !== null && place.top !== null));
    lines.forEach((line, index) => {
      if (!line.isSingle) {
        const ends = line.points.filter((point) => x(point.x) !== null && y(point.high) !== null);
        const low = (point) => y(point.low) ?? bottom;
        const path = ends.map((point) => `${x(point.x).toFixed(1)},${y(point.high).toFixed(1)}`).concat(ends.reverse().map((point) => `${x(point.x).toFixed(1)},${low(point).toFixed(1)}`));
        if (path.length) area.append(element("path", { class: "band", d: `M${path.join("L")}Z`, style: `fill:${line.colour}` }));
      }
      const path = places[index].map((place) => `${place.left.toFixed(1)},${place.top.toFixed(1)}`).join("L");
      if (places[index].length > 1) area.append(element("path", { class: `line${line.isSingle ? " single" : ""}`, d: `M${path}`, style: `stroke:${line.colour}`, "stroke-dasharray": line.dash || null }));
      else if (path) area.append(element("circle", { cx: places[index][0].left, cy: places[index][0].top, r: 3, style: `fill:${line.colour}` }));
    });
    box.replaceChildren(svg, tip);
    hide();
  }

  function show(line, place) {
    at = { line, place };
    const found = places[line][place];
    box.querySelector(".mark")?.remove();
    box.querySelector("svg").append(element("circle", { class: "mark", cx: found.left, cy: found.top, r: 5, style: `fill:${content.lines[line].colour}` }));
    tip.replaceChildren(...describe(content.lines[line], found.point));
    tip.style.left = "0";
    tip.hidden = false;
    // On the side with more room, and never beyond the chart: a wider page would be laid out anew.
    const side = found.left > box.clientWidth / 2 ? found.left - 12 - tip.offsetWidth : found.left + 12;
    const left = Math.max(0, Math.min(side, box.clientWidth - tip.offsetWidth));
    tip.style.left = `${left}px`;
    // Beside the point, or below it where there is no room beside.
    tip.style.top = `${left === side ? Math.max(0, found.top - 20) : found.top + 14}px`;
  }
  function hide() { tip.hidden = true; at = null; box.querySelector(".mark")?.remove(); }
  function point(event) {
    const frame = box.getBoundingClientRect();
    const [left, top] = [event.clientX - frame.left, event.clientY - frame.top];
    let best = { distance: Infinity };
    places.forEach((line, index) => line.forEach((place, number) => {
      const distance = (place.left - left) ** 2 + 0.5 * (place.top - top) ** 2;
      if (distance < best.distance) best = { distance, index, number };
    }));
    if (best.distance < 80 ** 2) show(best.index, best.number); else hide();
  }
  function key(event) {
    const step = { ArrowLeft: [0, -1], ArrowRight: [0, 1], ArrowUp: [-1, 0], ArrowDown: [1, 0] }[event.key];
    if (event.key === "Escape") hide();
    const filled = places.map((_, index) => index).filter((index) => places[index].length);
    if (!step || !filled.length) return;
    event.preventDefault();
    if (!at) return show(filled[0], 0);
    const line = filled[(filled.indexOf(at.line) + step[0] + filled.length) % filled.length];
    show(line, Math.min(Math.max(at.place + step[1], 0), places[line].length - 1));
  }
  new ResizeObserver(() => draw()).observe(box);
  return draw;
}
