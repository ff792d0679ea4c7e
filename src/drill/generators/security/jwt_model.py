"""Whether a service accepts a JSON Web Token, by its header and its claims.

Signatures are taken to be right for the algorithm and the key that the header names;
what is left are the decisions that validators get wrong. Times are seconds from now.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Flaw(StrEnum):
    """A reason to refuse a token; each is checked by itself."""

    ALGORITHM = "alg"
    KEY = "kid"
    ISSUER = "iss"
    AUDIENCE = "aud"
    EXPIRED = "exp"
    TOO_EARLY = "nbf"


@dataclass(frozen=True, slots=True)
class Token:
    """The parts that are looked at."""

    algorithm: str
    key: str
    """Empty for none."""
    issuer: str
    audience: tuple[str, ...]
    """One or several; the claim is a string or a list."""
    expires: int
    """Seconds from now; below 0 it lies in the past."""
    begins: int | None = None
    """Likewise; None when the claim is absent."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What a service is configured with."""

    algorithms: tuple[str, ...]
    keys: tuple[str, ...]
    issuer: str
    audience: str
    leeway: int
    """Seconds that clocks may be apart, >= 0."""


def flaws(token: Token, policy: Policy) -> tuple[Flaw, ...]:
    """All reasons to refuse a token; none means that it is accepted.

    Source: RFC 7519, sections 4.1.1, 4.1.3 to 4.1.5; RFC 8725, sections 3.1, 3.8, 3.9.
    """
    failed = {
        Flaw.ALGORITHM: token.algorithm not in policy.algorithms,
        Flaw.KEY: token.key not in policy.keys,
        Flaw.ISSUER: token.issuer != policy.issuer,
        Flaw.AUDIENCE: policy.audience not in token.audience,
        Flaw.EXPIRED: not _is_before_the_end(token, policy),
        Flaw.TOO_EARLY: not _has_begun(token, policy),
    }
    return tuple(flaw for flaw, is_bad in failed.items() if is_bad)


def _is_before_the_end(token: Token, policy: Policy) -> bool:
    """Now must be before `exp`, which the leeway puts off."""
    return token.expires + policy.leeway > 0


def _has_begun(token: Token, policy: Policy) -> bool:
    """Now must be at or after `nbf`, which the leeway brings forward."""
    return token.begins is None or token.begins - policy.leeway <= 0


def accepts(token: Token, policy: Policy, skipped: tuple[Flaw, ...] = ()) -> bool:
    """Whether a validator that skips some checks accepts a token."""
    return set(flaws(token, policy)) <= set(skipped)
