"""Asking: how responses are marked, ratings proposed and quizzes composed."""
