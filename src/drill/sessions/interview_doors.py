"""What the app asks of interview drills, behind the workspace's door."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

    from drill.ids import EventId
    from drill.sessions.collection import Collection
    from drill.sessions.interview import InterviewSession
    from drill.sessions.interview_steps import InterviewReport, InterviewsStep
    from drill.sessions.steps import Changed


class InterviewDoors:
    """The part of the workspace that holds interview drills."""

    collection: Collection

    def interviews(self) -> InterviewsStep:
        """The formats to choose from, and the sittings there were."""
        from drill.sessions.interview_rooms import interviews

        return interviews(self.collection)

    def open_interview(self, name: str) -> InterviewSession:
        """A new sitting of a format; it is on disk and has not started yet."""
        from drill.sessions.interview_rooms import open_interview

        return open_interview(self.collection, name)

    def resume_interview(self, sitting: EventId) -> InterviewSession:
        """A sitting that was left half way."""
        from drill.sessions.interview_rooms import resume_interview

        return resume_interview(self.collection, sitting)

    def give_up_interview(self, sitting: EventId) -> InterviewReport:
        """End a sitting that was left half way; what it came to."""
        from drill.sessions.interview_rooms import give_up_interview

        return give_up_interview(self.collection, sitting)

    def interview_report(self, sitting: EventId) -> InterviewReport:
        """What a sitting came to."""
        from drill.sessions.interview_rooms import interview_report

        return interview_report(self.collection, sitting)

    def export_interview(self, sitting: EventId, path: Path) -> Changed:
        """Write a report to a file, as Markdown."""
        from drill.sessions.interview_rooms import export_interview

        return export_interview(self.collection, sitting, path)
