"""The training of an experiment in PyTorch: the steps of gfrun's own trainer, in its order, on its draws."""
from typing import Any, Dict, List, Optional, Tuple

import torch
from protocol import Array, Channel, Refusal
from torch_arrays import array, tensor
from torch_fits import FITS
from torch_flows import FLOWS, Penalty, Points, gradient
from torch_laws import KnownLaw
from torch_networks import Network
from torch_optimizers import Optimizer
from words import choose, kind

Tensor = torch.Tensor


class Training:
    """The generator and the potentials of a run, their optimisers, and how far the run is.

    `dimensions` are those of source and target. Parameters are 0 until `begin` or `resume`.
    """

    def __init__(
        self, channel: Channel, specification: Dict[str, Any], dimensions: Tuple[int, int], device: torch.device
    ):
        flow, schedule = specification["flow"], specification["schedule"]
        updates = ("forward-euler", "adversarial")
        self._channel, self._device, self._dimensions = channel, device, dimensions
        self._flow = choose(FLOWS, kind(flow), "flow")(flow)
        self._penalty = Penalty(flow["penalty"])
        self._is_adversarial = choose(updates, flow["update"], "update") == "adversarial"
        self._fit = None if self._is_adversarial else choose(FITS, flow["fit"], "fit")()
        self._constant_step = _constant(flow["step"])
        self._batch, self._potential_steps = schedule["batch"], schedule["potential"]["steps"]
        self._law = KnownLaw.of(specification)
        source, target = dimensions
        choose(("mlp",), kind(specification["potential"]), "potential")
        self._generator = Network(specification["generator"], source, target, device)
        self._potentials = [Network(specification["potential"], target, 1, device) for _ in self._flow.names]
        self._networks = dict(zip(("generator", *self._flow.names), (self._generator, *self._potentials)))
        self._optimizers = {
            "generator": Optimizer(schedule["generator"]["optimizer"], self._parameters("generator")),
            "potential": Optimizer(schedule["potential"]["optimizer"], self._parameters(*self._flow.names)),
        }
        #: Outer iterations made so far.
        self.iteration = 0
        self._summed_steps = 0.0

    @property
    def series(self) -> List[str]:
        """The names of what an iteration reports."""
        has_penalty = self._penalty.has_term or self._flow.is_constrained
        return (
            ["potential_loss", "objective"]
            + (["penalty"] if has_penalty else [])
            + (["gradient_norm"] if self._penalty.has_term else [])
            + ["generator_loss"]
            + ([] if self._law is None else ["kl"])
        )

    @property
    def flow_time(self) -> Optional[float]:
        """The sum of the Euler steps; None under the adversarial update, which takes none."""
        return None if self._is_adversarial else self._summed_steps

    def iterate(self) -> List[float]:
        """Makes an outer iteration and reports on it: the potentials' steps, then the generator's."""
        values = self._channel.ask("values", iteration=self.iteration).fields
        report = [value.item() for value in self._train_potentials(values["potential_rate"])]
        report.append(self._move_generator(values).item())
        if self._law is not None:
            report.append(self._law.kullback_leibler(self._generator))
        self.iteration += 1
        if self._constant_step is None:
            self._summed_steps += values["step"]
        else:
            self._summed_steps = self._constant_step * self.iteration
        return report

    @torch.no_grad()
    def samples(self, source: Array) -> Array:
        """The generator's values at these points, [n, dimension of the target]."""
        points = tensor(source, self._device)
        return array(self._generator(points) if len(points) else points.new_empty(0, self._dimensions[1]))

    # MARK: The potentials

    def _train_potentials(self, rate: float) -> List[Tensor]:
        """Their steps on fresh batches; what the last one reports."""
        steps, columns = self._potential_steps, self._flow.mixing_count
        targets = self._draw("target", "training/target", steps)
        sources = self._draw("source", "training/source", steps)
        mixing = self._ask(
            "uniform", "uniform", purpose="training/mixing", count=columns * self._batch, blocks=steps
        )
        report: List[Tensor] = []
        for data, latents, numbers in zip(targets.chunk(steps), sources.chunk(steps), mixing.chunk(steps)):
            with torch.no_grad():
                model = self._generator(latents)
            report = self._potential_step(Points(data, model, numbers.reshape(columns, -1, 1).unbind()), rate)
        return report

    def _potential_step(self, points: Points, rate: float) -> List[Tensor]:
        for network in self._potentials:
            network.iterate_spectra()
        objective = self._flow.objective(self._potentials, points)
        costs: List[Tensor] = []
        norms: List[Tensor] = []
        if self._penalty.has_term:
            cost, norm = self._penalty.term(self._potentials[0], points)
            costs, norms = [cost], [norm]
        if self._flow.is_constrained:
            costs.append(self._flow.constraint(self._potentials, points))
        penalties = [torch.stack(costs).sum()] if costs else []
        loss = penalties[0] - objective if penalties else -objective
        self._optimizers["potential"].descend(loss, rate)
        if self._penalty.bound is not None:
            self._optimizers["potential"].clip(self._penalty.bound)
        return [loss, objective, *penalties, *norms]

    # MARK: The generator

    def _move_generator(self, values: Dict[str, Any]) -> Tensor:
        """Its K steps on one fresh batch; the loss before the last one."""
        latents = self._draw("source", "training/generator-source")
        for network in self._potentials:
            network.iterate_spectra()
        aims: Optional[Tensor] = None
        for _ in range(max(1, int(values["persistency"] + 0.5))):
            self._generator.iterate_spectra()
            samples = self._generator(latents)
            if self._fit is None:
                loss = -self._ascent(samples).mean()
            else:
                if aims is None:
                    aims = self._aims(samples.detach(), values["step"])
                loss = self._fit.loss(samples, aims)
            self._optimizers["generator"].descend(loss, values["generator_rate"])
        return loss

    def _ascent(self, points: Tensor) -> Tensor:
        return self._flow.ascent(self._potentials, points)

    def _aims(self, samples: Tensor, step: float) -> Tensor:
        """ζ = y + ε ∇H(d(y)), dealt out as the fit does."""
        return self._fit.targets(samples, samples + step * gradient(self._ascent, samples))

    # MARK: Draws

    def _draw(self, law: str, purpose: str, blocks: int = 1) -> Tensor:
        return self._ask("draws", "draw", law=law, purpose=purpose, count=self._batch, blocks=blocks)

    def _ask(self, name: str, request: str, **fields: Any) -> Tensor:
        answer = self._channel.ask_array(name, request, iteration=self.iteration, **fields)
        return tensor(answer, self._device)

    # MARK: What a training is made of

    def begin(self) -> None:
        """Takes the first parameters from gfrun."""
        generator = self._given("generator", ("generator",))
        self._take({**generator, **self._given("potential", self._flow.names)})

    def resume(self, iteration: int, state: Dict[str, Array]) -> None:
        """Goes on where `state` was taken: from here on every bit is what it would have been there."""
        self._take(state)
        for name, optimizer in self._optimizers.items():
            prefix = f"{name}/optimizer/"
            optimizer.state = {
                key[len(prefix):]: tensor(value, self._device)
                for key, value in state.items() if key.startswith(prefix)
            }
        self.iteration = iteration
        self._summed_steps = tensor(state["summed-steps"], self._device).item()

    @property
    def state(self) -> Dict[str, Array]:
        """All it takes to go on: parameters, what is beside them, moments, counters."""
        kept = self._kept()
        for name, optimizer in self._optimizers.items():
            kept.update({f"{name}/optimizer/{key}": value for key, value in optimizer.state.items()})
        kept["summed-steps"] = torch.tensor([self._summed_steps], dtype=torch.float64)
        return {name: array(value) for name, value in kept.items()}

    def _parameters(self, *names: str) -> Dict[str, Tensor]:
        return {f"{name}/{key}": value for name in names for key, value in self._networks[name].parameters.items()}

    def _kept(self) -> Dict[str, Tensor]:
        """The parameters of all networks and what is beside them."""
        return {
            f"{name}/{key}": value for name, network in self._networks.items()
            for key, value in {**network.parameters, **network.memory}.items()
        }

    def _given(self, network: str, names: Tuple[str, ...]) -> Dict[str, Array]:
        """First parameters by their names here: with one function behind a name gfrun leaves it out."""
        arrays = self._channel.ask("parameters", network=network).arrays
        return arrays if len(names) > 1 else {f"{names[0]}/{key}": value for key, value in arrays.items()}

    @torch.no_grad()
    def _take(self, given: Dict[str, Array]) -> None:
        """Copies arrays into the parameters of the same names, and into what is beside them."""
        for name, held in self._kept().items():
            if name not in given:
                raise Refusal(f"gfrun gave no {name}")
            if given[name].shape != tuple(held.shape):
                raise Refusal(f"{name} has the shape {tuple(held.shape)}, gfrun gave {given[name].shape}")
            held.copy_(tensor(given[name], self._device))


def _constant(value: Any) -> Optional[float]:
    """The number that a schedule stays at; None for one that moves."""
    if isinstance(value, (int, float)):
        return value
    return value["value"] if value["kind"] == "constant" else None
