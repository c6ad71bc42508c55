"""Log records as lines of JSON."""

from __future__ import annotations

import json
import logging
import sys
import traceback
from datetime import UTC, datetime

# Every logger of this project is below this one.
OURS = "quoteservice"


class JsonLines(logging.Formatter):
    """One JSON object a record: time, level, logger, event, and the record's `fields`.

    Of an exception the kind and the places in the code are kept, and its message is not: it may hold what a user sent.
    """

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = {
            "time": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "event": record.getMessage(),
            **getattr(record, "fields", {}),
        }
        if record.exc_info and record.exc_info[1]:
            line |= trail(record.exc_info[1])
        return json.dumps(line)


def trail(error: BaseException) -> dict[str, object]:
    """The kind of an error and where in the code it passed, outermost first."""
    frames = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)]
    return {"error": type(error).__qualname__, "frames": frames}


class TextLines(JsonLines):
    """The same records for people: time, level and event, then each field as `name=value`."""

    def format(self, record: logging.LogRecord) -> str:
        """The line, without its end."""
        line = json.loads(super().format(record))
        time, level, _, event = (line.pop(name) for name in ("time", "level", "logger", "event"))
        fields = " ".join(f"{name}={json.dumps(value)}" for name, value in line.items())
        return f"{time} {level} {event} {fields}".rstrip()


FORMATS: dict[str, type[JsonLines]] = {"json": JsonLines, "text": TextLines}
"""How lines are written, by the name in the settings."""


def log_to_stderr(level: str, form: str = "json") -> None:
    """Sends our own records from `level` on to standard error, as lines of that form; those of others from WARNING on.

    What libraries tell a debugger may hold the texts that they were given.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(FORMATS[form]())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger(OURS).setLevel(level)
