"""`opstap`, with a line in the file that COUNTED names for each PIN that it really compares."""

import os
from typing import Any

from pwa.cli import main
from pwa.services import pins

_compare = type(pins._hasher).verify


def counting(self: Any, kept: str, secret: str) -> Any:
    with open(os.environ["COUNTED"], "a") as file:
        file.write("compared\n")
    return _compare(self, kept, secret)


# At import, since the worker of a server is a process of its own.
type(pins._hasher).verify = counting  # type: ignore[method-assign]

if __name__ == "__main__":
    main()
