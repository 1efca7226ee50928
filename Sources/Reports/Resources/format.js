"use strict";
// Elements, and numbers as people read them.

/** Who draws again when light turns to dark. */
const themeWatchers = [];

/** An element with attributes, or listeners where these are functions, and children. */
function element(name, attributes = {}, ...children) {
  const vector = ["svg", "path", "line", "text", "circle", "g", "rect", "clipPath", "title"];
  const node = vector.includes(name)
    ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(key, value);
    else if (value === true) node.setAttribute(key, "");
    else if (value !== false && value !== null && value !== undefined) node.setAttribute(key, value);
  }
  // Texts become text nodes: what an experiment is called is never read as HTML.
  node.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return node;
}

/** A number with so many significant digits, without the zeros that say nothing. */
function short(number, digits = 4) {
  if (number === null || number === undefined) return "–";
  if (Number.isInteger(number) && Math.abs(number) < 1e7) return String(number).replace("-", "−");
  return String(Number(number.toPrecision(digits))).replace("-", "−");
}

/** A number with all its digits: those that lead back to the same bits. */
function exact(number) {
  return number === null || number === undefined ? "–" : String(number).replace("-", "−");
}

/** Seconds as people say them. */
function duration(seconds) {
  if (seconds === null || seconds === undefined) return "–";
  if (seconds < 1) return `${Math.round(seconds * 1000)} ms`;
  if (seconds < 60) return `${short(seconds, 3)} s`;
  const [minutes, rest] = [Math.floor(seconds / 60), Math.round(seconds % 60)];
  const two = (part) => String(part).padStart(2, "0");
  return minutes < 60 ? `${minutes}:${two(rest)}`
    : `${Math.floor(minutes / 60)}:${two(minutes % 60)}:${two(rest)}`;
}

/** A word in one or several. */
function counted(count, word) { return `${count} ${word}${count === 1 ? "" : "s"}`; }

/** A drop-down of [value, label] pairs, under a label. */
function choice(label, options, value, change) {
  const select = element("select", { change: () => change(select.value) },
    options.map(([key, text]) => element("option", { value: key, selected: key === value }, text)));
  return element("label", {}, label, select);
}

/** A box to tick. */
function tick(label, value, change) {
  const box = element("input", { type: "checkbox", checked: value, change: () => change(box.checked) });
  return element("label", {}, box, label);
}

/** A table in a frame that scrolls by itself. */
function framed(label, table) {
  return element("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": label }, table);
}

/** The colour of the n-th configuration, as in the figures, and its dashes: 21 differ without their names. */
function look(index) {
  return { colour: `var(--c${index % 7})`, dash: ["", "7 3", "2 3"][index % 3] };
}
