"""`qunguan`, or `python -m bot`."""

import importlib
import sys


def main() -> None:
    """Run the command line. Exit status 0 success, 1 failure, 2 wrong usage."""
    _import_structlog()
    from bot.command_line.application import application

    application()(prog_name="qunguan")


def _import_structlog() -> None:
    """Import structlog without rich, which it would take for tracebacks that the logs do not use: 0.1 s and 5 MB."""
    if "rich" not in sys.modules:
        sys.modules["rich"] = None  # type: ignore[assignment]
        try:
            importlib.import_module("structlog")
        finally:
            del sys.modules["rich"]


if __name__ == "__main__":
    main()
