"""The optimisers of an experiment: PyTorch's own, and what they keep by gfrun's names."""
from typing import Any, Callable, Dict, List

import torch
from words import choose, kind

Tensor = torch.Tensor

MAKERS: Dict[str, Callable[[Any, List[Tensor]], torch.optim.Optimizer]] = {
    "adam": lambda value, trained: torch.optim.Adam(
        trained, lr=1.0, betas=(value["beta1"], value["beta2"]), eps=value["epsilon"]
    ),
    "sgd": lambda value, trained: torch.optim.SGD(trained, lr=1.0, momentum=value["momentum"]),
    "rmsprop": lambda value, trained: torch.optim.RMSprop(
        trained, lr=1.0, alpha=value["decay"], eps=value["epsilon"]
    ),
}
#: gfrun's names of the running averages, and PyTorch's.
MOMENTS = {
    "adam": {"first-moment": "exp_avg", "second-moment": "exp_avg_sq"},
    "sgd": {"momentum": "momentum_buffer"},
    "rmsprop": {"second-moment": "square_avg"},
}


class Optimizer:
    """An optimiser at work on parameters, given by name."""

    def __init__(self, value: Any, parameters: Dict[str, Tensor]):
        word = kind(value)
        self._parameters = parameters
        self._optimizer = choose(MAKERS, word, "optimizer")(value, list(parameters.values()))
        self._moments = {} if word == "sgd" and value["momentum"] == 0 else MOMENTS[word]
        self._steps = 0

    def descend(self, loss: Tensor, rate: float) -> None:
        """Moves the parameters against the gradient of `loss`, and nothing else."""
        trained = list(self._parameters.values())
        slopes = torch.autograd.grad(loss, trained, allow_unused=True)
        for parameter, slope in zip(trained, slopes):
            # An optimiser would pass over a parameter without a gradient and let its moments stand.
            parameter.grad = torch.zeros_like(parameter) if slope is None else slope
        self._optimizer.param_groups[0]["lr"] = rate
        self._optimizer.step()
        self._steps += 1

    @torch.no_grad()
    def clip(self, bound: float) -> None:
        """Puts every parameter within ±bound."""
        for parameter in self._parameters.values():
            parameter.clamp_(-bound, bound)

    @property
    def state(self) -> Dict[str, Tensor]:
        """The number of steps and the moments, by name."""
        kept = {"steps": torch.tensor([self._steps])}
        for name, parameter in self._parameters.items():
            for moment, key in self._moments.items():
                value = self._optimizer.state[parameter].get(key)
                kept[f"{moment}/{name}"] = torch.zeros_like(parameter) if value is None else value
        return kept

    @state.setter
    def state(self, kept: Dict[str, Tensor]) -> None:
        self._steps = int(kept["steps"])
        for name, parameter in self._parameters.items():
            state: Dict[str, Tensor] = {
                key: kept[f"{moment}/{name}"].clone() for moment, key in self._moments.items()
            }
            if self._moments:
                state["step"] = torch.tensor(float(self._steps))
            self._optimizer.state[parameter] = state
