"""What Lighthouse thinks of the pages that people open most: Vandaag, Mijn voortgang, signing in.

Run: python -m bench.lighthouse. Lighthouse comes from npm, pinned with hashes in bench/npm; the
browser is the Chromium of this machine. Performance is the median of five, as on a phone (its own
model of a slow line and a slow processor). The demo is served without TLS: audits about HTTPS and
HTTP/2 do not apply on one's own machine, and are left out by Lighthouse itself.
"""

import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

from bench.aims import Aims, median
from bench.visiting import CANDIDATE, SUPERVISOR, demo_server, tablet
from tests.browser.eyes import ARGUMENTS, chromium_path

HERE = Path(__file__).parent / "npm"
PROGRAM = HERE / "node_modules" / "lighthouse" / "cli" / "index.js"
STAMP = HERE / "node_modules" / ".opstap-installed"
ROUNDS, FAST, GOOD = 5, 98, 100
PAGES = (("Vandaag", "/vandaag/", SUPERVISOR), ("Mijn voortgang", "/mijn-voortgang", CANDIDATE),
         ("Aanmelden", "/aanmelden", ""))  # fmt: skip
ONCE = ("accessibility", "best-practices")


def install() -> None:
    """`npm ci` when the lock changed; every package must be the one whose hash it names."""
    lock = hashlib.sha256((HERE / "package-lock.json").read_bytes()).hexdigest()
    if STAMP.is_file() and STAMP.read_text() == lock:
        return
    if not shutil.which("npm"):
        sys.exit("Lighthouse needs node and npm: apt-get install nodejs npm")
    subprocess.run(["npm", "ci", "--silent"], cwd=HERE, check=True)
    STAMP.write_text(lock)


def cookie_of(address: str, who: str) -> str:
    if not who:
        return ""
    with tablet(address, who) as (context, _):
        found = context.cookies()
    return "; ".join(f"{one['name']}={one['value']}" for one in found if one["name"] == "opstap")


def run(address: str, cookie: str, *categories: str) -> dict[str, Any]:
    """The report: `categories`, and `audits` with what stood in the way."""
    command = [
        *("node", str(PROGRAM), address, "--quiet", "--output=json", "--output-path=stdout"),
        f"--only-categories={','.join(categories)}",
        f"--chrome-flags={' '.join(['--headless=new', *ARGUMENTS])}",
        f"--extra-headers={json.dumps({'Cookie': cookie} if cookie else {})}",
    ]
    report = report_of(command) or report_of(command) or sys.exit(f"Lighthouse fails on {address}")
    if report["finalDisplayedUrl"] != address:
        sys.exit(f"{address} led to {report['finalDisplayedUrl']}")
    return report


def report_of(command: list[str]) -> dict[str, Any]:
    """Empty when the browser did not start in time, as happens on a busy machine."""
    environ = {**os.environ, "CHROME_PATH": chromium_path()}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, timeout=120)
    report: dict[str, Any] = json.loads(done.stdout) if done.returncode == 0 else {}
    return {} if report.get("runtimeError") else report


def score(report: dict[str, Any], category: str) -> float:
    return round(100 * float(report["categories"][category]["score"] or 0))


def in_the_way(report: dict[str, Any], category: str) -> list[str]:
    """Audits of this category that count and were not passed in full."""
    counted = {one["id"] for one in report["categories"][category]["auditRefs"] if one["weight"]}
    audits = [report["audits"][name] for name in sorted(counted)]
    return [
        f"    {one['score']:.2f} {one['id']} {one.get('displayValue', '')}".rstrip()
        for one in audits
        if one["score"] is not None and one["score"] < 1
    ]


def look(aims: Aims, name: str, address: str, cookie: str) -> None:
    reports = [run(address, cookie, "performance", *ONCE)]
    reports += [run(address, cookie, "performance") for _ in range(ROUNDS - 1)]
    fast = [score(one, "performance") for one in reports]
    aims.at_least(f"{name}: performance", median(fast), FAST, "")
    if min(fast) < 100:
        print(*in_the_way(reports[fast.index(min(fast))], "performance"), sep="\n")
    for category in ONCE:
        aims.at_least(f"{name}: {category}", score(reports[0], category), GOOD, "")
        if wrong := in_the_way(reports[0], category):
            print(*wrong, sep="\n")


def main() -> None:
    """Print a line a number, and below it what stood in the way."""
    install()
    aims = Aims()
    with demo_server() as (host, port):
        for name, path, who in PAGES:
            address = f"http://{host}:{port}"
            look(aims, name, address + path, cookie_of(address, who))
    aims.end()


if __name__ == "__main__":
    main()
