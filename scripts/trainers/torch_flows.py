"""The flows of an experiment and the penalties on their potentials, in PyTorch.

A flow says what its potentials ascend on a batch of the target and one of the current law, and what
H the particles climb, with velocity ∇H(d(y)); `gfrun explain flow` has formulas and sources.
"""
import math
from typing import Any, Callable, Dict, NamedTuple, Optional, Sequence, Tuple

import torch
from torch.nn import functional
from words import choose, kind

Tensor = torch.Tensor
Field = Callable[[Tensor], Tensor]


class Points(NamedTuple):
    """Where potentials are trained."""

    data: Tensor  #: A batch of the target, [n, d].
    model: Tensor  #: A batch of the current law, [n, d].
    mixing: Sequence[Tensor]  #: Columns of numbers in (0, 1), each [n, 1].

    def between(self, column: int = 0) -> Tensor:
        """a · data + (1 − a) · model, sample by sample."""
        return self.model + (self.data - self.model) * self.mixing[column]

    def between_reversed(self, column: int) -> Tensor:
        """a · model + (1 − a) · data, sample by sample."""
        return self.data + (self.model - self.data) * self.mixing[column]


def gradient(field: Field, points: Tensor, differentiable: bool = False) -> Tensor:
    """∇field at every one of the points, [n, d]; by parameters it can be differentiated only if asked."""
    points = points.detach().requires_grad_(True)
    return torch.autograd.grad(field(points).sum(), points, create_graph=differentiable)[0]


# MARK: Divergences, on the logit d = ln r, r the ratio of the target to the current law

#: h with h′(d) = r² f″(r): what the gradient flow of the divergence climbs.
ASCENTS: Dict[str, Field] = {
    "kl": torch.exp,
    "reverse-kl": lambda d: d,
    "chi-squared": lambda d: torch.exp(2 * d),
    "hellinger": lambda d: torch.exp(d / 2),
    "jensen-shannon": functional.softplus,
}
#: f′(eᵈ) without constants.
DUALS: Dict[str, Field] = {
    "kl": lambda d: d,
    "reverse-kl": lambda d: -torch.exp(-d),
    "chi-squared": lambda d: 2 * torch.exp(d),
    "hellinger": lambda d: -torch.exp(-d / 2),
    "jensen-shannon": lambda d: -functional.softplus(-d),
}
#: f(eᵈ).
INTEGRANDS: Dict[str, Field] = {
    "kl": lambda d: d * torch.exp(d),
    "reverse-kl": lambda d: -d,
    "chi-squared": lambda d: (torch.exp(d) - 1) ** 2,
    "hellinger": lambda d: (torch.exp(d / 2) - 1) ** 2,
    "jensen-shannon": lambda d: (torch.exp(d) + 1) * math.log(2)
    - torch.exp(d) * functional.softplus(-d)
    - functional.softplus(d),
}


def _divergence(table: Dict[str, Field], value: Dict[str, Any]) -> Field:
    return choose(table, value["of"], "divergence")


def _negated(function: Field) -> Field:
    return lambda d: -function(d)


#: What the particles of a MonoFlow climb, by the kind of `flow.h`.
MONOFLOWS: Dict[str, Callable[[Any], Field]] = {
    "vanilla": lambda value: lambda d: functional.softplus(d + value["shift"]),
    "non-saturated": lambda _: functional.logsigmoid,
    "logit": lambda _: lambda d: d,
    "mle": lambda _: torch.exp,
    "exp": lambda value: lambda d: torch.exp(value["rate"] * d),
    "arcsinh": lambda _: torch.asinh,
    "divergence": lambda value: _divergence(ASCENTS, value),
    "divergence-loss": lambda value: _negated(_divergence(INTEGRANDS, value)),
    "least-squares": lambda _: lambda d: -((d - 1) ** 2),
    "b-gan": lambda value: _divergence(ASCENTS, value),
    "f-gan": lambda value: _divergence(DUALS, value),
}


# MARK: Flows


class Flow:
    """A flow with one potential, a classifier's logit unless a subclass says otherwise."""

    names: Tuple[str, ...] = ("potential",)
    #: Mixing numbers that a sample has.
    mixing_count = 1
    #: Whether the flow's own definition costs its potentials something.
    is_constrained = False

    def objective(self, potentials: Sequence[Field], points: Points) -> Tensor:
        """What the potentials ascend: mean ln σ(d(x)) + mean ln(1 − σ(d(y)))."""
        (d,) = potentials
        return functional.logsigmoid(d(points.data)).mean() + functional.logsigmoid(-d(points.model)).mean()

    def constraint(self, potentials: Sequence[Field], points: Points) -> Tensor:
        """What the flow's own definition costs its potentials, where it does."""
        raise NotImplementedError

    def ascent(self, potentials: Sequence[Field], points: Tensor) -> Tensor:
        """H of points of the current law, [n, 1]."""
        raise NotImplementedError


class JensenShannonFlow(Flow):
    """The flow of the Jensen–Shannon divergence (Huang & Zhang 2023)."""

    def ascent(self, potentials: Sequence[Field], points: Tensor) -> Tensor:
        return functional.softplus(potentials[0](points)) / 2


