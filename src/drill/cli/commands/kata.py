"""`drill kata`: katas for people who live in their own editor."""

from __future__ import annotations

from dataclasses import asdict, replace
from typing import TYPE_CHECKING

from drill.cli.kata_output import Teller
from drill.cli.opening import changing, reading
from drill.cli.starting import need_terminal, open_app
from drill.ids import Rating

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from drill.cli.context import Context
    from drill.sessions.kata import KataSession
    from drill.sessions.kata_bench import KataBench
    from drill.sessions.kata_steps import KataRow, KataStep
    from drill.sessions.workspace import Workspace
    from drill.tui.application import DrillApp

FAILED = 1
HEADINGS = ("kata", "", "due", "min", "runs", "best", "title")
FIGURES = (3, 4, 5)
POLL_S = 0.05
"""Between two looks at the stamp of a file that is watched."""


def run(arguments: Namespace, context: Context) -> int:
    """Do what is asked for; the exit status.

    Raises:
        KataNotFound: there is no kata of that name.
    """
    actions = {
        "list": _list, "start": _start, "test": _test, "watch": _watch,
        "hint": _hint, "solution": _solution,
    }  # fmt: skip
    if arguments.action is None:
        return _open(context)
    return actions[arguments.action](arguments, context)


def _open(context: Context) -> int:
    need_terminal()

    def app() -> type[DrillApp]:
        from drill.tui.kata_beginning import beginning_with_katas

        return beginning_with_katas()

    return open_app(context, kind=app)


def _list(arguments: Namespace, context: Context) -> int:
    from drill.sessions.kata_rooms import katas

    with reading(context) as collection:
        rows = katas(collection).rows
    asked = [row for row in rows if _is_in(row, arguments.names)]
    if arguments.due:
        asked = [row for row in asked if row.is_begun or row.due_label == "today"]
    if arguments.json:
        context.output.json([asdict(row) for row in asked])
    elif asked:
        context.output.table([HEADINGS, *map(_cells, asked)], right=FIGURES)
    else:
        context.output.say("no kata here")
    return 0


def _is_in(row: KataRow, names: Sequence[str]) -> bool:
    deck = row.topic.partition("/")[0]
    return not names or row.topic in names or deck in names


def _cells(row: KataRow) -> tuple[str, ...]:
    best = "" if row.best_s is None else f"{row.best_s / 60:.0f} min"
    mark = "half way" if row.is_begun and row.attempts else row.last_verdict
    minutes = "" if row.minutes is None else str(row.minutes)
    when = row.due_label or row.state.value
    name = f"{row.topic}/{row.id}"
    return (name, mark, when, minutes, str(row.attempts or ""), best, row.title)


def _session(workspace: Workspace, arguments: Namespace) -> KataSession:
    from drill.sessions.kata_rooms import find_kata, open_kata

    card = find_kata(workspace.collection, arguments.kata)
    return open_kata(workspace.collection, card, arguments.language or "python")


def _start(arguments: Namespace, context: Context) -> int:
    with changing(context) as workspace:
        session = _session(workspace, arguments)
        step = session.reset() if arguments.reset else session.start()
    if arguments.editor:
        from drill.editor import editor_command, run_editor

        setting = context.settings().files.editor
        run_editor(editor_command(setting, context.environment, step.path))
    if arguments.json:
        context.output.json({"path": str(step.path), "kata": step.card})
    else:
        context.output.data(str(step.path))
        Teller(context.output).statement(step)
        if step.message:
            context.output.say(step.message)
    return 0


def _hint(arguments: Namespace, context: Context) -> int:
    with changing(context) as workspace:
        step = _session(workspace, arguments).hint()
    context.output.data(step.hints[-1])
    left = f"{step.hints_left} left" if step.hints_left else "that was the last"
    context.output.say(f"hint {len(step.hints)}, {left}; {step.best}")
    return 0


