"""Shapes, parameters and work of convolutions, and how far they see."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class Layer:
    """A square convolution."""

    kernel: int
    stride: int = 1
    padding: int = 0
    """Zeros on each side."""
    dilation: int = 1
    """Distance between the cells that a kernel looks at."""

    @property
    def span(self) -> int:
        """Cells from the first to the last that a kernel looks at."""
        return self.dilation * (self.kernel - 1) + 1

    def output(self, size: int) -> int:
        """Cells a side of the output.

        Source: Dumoulin and Visin 2016, relationships 6 and 12.
        """
        return (size + 2 * self.padding - self.span) // self.stride + 1

    def transposed(self, size: int) -> int:
        """Cells a side of the output of the transposed convolution.

        Source: Dumoulin and Visin 2016, relationship 13, without extra rows.
        """
        return self.stride * (size - 1) + self.span - 2 * self.padding


def parameters(
    kernel: int, inputs: int, outputs: int, groups: int = 1, *, has_bias: bool = True
) -> int:
    """Weights and biases; each output channel sees the inputs of its group."""
    weights = kernel**2 * (inputs // groups) * outputs
    return weights + (outputs if has_bias else 0)


def multiplications(size: int, kernel: int, inputs: int, outputs: int) -> int:
    """Of a convolution with so many output cells a side."""
    return size**2 * kernel**2 * inputs * outputs


def separable(size: int, kernel: int, inputs: int, outputs: int) -> int:
    """Multiplications of one convolution a channel and a 1 × 1 one after it.

    Source: Howard et al. 2017 (MobileNets), section 3.1.
    """
    return size**2 * (kernel**2 * inputs + inputs * outputs)


def receptive_field(layers: Sequence[Layer]) -> int:
    """Input cells a side that one cell of the last layer sees.

    Source: Araujo, Norris and Sim 2019, equation 2.
    """
    field, jump = 1, 1
    for layer in layers:
        field += (layer.span - 1) * jump
        jump *= layer.stride
    return field
