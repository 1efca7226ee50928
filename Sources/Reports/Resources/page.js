// The page: its head, its sections, and the switch between light and dark.

/** A button that goes from the system's choice to light and to dark. */
function themeButton() {
  const themes = ["system", "light", "dark"];
  let theme = "system";
  try { theme = localStorage.getItem("gfrun-theme") ?? theme; } catch { /* A page from a file may have no storage. */ }
  const button = element("button", { class: "theme", title: "light or dark", click: () => {
    theme = themes[(themes.indexOf(theme) + 1) % themes.length];
    try { localStorage.setItem("gfrun-theme", theme); } catch { /* As above. */ }
    apply();
  } });
  function apply() {
    document.documentElement.dataset.theme = theme;
    button.textContent = { system: "◐ system", light: "○ light", dark: "● dark" }[theme];
    themeWatchers.forEach((watcher) => watcher());
  }
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => themeWatchers.forEach((watcher) => watcher()));
  apply();
  return button;
}

/** How the runs ended, in a line. */
function outcome() {
  const counts = new Map();
  for (const run of data.runs) counts.set(run.status, (counts.get(run.status) ?? 0) + 1);
  const seconds = data.runs.reduce((sum, run) => sum + (run.seconds ?? 0), 0);
  const claims = data.claims.filter((claim) => claim.verdict === "holds").length;
  return [`${counted(data.runs.length, "run")}: ${[...counts].map(([status, count]) => `${count} ${status}`).join(", ")}`,
    seconds ? `${duration(seconds)} of computing` : "",
    data.claims.length ? `${claims} of ${counted(data.claims.length, "claim")} ${claims === 1 ? "holds" : "hold"}` : ""].filter(Boolean).join("; ");
}

function show() {
  const sections = [runsSection(openRun), data.claims.length ? claimsSection() : null, curvesSection(), particlesSection(), figuresSection(), originsSection()].filter(Boolean);
  document.getElementById("head").append(
    element("div", { class: "title" }, element("h1", {}, data.experiment), themeButton()),
    ...(data.description ? [element("p", { class: "about" }, data.description)] : []),
    element("p", { class: "muted" }, outcome()),
    element("nav", { "aria-label": "sections" }, sections.map((section) => element("a", { href: `#${section.id}` }, section.querySelector("h2").textContent))));
  document.getElementById("main").append(...sections);
}

show();
