"""What is known of an affine generator's law in closed form, in PyTorch."""
from typing import Any, Dict, Optional, Tuple

import torch
from torch_networks import Network
from words import kind

Tensor = torch.Tensor


def _moments(law: Dict[str, Any]) -> Tuple[Tensor, Tensor]:
    """Mean and covariance of a Gaussian of a specification."""
    ones = torch.ones(law["dimension"], dtype=torch.float64)
    mean = ones * torch.tensor(law["mean"], dtype=torch.float64)
    if law.get("covariance") is not None:
        return mean, torch.tensor(law["covariance"], dtype=torch.float64)
    return mean, torch.diag((ones * torch.tensor(law["deviation"], dtype=torch.float64)) ** 2)


class KnownLaw:
    """The law of an affine generator of a Gaussian, where the target is Gaussian too."""

    def __init__(self, data: Dict[str, Any]):
        self._source, self._target = _moments(data["source"]), _moments(data["target"])

    @classmethod
    def of(cls, specification: Dict[str, Any]) -> Optional["KnownLaw"]:
        """The known law of a run; None where it is not known."""
        data = specification["data"]
        gaussian = all(kind(data[law]) == "gaussian" for law in ("source", "target"))
        return cls(data) if gaussian and kind(specification["generator"]) == "affine" else None

    @torch.no_grad()
    def kullback_leibler(self, generator: Network) -> float:
        """KL(q ‖ p) of the generator's present law q to the target p."""
        weight = generator.parameters["layer0/weight"].cpu().double()
        shift = generator.parameters["layer0/bias"].cpu().double()
        mean, covariance = self._source[0] @ weight + shift, weight.T @ self._source[1] @ weight
        precision = torch.linalg.inv(self._target[1])
        gap = mean - self._target[0]
        ratio = precision @ covariance
        excess = torch.trace(ratio) - len(mean) - torch.linalg.slogdet(ratio)[1]
        return float(excess + gap @ precision @ gap) / 2
