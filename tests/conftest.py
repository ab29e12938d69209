"""What all tests share: where the project is, repeatable property tests, the published Ed-Fi samples."""

from __future__ import annotations

from pathlib import Path

import pytest
from commands import Run, runner
from hypothesis import settings

ROOT = Path(__file__).resolve().parent.parent
SAMPLES = ROOT.parent / "shared" / "data" / "edfi-samples"

# The gate is repeatable; `--hypothesis-profile explore` looks further, with fresh examples every time.
settings.register_profile("gate", deadline=None, derandomize=True)
settings.register_profile("explore", deadline=None, max_examples=2000)
settings.load_profile("gate")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def edfi_samples() -> Path:
    """The published Ed-Fi sample files; they are not part of the project."""
    if not SAMPLES.is_dir():
        pytest.skip(f"the Ed-Fi sample files are not beside the project ({SAMPLES.name} is absent)")
    return SAMPLES


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """A function that runs a command of the terminal."""
    return runner(capsys)
