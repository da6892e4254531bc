"""What is logged is kept, not printed."""

from tests.log_capture import logs

__all__ = ["logs"]
