"""The networks of an experiment in PyTorch, with gfrun's names and layout of parameters: weights are [in, out]."""
from typing import Any, Callable, Dict, List

import torch
from torch.nn import functional
from words import choose, kind

Tensor = torch.Tensor

ACTIVATIONS: Dict[str, Callable[[Dict[str, Any]], Callable[[Tensor], Tensor]]] = {
    "relu": lambda _: functional.relu,
    "leaky-relu": lambda value: lambda x: functional.leaky_relu(x, value["slope"]),
    "elu": lambda value: lambda x: functional.elu(x, value["alpha"]),
    "tanh": lambda _: torch.tanh,
    "softplus": lambda _: functional.softplus,
    "silu": lambda _: functional.silu,
}
NORMALIZATIONS = ("none", "batch", "layer", "spectral")
OUTPUTS = ("linear", "tanh")


class Network:
    """A multilayer perceptron, or an affine map, which is one without hidden layers."""

    def __init__(self, value: Any, inputs: int, outputs: int, device: torch.device):
        affine = choose(("mlp", "affine"), kind(value), "network") == "affine"
        widths = [inputs, *([] if affine else value["hidden"]), outputs]
        self._depth = len(widths) - 1
        self._residual = not affine and value["residual"]
        activation = {"kind": "relu"} if affine else value["activation"]
        self._activation = choose(ACTIVATIONS, kind(activation), "activation")(activation)
        normalization = "none" if affine else value["normalization"]
        self._normalization = choose(NORMALIZATIONS, kind(normalization), "normalization")
        if self._normalization in ("batch", "layer"):
            self._epsilon = normalization["epsilon"]
        output = "linear" if affine else value.get("output", "linear")
        self._bound = output["bound"] if choose(OUTPUTS, kind(output), "output") == "tanh" else None
        #: What an optimiser moves, by gfrun's names and in its order.
        self.parameters: Dict[str, Tensor] = {}
        #: What is kept beside: the singular vectors of spectral normalisation.
        self.memory: Dict[str, Tensor] = {}
        for layer, (fan_in, fan_out) in enumerate(zip(widths, widths[1:])):
            shapes = {"weight": (fan_in, fan_out), "bias": (fan_out,)}
            if self._normalization in ("batch", "layer") and layer < self._depth - 1:
                shapes.update(scale=(fan_out,), shift=(fan_out,))
            for name, shape in shapes.items():
                zeros = torch.zeros(shape, device=device)
                self.parameters[f"layer{layer}/{name}"] = zeros.requires_grad_(True)
            if self._normalization == "spectral":
                self.memory[f"layer{layer}/u"] = torch.zeros(fan_out, device=device)
                self.memory[f"layer{layer}/v"] = torch.zeros(fan_in, device=device)

    @property
    def trained(self) -> List[Tensor]:
        """The parameters in their order."""
        return list(self.parameters.values())

    def __call__(self, points: Tensor) -> Tensor:
        """The network at [n, inputs]: [n, outputs]. Batch statistics are those of these points."""
        x = points
        for layer in range(self._depth - 1):
            x = self._activation(self._normalized(self._linear(x, layer), layer))
        x = self._linear(x, self._depth - 1)
        if self._bound is not None:
            x = torch.tanh(x) * self._bound
        return points + x if self._residual else x

    def _linear(self, x: Tensor, layer: int) -> Tensor:
        weight = self.parameters[f"layer{layer}/weight"]
        if self._normalization == "spectral":
            weight = weight / (self.memory[f"layer{layer}/v"] @ weight @ self.memory[f"layer{layer}/u"])
        return torch.addmm(self.parameters[f"layer{layer}/bias"], x, weight)

    def _normalized(self, x: Tensor, layer: int) -> Tensor:
        if self._normalization in ("none", "spectral"):
            return x
        scale, shift = self.parameters[f"layer{layer}/scale"], self.parameters[f"layer{layer}/shift"]
        if self._normalization == "layer":
            return functional.layer_norm(x, x.shape[1:], scale, shift, self._epsilon)
        if len(x) == 1:  # PyTorch refuses what has no variance.
            return (x - x) * scale + shift
        return functional.batch_norm(x, None, None, scale, shift, training=True, eps=self._epsilon)

    @torch.no_grad()
    def iterate_spectra(self) -> None:
        """Turns the vectors of spectral normalisation towards the singular ones by a power iteration."""
        if self._normalization != "spectral":
            return
        for layer in range(self._depth):
            weight = self.parameters[f"layer{layer}/weight"]
            u = functional.normalize(self.memory[f"layer{layer}/v"] @ weight, dim=0)
            self.memory[f"layer{layer}/u"] = u
            self.memory[f"layer{layer}/v"] = functional.normalize(weight @ u, dim=0)
