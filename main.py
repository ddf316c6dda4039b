"""Start Chancery: parse the arguments, then open the window or do one command without one."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from app import cli


def main(argv: Sequence[str] | None = None) -> int:
    """Give the process's exit code: 0 done, 1 refused, 2 usage."""
    arguments = cli.parser().parse_args(argv)
    if arguments.command is not None:
        return cli.run(arguments)
    # Qt is loaded only when there is a window to open: a command needs no display and none of Qt's libraries.
    from ui import application

    return application.main(data_dir=arguments.data_dir, lang=arguments.lang, sample=arguments.sample)


if __name__ == "__main__":
    sys.exit(main())
