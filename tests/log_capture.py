"""What was logged, instead of printing it: a traceback takes the default printer seconds.

A conftest that imports `logs` has it for all of its tests; `logs` is the list of entries, each with its `event`.
"""

from collections.abc import Iterator
from typing import Any

import pytest
import structlog
from structlog.testing import LogCapture


@pytest.fixture(autouse=True)
def logs() -> Iterator[list[dict[str, Any]]]:
    capture = LogCapture()
    structlog.configure(processors=[structlog.contextvars.merge_contextvars, capture])
    yield capture.entries  # type: ignore[misc]
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()
