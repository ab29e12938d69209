"""What the tests of the commands share: how a command is run, and its words on one line."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from iepkit.cli import main

Run = Callable[..., tuple[int, str, str]]


def runner(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command: its exit status, and what it wrote on both streams."""

    def ran(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(one) for one in arguments])
        except SystemExit as stop:
            status = int(stop.code or 0)
        captured = capsys.readouterr()
        return status, captured.out, captured.err

    return ran


def words(out: str) -> str:
    """What was written, on one line."""
    return " ".join(out.split())
