"""Multiplying polynomials by FFT: fill in `multiply`. Add functions as you like."""


def multiply(a: list[int], b: list[int]) -> list[int]:
    """The coefficients of the product, from the constant one up."""
    raise NotImplementedError
