"""Undo and redo of this device's operations, whatever screen they came from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.errors import NothingToRedo, NothingToUndo
from drill.sessions.steps import Changed

if TYPE_CHECKING:
    from drill.ids import OperationId
    from drill.sessions.collection import Collection
    from drill.store.units import ReadUnit


def undo(collection: Collection) -> tuple[Changed, OperationId]:
    """Take back the latest operation, across restarts too.

    Returns:
        What was done, and the operation that was taken back.

    Raises:
        NothingToUndo: none is left.
        StoreError: it cannot be written.
    """
    with collection.store.write() as unit:
        operation = unit.operations.latest()
        if operation is None:
            raise NothingToUndo
        unit.retract(operation.id)
    return Changed(f"undone: {operation.label}", operation.events), operation.id


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


def can_undo(unit: ReadUnit) -> bool:
    """Whether an operation is left to take back."""
    return unit.operations.latest() is not None


def can_redo(unit: ReadUnit) -> bool:
    """Whether something was taken back last."""
    return unit.operations.latest_retraction() is not None
