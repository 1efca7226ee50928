"""Files of pictures: the same picture gives the same bytes, and says what it was made of."""

import io
import json
import os

import matplotlib


def save(figure, path, title="", provenance=None, digest=""):
    """Writes a figure as its suffix says, whole or not at all; no dates are in it."""
    suffix = path.rsplit(".", 1)[-1]
    buffer = io.BytesIO()
    figure.savefig(buffer, format=suffix, dpi=150, metadata=metadata(suffix, title, provenance, digest))
    part = f"{path}.part"
    with open(part, "wb") as file:
        file.write(buffer.getvalue())
        file.flush()
        os.fsync(file.fileno())
    os.replace(part, path)
    return path


def metadata(suffix, title, provenance, digest):
    """What the file says of itself, under the names that its format has for it.

    The digest stands alone and in plain letters in each, so that any program finds it without reading the format.
    """
    origin = json.dumps(provenance, ensure_ascii=True, sort_keys=True) if provenance else None
    maker = f"gfrun {provenance['gfrun']}, matplotlib {matplotlib.__version__}" if provenance else None
    if suffix == "png":
        return strip({"Software": maker, "Title": title, "Description": origin, "gfrun-digest": digest}) | ({} if maker else {"Software": None})
    if suffix == "svg":
        return strip({"Title": title, "Description": origin, "Identifier": digest, "Creator": maker}) | {"Date": None}
    return strip({"Title": title, "Subject": origin, "Keywords": digest, "Creator": maker}) | {"CreationDate": None}


def strip(entries):
    return {name: value for name, value in entries.items() if value}

