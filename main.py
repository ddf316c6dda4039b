"""Start Chancery: parse the arguments, then open the window or do one command without one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence

# Nothing that is made while modules load is garbage: looking for it costs a tenth of the start.
gc.disable()

from app import cli  # noqa: E402


def main(argv: Sequence[str] | None = None) -> int:
    """Give the process's exit code: 0 done, 1 refused, 2 usage."""
    arguments = cli.parser().parse_args(argv)
    if arguments.command is not None:
        _collect_again()
        return cli.run(arguments)
    # Qt is loaded only when there is a window to open: a command needs no display and none of Qt's libraries.
    from ui import application

    _collect_again()
    return application.main(data_dir=arguments.data_dir, lang=arguments.lang, sample=arguments.sample)


def _collect_again() -> None:
    """From here on garbage is collected, but what the modules made is never looked at again."""
    gc.freeze()
    gc.enable()


if __name__ == "__main__":
    sys.exit(main())
