"""Write docs/measurements.md: what each script in bench prints now, with date and commit.

`./run long` measures everything (`--slow` is what its slow tests said); `./run measure keep storm`
only the scripts with these names, and leaves the other parts as they are. Numbers are of one
machine; what counts is a ratio, or the aim beside it.
"""

import argparse
import os
import platform
import re
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
    "pdf_memory",
    "pdf_two",
    "pdf_notes",
    "seal",
    "changes",
    "first_company",
    "batches",
    "storm",
    "storm --postgresql --tablets 4 --notes 300 --page 30 --kills 3",
    "who_is_known",
    "power_server",
    "power_browser",
)
"""Files of bench with their options, in the order of the page. One that ends otherwise than with 0
is on the page with that number, and `./run long` fails."""

HEAD = """# What was measured

Made by `./run long`, or part by part by `./run measure`. Each part stands under the command that
gives it again, with the day and the commit. Seconds are of one machine ({machine}); what counts is
the ratio, or the aim beside a number.
"""
PART = """
## {title}

`{command}`, {when}

```
{said}
```
"""


def ran(*command: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)


def part(line: str, when: str) -> tuple[str, str]:
    """What a script says, under the first line of what it is for; and why it failed, if it did."""
    name, *options = line.split()
    done = ran(sys.executable, "-m", f"bench.{name}", *options)
    said, failed = done.stdout.strip("\n"), ""
    if done.returncode:
        failed = f"bench.{line} ended with {done.returncode}"
        said = "\n".join([said, *done.stderr.strip().splitlines()[-3:], failed]).strip()
    command = f"python -m bench.{line}"
    return PART.format(title=title_of(name), command=command, when=when, said=said), failed


def title_of(name: str) -> str:
    text = (ROOT / "bench" / f"{name}.py").read_text("utf-8")
    return text.removeprefix('"""').split("\n")[0].rstrip(".")


def known() -> dict[str, str]:
    """The parts that are on the page, by their command."""
    text = PAGE.read_text("utf-8") if PAGE.exists() else ""
    parts = re.split(r"(?m)^(?=## )", text)[1:]
    return {one.split("`")[1]: "\n" + one.rstrip("\n") + "\n" for one in parts}


def write(parts: dict[str, str]) -> None:
    """After each part: who breaks off keeps what was measured until then."""
    order = ["./run long", *(f"python -m bench.{line}" for line in SCRIPTS)]
    machine = f"{os.cpu_count()} cores, {platform.machine()}, Python {platform.python_version()}"
    page = HEAD.format(machine=machine) + "".join(parts[one] for one in order if one in parts)
    PAGE.write_text(page, encoding="utf-8")


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--slow", default="", help="what the slow tests said")
    options.add_argument("names", nargs="*", help="scripts of bench; without one, all")
    asked = options.parse_args()
    commit = ran("git", "log", "-1", "--format=%h").stdout.strip()
    when = f"{date.today():%d-%m-%Y}, commit {commit}"
    parts, failures = known(), []
    if asked.slow:
        parts["./run long"] = PART.format(
            title="The slow tests", command="./run long", when=when, said=asked.slow
        )
        write(parts)
    for line in SCRIPTS:
        if not asked.names or line.split()[0] in asked.names:
            parts[f"python -m bench.{line}"], failed = part(line, when)
            failures += [failed] if failed else []
            write(parts)
    print(f"Written: {PAGE.relative_to(ROOT)}")
    print("\n".join(failures), end="\n" if failures else "", file=sys.stderr)
    return 1 if failures else 0


if __name__ == "__main__":
    sys.exit(main())
