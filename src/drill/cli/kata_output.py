"""How the command line tells of katas: statements, cases, verdicts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from drill.cli.output import Output, Style, Styled

if TYPE_CHECKING:
    from drill.judge.verdicts import CaseVerdict
    from drill.sessions.kata_steps import CaseStep, KataStep

MARKS = {"passed": ("✓", Style.GOOD), "ahead": ("·", Style.QUIET)}


class Teller:
    """Tells of one kata on standard output, of its progress on standard error."""

    def __init__(self, output: Output, *, is_quiet: bool = False) -> None:
        """Take the way out.

        Args:
            output: of the command.
            is_quiet: whether progress is left out.
        """
        self._output = output
        self._is_quiet = is_quiet

    # --- progress -------------------------------------------------------------------

    def case(self, verdict: CaseVerdict, number: int, total: int) -> None:
        """Tell of a case that has run; called on the judge's thread."""
        if not self._is_quiet and (not verdict.is_passed or number in {1, total}):
            self._output.say(
                f"{number} of {total}  {verdict.case.name}: {verdict.kind}"
            )

    # --- what came -------------------------------------------------------------------

    def statement(self, step: KataStep) -> None:
        """The whole statement, on standard error: standard output is the path."""
        say = self._output.say
        say()
        say(Styled(step.title, Style.HEADING), f"  {step.place}")
        for text in (step.statement, step.constraints):
            if text:
                say()
                say(text)
        for stage in step.stages:
            say()
            say(Styled(stage.title, Style.HEADING))
            say(stage.statement)
        for example in step.examples:
            say()
            say(f"{example.call}\n→ {example.result}")

    def result(self, step: KataStep) -> None:
        """What a run came to."""
        result, data = step.result, self._output.data
        if result is None:
            return
        for stage in step.stages:
            mark, style = MARKS.get(stage.state.value, ("✗", Style.ERROR))
            data(
                Styled(mark, style), f" {stage.title}  {stage.passed} of {stage.total}"
            )
        if result.failed is not None:
            self.failed(result.failed)
        style = Style.GOOD if result.is_passed else Style.ERROR
        figures = f"  {result.passed} of {result.total} cases, {result.cpu_s:.2f} s"
        data(
            Styled(result.verdict, style), figures, f", sandbox {result.rung or 'none'}"
        )
        if result.remark:
            data(result.remark)
        if step.rating is not None:
            allowed = ", ".join(each.name.lower() for each in step.allowed)
            data(f"{step.because}: {step.rating.name.lower()} is proposed ({allowed})")

    def failed(self, case: CaseStep) -> None:
        """The case that failed."""
        data = self._output.data
        name = f"{case.stage}: {case.name}" if case.stage else case.name
        smallest = ", the smallest input that was found" if case.is_smallest else ""
        data(Styled(f"✗ {name}", Style.ERROR), f"  {case.verdict}{smallest}")
        self._parts(case)

    def own(self, case: CaseStep) -> None:
        """A run on an input of one's own."""
        self._output.data(Styled("your input", Style.HEADING), f"  {case.verdict}")
        self._parts(case)

    def _parts(self, case: CaseStep) -> None:
        parts = [
            ("call", case.call),
            ("wanted", case.wanted),
            ("got", case.got),
            ("raised", case.fault),
            ("", "\n".join(case.trace)),
            ("", "" if case.fault else "\n".join(case.difference)),
            ("printed", case.output),
        ]
        for name, text in parts:
            if text:
                first, *rest = text.split("\n")
                self._output.data(f"  {name:<8}{first}")
                for line in rest:
                    self._output.data(f"  {'':<8}{line}")
