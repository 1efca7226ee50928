"""How far a generator's samples are from their targets: the fits of the forward-Euler update, in PyTorch."""
from typing import Callable

import torch
from protocol import Refusal
from torch.nn import functional

Tensor = torch.Tensor


class Fit:
    """A loss of samples against targets, and how the targets are dealt out first."""

    def __init__(self, loss: Callable[[Tensor, Tensor], Tensor], exchanges: bool = False):
        #: The loss of samples against targets, both [n, d].
        self.loss = loss
        self._exchanges = exchanges
        if exchanges:
            _solver()  # Missing now, not after the first training of the potential.

    def targets(self, samples: Tensor, aims: Tensor) -> Tensor:
        """The aims in the order in which the samples are asked for them."""
        return _exchanged(samples, aims) if self._exchanges else aims


def _half_mean(samples: Tensor, targets: Tensor) -> Tensor:
    return ((samples - targets) ** 2).sum() / (2 * len(samples))


#: The fits by their name in `flow.fit`.
FITS = {
    "half-mean": lambda: Fit(_half_mean),
    "element-mean": lambda: Fit(functional.mse_loss),
    "assigned": lambda: Fit(_half_mean, exchanges=True),
}


def _solver() -> Callable:
    try:
        from scipy.optimize import linear_sum_assignment
    except ImportError:
        raise Refusal("the fit 'assigned' needs SciPy, which this Python has not") from None
    return linear_sum_assignment


def _exchanged(samples: Tensor, aims: Tensor) -> Tensor:
    """The aims, exchanged so that the sum of squared distances from the samples is the least."""
    gaps = samples.double()[:, None, :] - aims.double()[None, :, :]
    costs = (gaps**2).sum(2).cpu()
    if not costs.isfinite().all():
        return aims  # The training has diverged.
    _, columns = _solver()(costs.tolist())
    return aims[torch.tensor(columns.tolist(), device=aims.device)]
