"""drill: spaced repetition, quizzes and katas for engineers, in the terminal.

The package root imports nothing: what a start costs is decided in `drill.cli.main`.
"""

__version__ = "0.1.0"
