"""What every test may use: the shared data where it lies beside the checkout, and the gate on skipped extras."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

SHARED = Path(__file__).resolve().parents[2] / "shared"


# A busy machine is no failure: no property is measured in time, neither its examples nor how long they take to make.
settings.register_profile("untimed", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("untimed")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--require-extras`, with which CI makes a skipped test of a real part a failure."""
    parser.addoption(
        "--require-extras", action="store_true", help="fail, not skip, the tests whose real part (a browser) is missing"
    )


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of shared data and gold cases; the test is skipped where it is not there."""
    if not (SHARED / "cases").is_dir():
        pytest.skip("the shared data does not lie beside this checkout")
    return SHARED
