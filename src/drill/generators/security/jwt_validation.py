"""Which JSON Web Tokens a service accepts, and what a careless one lets in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Final

from drill.content.questions import ChoiceQuestion, Offered
from drill.generators.drafting import Wrong, choice_question, numeric_question, table
from drill.generators.framework import Generator, Instance, Parameters
from drill.generators.security import jwt_model as model
from drill.generators.security.jwt_model import Flaw, Policy, Token

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from drill.chance import Chance

SERVICES: Final = ("orders", "billing", "search", "mail")
LABELS: Final = "ABCDE"
CHECKS: Final = {
    Flaw.ALGORITHM: "takes the algorithm from the header, without a list of its own",
    Flaw.KEY: "fetches whatever key the header names, of whomever",
    Flaw.ISSUER: "never looks at the issuer",
    Flaw.AUDIENCE: "never looks at the audience",
    Flaw.EXPIRED: "never looks at the expiry",
    Flaw.TOO_EARLY: "never looks at `nbf`",
}
HINTS: Final = (
    "Go through the columns one by one; a single wrong one is enough.",
    "A leeway is added to exp and taken from nbf.",
)


def _policy(chance: Chance) -> Policy:
    algorithm = chance.pick(("RS256", "ES256", "PS256", "EdDSA"))
    audience = chance.pick(SERVICES)
    return Policy(
        (algorithm,), ("k1", "k2"), "id.example", audience, chance.pick((0, 30, 60))
    )


def _good(policy: Policy, chance: Chance) -> Token:
    """A token that is accepted, some of them only just."""
    other = next(each for each in SERVICES if each != policy.audience)
    lists = ((policy.audience,), (policy.audience,), (other, policy.audience))
    expires = chance.pick((240, 600, 900, 1 - policy.leeway))
    begins = chance.pick((None, -60, 0, policy.leeway))
    return Token(
        policy.algorithms[0],
        chance.pick(policy.keys),
        policy.issuer,
        chance.pick(lists),
        expires,
        begins,
    )


def _spoilt(token: Token, flaw: Flaw, policy: Policy, chance: Chance) -> Token:
    """The token with one thing wrong."""
    late = chance.pick((1, 15, 240))
    match flaw:
        case Flaw.ALGORITHM:
            return replace(token, algorithm=chance.pick(("none", "HS256")))
        case Flaw.KEY:
            return replace(token, key=chance.pick(("k3", "K1")))
        case Flaw.ISSUER:
            names = ("id.example.net", "id-example", "login.example")
            return replace(token, issuer=chance.pick(names))
        case Flaw.AUDIENCE:
            others = [each for each in SERVICES if each != policy.audience]
            wrong = chance.pick(
                ((others[0],), (others[0], others[1]), (f"{policy.audience}-test",))
            )
            return replace(token, audience=wrong)
        case Flaw.EXPIRED:
            return replace(token, expires=-policy.leeway - chance.pick((0, late)))
        case Flaw.TOO_EARLY:
            return replace(token, begins=policy.leeway + late)


def _why_refused(token: Token, policy: Policy) -> str:
    """The first reason, in words."""
    flaw = model.flaws(token, policy)[0]
    past, ahead = -token.expires, token.begins or 0
    said = {
        Flaw.ALGORITHM: f"`{token.algorithm}` is not allowed, whatever the signature",
        Flaw.KEY: f"`{token.key}` is no key of the issuer; names are exact",
        Flaw.ISSUER: f"`{token.issuer}` is not the issuer that is trusted",
        Flaw.AUDIENCE: f"it is not meant for `{policy.audience}`",
        Flaw.EXPIRED: f"it expired {past} s ago; the leeway is {policy.leeway} s",
        Flaw.TOO_EARLY: f"it begins in {ahead} s; the leeway is {policy.leeway} s",
    }
    return said[flaw]


def _rules(policy: Policy) -> str:
    keys = " and ".join(policy.keys)
    return (
        f"The service `{policy.audience}` accepts JWTs (RFC 7519) by"
        f" {policy.algorithms[0]} alone, with a key of the issuer `{policy.issuer}`"
        f" ({keys}), for itself, with a leeway of {policy.leeway} s. All signatures fit"
        " the header's alg and key (for HS256 the secret is the public key; none has no"
        " signature). Times are in seconds from now."
    )


def _drawn(tokens: Sequence[Token]) -> str:
    rows = [["", "alg", "kid", "iss", "aud", "nbf", "exp"]]
    for label, each in zip(LABELS, tokens, strict=False):
        begins = "absent" if each.begins is None else _signed(each.begins)
        rows.append(
            [
                label,
                each.algorithm,
                each.key,
                each.issuer,
                ", ".join(each.audience),
                begins,
                _signed(each.expires),
            ]
        )
    return table(rows)


def _signed(seconds: int) -> str:
    return f"{seconds:+d}".replace("-", "−") if seconds else "0"


def _why(tokens: Sequence[Token], policy: Policy) -> str:
    lines = []
    for label, each in zip(LABELS, tokens, strict=False):
        found = model.flaws(each, policy)
        verdict = _why_refused(each, policy) if found else "accepted"
        lines.append(f"- {label}: {verdict}")
    return "\n".join(lines) + (
        f"\n\nNow must be before exp + {policy.leeway} s, and not before nbf −"
        f" {policy.leeway} s; a missing nbf asks for nothing. The audience must be"
        " among those of the token."
    )


def _flaws_to_try(level: int, chance: Chance) -> list[Flaw]:
    simple = [Flaw.ISSUER, Flaw.AUDIENCE, Flaw.EXPIRED, Flaw.TOO_EARLY]
    return chance.shuffled(simple if level == 1 else list(Flaw))


# --- what is asked ----------------------------------------------------------------


def _ask_one(level: int, chance: Chance) -> Instance | None:
    policy = _policy(chance)
    bad = [
        _spoilt(_good(policy, chance), flaw, policy, chance)
        for flaw in _flaws_to_try(level, chance)[:3]
    ]
    good = _good(policy, chance)
    tokens = chance.shuffled([good, *bad])
    if len(set(tokens)) < len(tokens):
        return None
    wrong = [
        Wrong(f"Token {label}", _why_refused(each, policy))
        for label, each in zip(LABELS, tokens, strict=False)
        if each is not good
    ]
    right = f"Token {LABELS[tokens.index(good)]}"
    text = f"{_rules(policy)} Which of these is accepted?\n\n{_drawn(tokens)}"
    question = choice_question(text, right, wrong, chance)
    return Instance(question, _why(tokens, policy), HINTS) if question else None


def _ask_several(level: int, chance: Chance) -> Instance | None:
    policy = _policy(chance)
    count = chance.whole(1, 3)
    bad = [
        _spoilt(_good(policy, chance), flaw, policy, chance)
        for flaw in _flaws_to_try(level, chance)[: 4 - count]
    ]
    tokens = chance.shuffled([*(_good(policy, chance) for _ in range(count)), *bad])
    if len(set(tokens)) < len(tokens):
        return None
    offered = []
    for label, each in zip(LABELS, tokens, strict=False):
        right = model.accepts(each, policy)
        why = "" if right else _why_refused(each, policy)
        offered.append(Offered(f"Token {label}", right, why, anchor=True))
    text = f"{_rules(policy)} Which of these are accepted?\n\n{_drawn(tokens)}"
    question = ChoiceQuestion(text, tuple(offered), several=True)
    return Instance(question, _why(tokens, policy), HINTS)


def _ask_careless(_: int, chance: Chance) -> Instance | None:
    policy = _policy(chance)
    skipped, other, third = chance.shuffled(list(Flaw))[:3]
    let_in = _spoilt(_good(policy, chance), skipped, policy, chance)
    both = _spoilt(_good(policy, chance), skipped, policy, chance)
    tokens = [
        let_in,
        _spoilt(both, other, policy, chance),
        _spoilt(_good(policy, chance), third, policy, chance),
        _good(policy, chance),
    ]
    tokens = chance.shuffled(tokens)
    wrong = []
    for label, each in zip(LABELS, tokens, strict=False):
        left = [flaw for flaw in model.flaws(each, policy) if flaw is not skipped]
        reason = (
            f"it is refused all the same, by its {left[0]}"
            if left
            else "it is accepted rightly: nothing is wrong with it"
        )
        if each is not let_in:
            wrong.append(Wrong(f"Token {label}", reason))
    right = f"Token {LABELS[tokens.index(let_in)]}"
    text = (
        f"{_rules(policy)} So it should be; but its validator {CHECKS[skipped]}. Which"
        f" does it accept wrongly?\n\n{_drawn(tokens)}"
    )
    question = choice_question(text, right, wrong, chance)
    return Instance(question, _why(tokens, policy), HINTS[:1]) if question else None


def _ask_time(_: int, chance: Chance) -> Instance:
    leeway, life = chance.pick((30, 60, 120)), 60 * chance.whole(2, 30)
    drift = chance.pick((-45, -20, 0, 15, 40))
    issued = 1000 * chance.whole(3, 9)
    answer = issued + life + leeway - 1 - drift
    clock = {True: f"is {drift} s ahead of", False: f"is {-drift} s behind"}[drift > 0]
    if not drift:
        clock = "agrees with"
    text = (
        f"An issuer gives out a token at {issued} s of its own clock, with exp ="
        f" {issued + life}. The clock of a service {clock} the issuer's; its validator"
        f" has a leeway of {leeway} s and follows RFC 7519. What is the last whole"
        " second, by the issuer's clock, at which the service accepts the token?"
    )
    wrong = (
        (answer + 1, "accepts at exp itself: now must be before it"),
        (answer - leeway, "forgets the leeway"),
        (answer - 2 * leeway, "takes the leeway off"),
        (answer + 2 * drift, "turns the difference of the clocks round"),
        (answer + drift, "forgets that the clocks differ"),
    )
    own = issued + life + leeway
    step = f"{'−' if drift > 0 else '+'} {abs(drift)}"
    why = (
        f"By its own clock the service accepts while now < {issued + life} + {leeway} ="
        f" {own}, last at {own - 1}. Its clock {clock} the issuer's, so that is"
        f" {own - 1} {step} = {answer} by the issuer's."
    )
    question = numeric_question(text, answer, wrong, unit="s", places=0)
    hints = ("What does the service's own clock show at the last accepted second?",)
    return Instance(question, why, hints)


ASKED: Final[dict[int, tuple[Callable[[int, Chance], Instance | None], ...]]] = {
    1: (_ask_one,),
    2: (_ask_one, _ask_several, _ask_several),
    3: (_ask_several, _ask_careless, _ask_time),
}


def make(parameters: Parameters, chance: Chance) -> Instance | None:
    """Draw what is asked by difficulty, then service and tokens."""
    level = parameters.difficulty
    return chance.pick(ASKED[level])(level, chance)


GENERATOR = Generator(
    name="security.jwt_validation",
    version=1,
    title="Accept or refuse JSON Web Tokens",
    source=(
        "RFC 7519, sections 4.1.1 and 4.1.3 to 4.1.5",
        "RFC 8725, sections 2.1, 3.1, 3.8 and 3.9",
    ),
    parameters=Parameters,
    make=make,
)
