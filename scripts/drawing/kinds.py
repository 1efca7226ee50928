"""The kinds of figures there are, each drawn by a module of its own."""

from . import curves, density, field, function, pairing, scatter

DRAWERS = {
    "curves": curves.draw, "scatter": scatter.draw, "density": density.draw, "field": field.draw, "function": function.draw,
    "pairing": pairing.draw,
}


def draw(job):
    """The figure that a job asks for."""
    return DRAWERS[job["kind"]](job["title"], job["content"])
