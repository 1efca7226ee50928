"""Tensors from the arrays of the protocol, and back; without NumPy, which PyTorch can do without."""
import ctypes
import sys

import torch
from protocol import Array

TYPES = {"float32": torch.float32, "float64": torch.float64, "int64": torch.int64}
NAMES = {type: name for name, type in TYPES.items()}

assert sys.byteorder == "little", "the protocol's arrays are little-endian"


def tensor(array: Array, device: torch.device) -> torch.Tensor:
    """The elements of an array, in memory of their own: where the bytes lay must not change the arithmetic."""
    if not array.data:
        return torch.empty(array.shape, dtype=TYPES[array.type], device=device)
    elements = torch.frombuffer(bytearray(array.data), dtype=TYPES[array.type])
    return elements.clone().reshape(array.shape).to(device)


def array(values: torch.Tensor) -> Array:
    """A tensor as it travels."""
    values = values.detach().cpu().contiguous()
    size = values.numel() * values.element_size()
    data = ctypes.string_at(values.data_ptr(), size) if size else b""
    return Array(NAMES[values.dtype], tuple(values.shape), data)
