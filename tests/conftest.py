"""Shared fixtures; every concern of the suite itself has a file of its own."""

pytest_plugins = ["tests.triggers"]
