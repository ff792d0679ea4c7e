"""`drill add`: writes a note, from options or in the editor, with a look before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.failing import FINE, PROBLEMS
from drill.cli.opening import changing
from drill.cli.output import Style, Styled
from drill.editor import draft_file, editor_command, run_editor, written_text
from drill.errors import DeckNotFound, InvalidNote, MissingArgument, NobodyToWrite
from drill.ids import TopicId
from drill.sessions.note_steps import Draft

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from drill.cli.context import Context
    from drill.cli.output import Output
    from drill.sessions.collection import Collection
    from drill.sessions.note_steps import DraftPreview


def run(arguments: Namespace, context: Context) -> int:
    """Write the note when the learner agrees; returns the exit status."""
    is_typed = arguments.front is not None or arguments.cloze is not None
    with changing(context) as workspace:
        topic = arguments.topic or _only_topic(workspace.collection)
        if is_typed:
            draft = typed_draft(arguments, topic)
            return _offer(workspace.collection, draft, context, is_agreed=arguments.yes)
        return _write(workspace.collection, topic, context)


def typed_draft(arguments: Namespace, topic: str) -> Draft:
    """The note that the options describe.

    Raises:
        MissingArgument: a front without a back, or no topic.
        InvalidNote: a front and a cloze at once.
    """
    if not topic:
        raise MissingArgument("--topic", "`drill new DECK` makes a deck of your own.")
    is_cloze = arguments.cloze is not None
    if is_cloze and (arguments.front is not None or arguments.back is not None):
        raise InvalidNote(("a note has a front and a back, or a cloze, but not both",))
    if not is_cloze and arguments.back is None:
        raise MissingArgument("--back", "A front needs one; a text with gaps: --cloze.")
    return Draft(
        topic=TopicId(topic),
        kind="cloze" if is_cloze else "basic",
        front=arguments.cloze if is_cloze else arguments.front,
        back=arguments.back or "",
        both_ways=arguments.both_ways,
        why=arguments.why or "",
        source="\n".join(arguments.source),
        tags=" ".join(arguments.tag),
    )


def _only_topic(collection: Collection) -> str:
    """The learner's own topic, if there is but one."""
    from drill.sessions.authoring import topics

    own = [each.topic for each in topics(collection) if each.is_own]
    return own[0] if len(own) == 1 else ""


def _write(collection: Collection, topic: str, context: Context) -> int:
    """Let the learner write in the editor until it is right or given up.

    Raises:
        NobodyToWrite: there is no terminal for an editor.
    """
    from drill.sessions.forms import form

    output = context.output
    if not output.can_ask():
        raise NobodyToWrite
    path = draft_file(context.locations.state / "edit", form(topic))
    while True:
        run_editor(_command(collection, context, path))
        try:
            return _keep_written(collection, path, context)
        except (InvalidNote, DeckNotFound) as error:
            for reason in getattr(error, "reasons", (error.message,)):
                output.say(Styled("✗ ", Style.ERROR), reason)
            if not output.agreed("Back to the editor?"):
                output.say(f"What you wrote is kept in {path}.")
                return PROBLEMS


def _keep_written(collection: Collection, path: Path, context: Context) -> int:
    """Offer what the editor left.

    Raises:
        InvalidNote: it does not follow the format.
        DeckNotFound: there is no such topic.
    """
    from drill.sessions.forms import draft_of_form

    draft = draft_of_form(written_text(path))
    if draft is None:
        context.output.say("Nothing was written.")
        path.unlink()
        return PROBLEMS
    status = _offer(collection, draft, context, is_agreed=False)
    if status == FINE:
        path.unlink()
    else:
        context.output.say(f"What you wrote is kept in {path}.")
    return status


def _command(collection: Collection, context: Context, path: Path) -> list[str]:
    setting = collection.settings.files.editor
    return editor_command(setting, context.environment, path)


def _offer(
    collection: Collection, draft: Draft, context: Context, *, is_agreed: bool
) -> int:
    """Show what a draft would become, and keep it when the learner agrees.

    Raises:
        InvalidNote: it does not follow the format.
    """
    from drill.sessions.authoring import save, topics
    from drill.sessions.drafting import preview

    found = preview(collection, draft)
    if found.problems:
        raise InvalidNote(found.problems)
    _show(found, context.output)
    if draft.topic not in {each.topic for each in topics(collection)}:
        warning = f"{draft.topic} is a new topic"
        context.output.say(Styled("! ", Style.WARNING), warning)
    if not is_agreed and not context.output.agreed(f"Keep it in {draft.topic}?"):
        context.output.say("Nothing was written.")
        return PROBLEMS
    context.output.data(save(collection, draft).message)
    return FINE


def _show(found: DraftPreview, output: Output) -> None:
    """Cards, warnings and look-alikes: talk, for what is kept is the data."""
    for face in found.faces:
        output.say(Styled("front  ", Style.QUIET), _indented(face.front))
        output.say(Styled("back   ", Style.QUIET), _indented(face.back))
    for warning in found.warnings:
        output.say(Styled("! ", Style.WARNING), warning)
    for alike in found.duplicates:
        what = f"{alike.similarity:.0%} the same as {alike.note}: {alike.front}"
        output.say(Styled("! ", Style.WARNING), what)


def _indented(text: str) -> str:
    return "\n       ".join(text.strip().splitlines())
