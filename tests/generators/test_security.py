"""Which tokens are accepted, sentence by sentence of the RFCs."""

from __future__ import annotations

from dataclasses import replace

import pytest

from drill.generators.security.jwt_model import Flaw, Policy, Token, accepts, flaws

POLICY = Policy(("RS256",), ("k1",), "joe", "api", leeway=0)
TOKEN = Token("RS256", "k1", "joe", ("api",), expires=60)


def test_a_token_without_fault_is_accepted() -> None:
    assert flaws(TOKEN, POLICY) == ()
    assert accepts(TOKEN, POLICY)


@pytest.mark.parametrize(
    ("expires", "leeway", "is_accepted"),
    [
        # RFC 7519, section 4.1.4: "on or after" exp it must not be accepted; a small
        # leeway, "usually no more than a few minutes", may account for clock skew.
        (1, 0, True),
        (0, 0, False),
        (-1, 0, False),
        (-59, 60, True),
        (-60, 60, False),
    ],
)
def test_now_must_be_before_exp(expires: int, leeway: int, is_accepted: bool) -> None:  # noqa: FBT001 - a row
    policy = replace(POLICY, leeway=leeway)
    found = flaws(replace(TOKEN, expires=expires), policy)
    assert found == (() if is_accepted else (Flaw.EXPIRED,))


@pytest.mark.parametrize(
    ("begins", "leeway", "is_accepted"),
    [
        # Section 4.1.5: now must be after or equal to nbf; the claim is optional.
        (None, 0, True),
        (0, 0, True),
        (1, 0, False),
        (60, 60, True),
        (61, 60, False),
    ],
)
def test_now_must_not_be_before_nbf(
    begins: int | None,
    leeway: int,
    is_accepted: bool,  # noqa: FBT001 - a row
) -> None:
    policy = replace(POLICY, leeway=leeway)
    found = flaws(replace(TOKEN, begins=begins), policy)
    assert found == (() if is_accepted else (Flaw.TOO_EARLY,))


@pytest.mark.parametrize(
    ("changed", "flaw"),
    [
        # Section 4.1.3: a principal that is not named in aud must reject; it may be one
        # of several. Values are compared exactly, with case (section 2, StringOrURI).
        (replace(TOKEN, audience=("other", "api")), None),
        (replace(TOKEN, audience=("other",)), Flaw.AUDIENCE),
        (replace(TOKEN, audience=("API",)), Flaw.AUDIENCE),
        (replace(TOKEN, audience=("api-test",)), Flaw.AUDIENCE),
        # RFC 8725, section 3.8: the keys must belong to the issuer, which is validated.
        (replace(TOKEN, issuer="joe.example"), Flaw.ISSUER),
        (replace(TOKEN, key="k9"), Flaw.KEY),
        # RFC 8725, sections 2.1 and 3.1: the attacks by `none` and by HS256 with the
        # public key; only algorithms that the application allows may be used.
        (replace(TOKEN, algorithm="none"), Flaw.ALGORITHM),
        (replace(TOKEN, algorithm="HS256"), Flaw.ALGORITHM),
    ],
)
def test_header_and_claims_must_be_the_expected_ones(
    changed: Token, flaw: Flaw | None
) -> None:
    assert flaws(changed, POLICY) == (() if flaw is None else (flaw,))
    assert accepts(changed, POLICY) is (flaw is None)
    if flaw is not None:
        assert accepts(changed, POLICY, skipped=(flaw,))
        assert not accepts(replace(changed, expires=-9), POLICY, skipped=(flaw,))
