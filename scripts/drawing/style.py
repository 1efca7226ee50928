"""Colours, letters and lines of all pictures."""

import matplotlib

matplotlib.use("Agg")

# Okabe and Ito's colours, told apart with every kind of colour vision; the yellow is left out: it is too light for lines.
COLOURS = ["#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00", "#404040"]
DASHES = ["-", (0, (5, 1.6)), (0, (1.4, 1.4)), (0, (6, 1.4, 1.2, 1.4))]
INK, MUTED, GRID, TARGET = "#1f2328", "#6b7280", "#e5e7eb", "#c9cdd3"

STYLE = {
    "font.family": "DejaVu Sans", "font.size": 10, "text.color": INK, "axes.labelcolor": INK, "axes.edgecolor": "#9ca3af",
    "axes.linewidth": 0.8, "axes.spines.top": False, "axes.spines.right": False, "xtick.color": MUTED, "ytick.color": MUTED,
    "axes.grid": True, "grid.color": GRID, "grid.linewidth": 0.8, "axes.axisbelow": True, "figure.facecolor": "white",
    "savefig.facecolor": "white", "svg.hashsalt": "gfrun", "pdf.fonttype": 42,
}
matplotlib.rcParams.update(STYLE)

WIDTH = 8.0  # inches; 1200 pixels at 150 dots per inch
LINE = 1.45  # the height of a line of text, in its size


def look(index):
    """The colour and the dashes of a configuration, the same in every picture: lines differ without their colours too."""
    return COLOURS[index % len(COLOURS)], DASHES[(index + 2 * (index // len(COLOURS))) % len(DASHES)]


def darker(colour):
    """A colour dark enough for text on white."""
    return tuple(0.78 * part for part in matplotlib.colors.to_rgb(colour))


def grouped(number, _=None):
    """A whole number with its thousands apart."""
    return f"{number:,.0f}".replace(",", "\u2009")
