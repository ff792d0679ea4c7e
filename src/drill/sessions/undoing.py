"""Undo and redo of this device's operations, whatever screen they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from drill.errors import NothingToRedo, NothingToUndo
from drill.sessions.steps import Changed

if TYPE_CHECKING:
    from drill.ids import CardId, OperationId
    from drill.sessions.collection import Collection
    from drill.store.units import ReadUnit


def undo(collection: Collection) -> tuple[Changed, OperationId, CardId | None]:
    """Take back the latest operation, across restarts too.

    Returns:
        What was done, the operation that was taken back, and its first card.

    Raises:
        NothingToUndo: none is left.
        StoreError: it cannot be written.
    """
    with collection.store.write() as unit:
        operation = unit.operations.latest()
        if operation is None:
            raise NothingToUndo
        card = unit.operations.card(operation.id)
        unit.retract(operation.id)
    changed = Changed(f"undone: {operation.label}", operation.events)
    return changed, operation.id, card


def redo(collection: Collection) -> tuple[Changed, OperationId]:
    """Do again what was taken back last.

    Returns:
        What was done, and the operation that counts again.

    Raises:
        NothingToRedo: nothing was taken back, or something new was done since.
        StoreError: it cannot be written.
    """
    with collection.store.write() as unit:
        retraction = unit.operations.latest_retraction()
        if retraction is None or retraction.target is None:
            raise NothingToRedo
        unit.retract(retraction.id)
    message = f"done again: {retraction.target_label}"
    return Changed(message, retraction.events), retraction.target


class Abilities(NamedTuple):
    """What this device could take back or do again now."""

    can_undo: bool = False
    can_redo: bool = False


def abilities(unit: ReadUnit) -> Abilities:
    """Whether an operation is left to take back, and one to do again."""
    return Abilities(
        unit.operations.latest() is not None,
        unit.operations.latest_retraction() is not None,
    )
