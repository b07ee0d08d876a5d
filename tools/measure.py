"""Write docs/measurements.md: what each script in bench prints now, with date and commit.

`./run long` calls this with what the slow tests said. Numbers are of one machine; what counts is a
ratio, or the aim beside it.
"""

import os
import platform
import subprocess
import sys
from datetime import date
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "measurements.md"
SCRIPTS = ("first_load", "keep", "lighthouse", "pages", "paint", "pdf")
HEAD = """# What was measured

Made by `./run long`. Each part stands under the command that gives it again. Seconds are of one
machine; what counts is the ratio, or the aim beside a number.

{when}, commit {commit}, {machine}.
"""
PART = """
## {title}

`{command}`

```
{said}
```
"""


def output(*command: str) -> str:
    """What it prints; a script that ends with 1 says itself which aim was missed."""
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        raise SystemExit(f"{' '.join(command)}: {done.stderr}")
    return done.stdout.strip("\n")


def parts(tests: str) -> list[str]:
    """What each script says, under the first line of what it is for."""
    found = [PART.format(title="The slow tests", command="./run long", said=tests)] if tests else []
    for name in SCRIPTS:
        text = (ROOT / "bench" / f"{name}.py").read_text("utf-8")
        title = text.removeprefix('"""').split("\n")[0].rstrip(".")
        said = output(sys.executable, "-m", f"bench.{name}")
        found.append(PART.format(title=title, command=f"python -m bench.{name}", said=said))
    return found


def main() -> None:
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    commit = output("git", "log", "-1", "--format=%h")
    head = HEAD.format(when=f"{date.today():%d-%m-%Y}", commit=commit, machine=machine)
    PAGE.write_text(head + "".join(parts(" ".join(sys.argv[1:]))), encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}")


if __name__ == "__main__":
    main()
