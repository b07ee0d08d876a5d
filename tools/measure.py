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
SCRIPTS = (
    "first_load",
    "paint",
    "keep",
    "lighthouse",
    "pages",
    "pdf",
    "first_company",
    "batches",
    "storm",
    "storm --postgresql --tablets 4 --notes 300 --page 30 --kills 3",
    "power_server",
    "power_browser",
)
"""Files of bench with their options, in the order of the page. One that ends otherwise than with 0
is on the page with that number, and `./run long` fails."""

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


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def part(line: str) -> tuple[str, str]:
    """What a script says, under the first line of what it is for; and why it failed, if it did."""
    name, *options = line.split()
    text = (ROOT / "bench" / f"{name}.py").read_text("utf-8")
    title = text.removeprefix('"""').split("\n")[0].rstrip(".")
    done = ran(sys.executable, "-m", f"bench.{name}", *options)
    said, failed = done.stdout.strip("\n"), ""
    if done.returncode:
        failed = f"bench.{line} ended with {done.returncode}"
        said = "\n".join([said, *done.stderr.strip().splitlines()[-3:], failed]).strip()
    return PART.format(title=title, command=f"python -m bench.{line}", said=said), failed


def main() -> int:
    machine = f"{os.cpu_count()} cores {platform.machine()}, Python {platform.python_version()}"
    commit = ran("git", "log", "-1", "--format=%h").stdout.strip()
    head = HEAD.format(when=f"{date.today():%d-%m-%Y}", commit=commit, machine=machine)
    tests = " ".join(sys.argv[1:])
    first = PART.format(title="The slow tests", command="./run long", said=tests) if tests else ""
    parts = [part(line) for line in SCRIPTS]
    page = head + first + "".join(told for told, _failed in parts)
    PAGE.write_text(page, encoding="utf-8")
    print(f"Written: {PAGE.relative_to(ROOT)}")
    failures = [failed for _told, failed in parts if failed]
    print("\n".join(failures), end="\n" if failures else "", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
