"""Submissions in other languages than Python: compiled in a sandbox, run in one."""
