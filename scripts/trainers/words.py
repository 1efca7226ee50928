"""How words of a specification are looked up, and what is said of those that this trainer does not know."""
from typing import Any, Collection

from protocol import Refusal


def kind(value: Any) -> str:
    """The kind of a value that is an object with one, or the bare word that stands for it."""
    return value if isinstance(value, str) else value["kind"]


def choose(known: Collection[str], word: str, noun: str) -> Any:
    """What `word` means in a table, or the word itself in a list.

    Raises a `Refusal` for a word that this trainer does not know.
    """
    if word not in known:
        raise Refusal(f"the torch trainer has no {noun} '{word}': it knows {', '.join(known)}")
    return known[word] if isinstance(known, dict) else word
