"""The few messages of Anki's newer packages, as Protocol Buffers describe them.

Field numbers are facts of the format; only those that are needed are here.
"""

from __future__ import annotations

from functools import cache
from typing import Any, Final

MESSAGES: Final[dict[str, tuple[tuple[str, int, str], ...]]] = {
    "Meta": (("version", 1, "int32"),),
    "MediaEntry": (
        ("name", 1, "string"),
        ("size", 2, "uint32"),
        ("legacy_name", 255, "uint32"),
    ),
    "MediaEntries": (("entries", 1, "MediaEntry*"),),
    "TypeConfig": (("kind", 1, "int32"), ("css", 3, "string")),
    "TemplateConfig": (("front", 1, "string"), ("back", 2, "string")),
}
"""By name: fields with their numbers and types; `*` for many."""


@cache
def _classes() -> dict[str, Any]:
    from google.protobuf import descriptor_pb2, descriptor_pool, message_factory

    file = descriptor_pb2.FileDescriptorProto(
        name="drill/anki.proto", package="drill.anki", syntax="proto3"
    )
    types = descriptor_pb2.FieldDescriptorProto
    for name, fields in MESSAGES.items():
        message = file.message_type.add(name=name)
        for field, number, kind in fields:
            added = message.field.add(name=field, number=number)
            added.label = types.LABEL_REPEATED if "*" in kind else types.LABEL_OPTIONAL
            if kind.endswith("*"):
                added.type = types.TYPE_MESSAGE
                added.type_name = f".drill.anki.{kind[:-1]}"
            else:
                added.type = getattr(types, f"TYPE_{kind.upper()}")
    pool = descriptor_pool.DescriptorPool()
    pool.Add(file)
    return {
        name: message_factory.GetMessageClass(
            pool.FindMessageTypeByName(f"drill.anki.{name}")
        )
        for name in MESSAGES
    }


def read_message(name: str, data: bytes) -> Any:
    """A message of one of `MESSAGES`.

    Raises:
        ValueError: these bytes are none.
    """
    from google.protobuf.message import DecodeError

    message = _classes()[name]()
    try:
        message.ParseFromString(data)
    except DecodeError as error:
        raise ValueError(str(error)) from error
    return message


def new_message(name: str, **values: Any) -> Any:
    """A message to be written."""
    return _classes()[name](**values)