class WassersteinOneFlow(Flow):
    """The flow of the Wasserstein-1 distance (Malik & Huang, W1-FE)."""

    def objective(self, potentials: Sequence[Field], points: Points) -> Tensor:
        return potentials[0](points.data).mean() - potentials[0](points.model).mean()

    def ascent(self, potentials: Sequence[Field], points: Tensor) -> Tensor:
        return potentials[0](points)


class WassersteinTwoFlow(Flow):
    """The flow of half the squared Wasserstein-2 distance (Huang & Malik, W2-FE), ψ = −φ + eps."""

    names = ("phi", "eps")
    mixing_count = 2
    is_constrained = True

    def __init__(self, value: Dict[str, Any]):
        self._weight = value["weight"]
        self._sign_weight = value.get("sign-weight") or 0
        self._guide = choose(("psi", "phi"), value["target"], "guide of W2")

    def objective(self, potentials: Sequence[Field], points: Points) -> Tensor:
        return potentials[0](points.data).mean() + self._psi(potentials)(points.model).mean()

    def constraint(self, potentials: Sequence[Field], points: Points) -> Tensor:
        phi, psi = potentials[0], self._psi(potentials)
        x, y = points.data, points.model

        def slack(at: Tensor, opposite: Tensor) -> Tensor:
            cost = ((at - opposite) ** 2).sum(1, keepdim=True) / 2
            return phi(at) + psi(opposite) - cost

        excesses = (
            slack(x, y).clamp(min=0),
            slack(points.between(0), points.between_reversed(1)).clamp(min=0),
            slack(x, x - gradient(phi, x, differentiable=True)),
            slack(y - gradient(psi, y, differentiable=True), y),
        )
        term = sum((excess**2).mean() for excess in excesses) * self._weight
        if self._sign_weight > 0:
            term = term + self._sign_weight * (psi(y).clamp(min=0) ** 2).mean()
        return term

    def ascent(self, potentials: Sequence[Field], points: Tensor) -> Tensor:
        return potentials[0](points) if self._guide == "phi" else -self._psi(potentials)(points)

    @staticmethod
    def _psi(potentials: Sequence[Field]) -> Field:
        return lambda points: potentials[1](points) - potentials[0](points)


class MonoFlow(Flow):
    """Particles climb a function h of the potential (Yi, Zhu & Liu, ICML 2023, Table 1)."""

    def __init__(self, value: Dict[str, Any]):
        h = value["h"]
        self._kind = kind(h)
        self._ascent = choose(MONOFLOWS, self._kind, "function h of monoflow")(h)
        if self._kind in ("b-gan", "f-gan"):
            self._dual, self._conjugate = _divergence(DUALS, h), _divergence(ASCENTS, h)

    def objective(self, potentials: Sequence[Field], points: Points) -> Tensor:
        if self._kind not in ("least-squares", "b-gan", "f-gan"):
            return super().objective(potentials, points)
        data, model = potentials[0](points.data), potentials[0](points.model)
        if self._kind == "least-squares":
            return -(((data - 1) ** 2).mean() + (model**2).mean())
        return self._dual(data).mean() - self._conjugate(model).mean()

    def ascent(self, potentials: Sequence[Field], points: Tensor) -> Tensor:
        return self._ascent(potentials[0](points))


#: The flows by their kind.
FLOWS: Dict[str, Callable[[Dict[str, Any]], Flow]] = {
    "jsd": lambda _: JensenShannonFlow(),
    "w1": lambda _: WassersteinOneFlow(),
    "w2": WassersteinTwoFlow,
    "monoflow": MonoFlow,
}


# MARK: Penalties


class Penalty:
    """What keeps a potential regular."""

    def __init__(self, value: Any):
        self._kind = choose(("none", "gradient", "r1", "r2", "clip"), kind(value), "penalty")
        self._one_sided = False
        if self._kind == "gradient":
            self._one_sided = choose(("one-sided", "two-sided"), value["form"], "form of penalty") == "one-sided"
        self._weight = value["weight"] if self.has_term else 0
        #: Where parameters are clipped after every step; None where they are not.
        self.bound: Optional[float] = value["bound"] if self._kind == "clip" else None

    @property
    def has_term(self) -> bool:
        """Whether it adds to the loss."""
        return self._kind in ("gradient", "r1", "r2")

    def term(self, field: Field, points: Points) -> Tuple[Tensor, Tensor]:
        """The weighted penalty and the mean norm of the gradient that it measures."""
        at = {"gradient": points.between(), "r1": points.data, "r2": points.model}[self._kind]
        slope = gradient(field, at, differentiable=True)
        squares = (slope**2).sum(1)
        norm = squares.clamp(min=1e-20).sqrt()  # The bare root has no derivative at 0.
        if self._kind == "gradient":
            excess = (norm - 1).clamp(min=0) if self._one_sided else norm - 1
            return self._weight * (excess**2).mean(), norm.mean()
        return self._weight / 2 * squares.mean(), norm.mean()
