"""Proving all katas below some paths, for `drill check --prove`."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import dataclass
from typing import TYPE_CHECKING

from drill.content.kata_files import read_kata_folder
from drill.content.library import KATA_FILE, Root, scan
from drill.judge.proving import prove
from drill.judge.sandbox.probing import probe

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from drill.cli.context import Context
    from drill.content.kata_files import KataFolder
    from drill.judge.proving import Proof

AT_ONCE = 2
"""Katas that are proved at the same time."""


@dataclass(frozen=True, slots=True)
class Proofs:
    """What proving some katas found."""

    proofs: tuple[Proof, ...]
    """In the order of the paths."""
    skipped: tuple[Path, ...]
    """Folders of katas whose files have errors: the static check tells of them."""


def prove_all(paths: list[Path], context: Context) -> Proofs:
    """Prove every kata at and below some paths, and say how far it is.

    A kata's own file stands for its folder; files of topics have none.

    Naming a path with `--prove` is consent to run its code, in the sandbox.

    Raises:
        SandboxUnavailable: this machine has none that is strong enough.
    """
    katas: list[KataFolder] = []
    skipped: list[Path] = []
    shipped = context.locations.shipped
    root = shipped.resolve() if shipped else None
    for folder in dict.fromkeys(_folders(paths)):
        is_shipped = root is not None and folder.resolve().is_relative_to(root)
        kata = read_kata_folder(folder, is_shipped=is_shipped).kata
        if kata is None:
            skipped.append(folder)
            context.output.say(f"{folder.name}: not proved, its files have errors")
        else:
            katas.append(kata)
    return Proofs(_proved(katas, context), tuple(skipped))


def as_table(proof: Proof) -> dict[str, object]:
    """The figures of a proof for programs."""
    return {
        "kata": proof.kata.note.id,
        "path": str(proof.kata.folder),
        "cases": proof.cases,
        "slowest_s": round(proof.slowest_s, 4),
        "limit_s": proof.limit_s,
        "slow_wrong_over_limit": None if proof.over is None else round(proof.over, 2),
        "mutants": proof.mutants,
        "survivors": proof.survivors,
        "mutants_untried": proof.untried,
        "problems": len(proof.problems),
    }


def _proved(katas: list[KataFolder], context: Context) -> tuple[Proof, ...]:
    if not katas:
        return ()
    sandbox = probe(context.locations.cache).best()
    cancelled = threading.Event()
    found: dict[Path, Proof] = {}
    with ThreadPoolExecutor(AT_ONCE, "kata") as pool:
        waiting = [
            pool.submit(prove, kata, sandbox, cancelled=cancelled) for kata in katas
        ]
        try:
            for done in as_completed(waiting):
                proof = done.result()
                found[proof.kata.folder] = proof
                context.output.say(f"{len(found)}/{len(katas)} {_told(proof)}")
        except BaseException:  # an interrupt as well: what still runs is told to end
            cancelled.set()
            pool.shutdown(wait=False, cancel_futures=True)
            raise
    return tuple(found[kata.folder] for kata in katas)


def _told(proof: Proof) -> str:
    parts = [
        f"{proof.cases} cases",
        f"slowest {proof.slowest_s:.2f} of {proof.limit_s:g} s",
    ]
    if proof.over is not None:
        parts.append(f"slow one {proof.over:.1f} × the limit")
    parts.append(f"{proof.mutants} mutants, {proof.survivors} survive")
    if proof.untried:
        parts.append(f"{proof.untried} mutants not tried, they are too many")
    errors = sum(each.is_error for each in proof.problems)
    return f"{proof.kata.note.id}: {', '.join(parts)}, {errors} errors"


def _folders(paths: list[Path]) -> Iterator[Path]:
    """The folders of all katas at and below some paths."""
    for path in paths:
        if path.name == KATA_FILE:
            yield path.parent
            continue
        for stamp in scan([Root(path, is_shipped=False)]):
            if stamp.role == "kata":
                yield stamp.path.parent