def _solution(arguments: Namespace, context: Context) -> int:
    from drill.sessions.kata_steps import KataPhase

    with changing(context) as workspace:
        session = _session(workspace, arguments)
        step = session.start()
        if step.phase is KataPhase.WORKING and arguments.give_up:
            step = session.give_up()
            step = session.rate(Rating.AGAIN)
    if not step.reference:
        context.output.say("it is not passed yet; `--give-up` shows the solution")
        return FAILED
    context.output.data(step.reference.rstrip("\n"))
    context.output.say(step.why.rstrip("\n"))
    return 0


def _test(arguments: Namespace, context: Context) -> int:
    from drill.sessions.kata_bench import KataBench

    with changing(context) as workspace, KataBench(context.locations) as bench:
        session = _session(workspace, arguments)
        _agree(arguments, bench, session)
        teller = Teller(context.output, is_quiet=arguments.json)
        if arguments.input is not None:
            return _try(arguments, context, session, bench)
        step = judge(session, bench, teller, only=arguments.case)
        is_passed = step.result is not None and step.result.is_passed
        if is_passed and arguments.rate and not arguments.case:
            step = _rate(session, step, arguments.rate)
        if arguments.json:
            context.output.json(_table(step))
        else:
            teller.result(step)
            if step.message:
                context.output.data(step.message)
    return 0 if is_passed else FAILED


def judge(
    session: KataSession, bench: KataBench, teller: Teller, only: str | None = None
) -> KataStep:
    """Judge what stands in the work file, case by case on standard error."""
    source = session.source()
    pending = bench.judge(
        session.kata, source, teller.case, only, language=session.language
    )
    try:
        judgement = pending.result()
    except KeyboardInterrupt:
        bench.cancel()
        raise
    return session.shown(judgement) if only else session.judged(judgement, source)


def _try(
    arguments: Namespace, context: Context, session: KataSession, bench: KataBench
) -> int:
    given = session.parse(arguments.input)
    run_ = bench.try_input(
        session.kata, session.source(), given, language=session.language
    ).result()
    step = session.tried(run_)
    assert step.own is not None  # noqa: S101 - for the reader: `tried` shows it
    if arguments.json:
        context.output.json(asdict(step.own))
    else:
        Teller(context.output).own(step.own)
    return 0 if run_.mine.is_passed else FAILED


def _rate(session: KataSession, step: KataStep, wish: str) -> KataStep:
    """Record a rating; a pass of a kata that was rated already is practice."""
    if step.rating is None:
        return replace(step, message="rated before: it counts again when it is due")
    return session.rate(step.rating if wish == "proposed" else Rating[wish.upper()])


def _agree(arguments: Namespace, bench: KataBench, session: KataSession) -> None:
    bench.is_unconfined = arguments.without_sandbox
    if arguments.agree:
        bench.agree(session.kata)


def _watch(arguments: Namespace, context: Context) -> int:
    from time import sleep

    from drill.sessions.kata_bench import KataBench

    teller = Teller(context.output)
    with changing(context) as workspace, KataBench(context.locations) as bench:
        session = _session(workspace, arguments)
        _agree(arguments, bench, session)
        context.output.say(f"watching {session.work.path}; ctrl+c ends it")
        seen = None
        try:
            while True:
                stamp = session.work.stamp()
                if stamp is not None and stamp != seen:
                    seen = stamp
                    teller.result(judge(session, bench, teller))
                sleep(POLL_S)
        except KeyboardInterrupt:
            session.leave()
            return 0


def _table(step: KataStep) -> dict[str, object]:
    result = None if step.result is None else asdict(step.result)
    return {
        "kata": step.card,
        "phase": step.phase.value,
        "attempt": step.attempt - 1,
        "spent_s": round(step.spent_s, 1),
        "hints": len(step.hints),
        "result": result,
        "proposed": None if step.rating is None else step.rating.name.lower(),
        "because": step.because,
        "stages": [asdict(each) for each in step.stages],
    }
