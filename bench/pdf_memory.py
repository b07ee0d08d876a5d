"""How much memory the PDF process gains from its 20th document to its 200th.

Run: python -m bench.pdf_memory. One child that is not replaced in between (an installation does so
after a hundred), and every document is another one. Resident memory, from /proc.
"""

from dataclasses import replace
from pathlib import Path

from bench.aims import Aims
from bench.pdf import evaluation
from pwa.pdf.process import PdfProcess

FIRST, LAST, NOTES = 20, 200, 30
AIM = 2.0


def resident(process: PdfProcess) -> float:
    """Megabytes that the child holds now."""
    assert process._child
    status = Path(f"/proc/{process._child.process.pid}/status").read_text()
    line = next(one for one in status.splitlines() if one.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def main() -> None:
    """Print both and the difference beside the aim."""
    process, document, aims = PdfProcess(documents=LAST + 1), evaluation(NOTES), Aims()
    seen = {}
    for number in range(1, LAST + 1):
        process.render(replace(document, candidate=f"Persoon {number}"), seconds=60)
        if number in (FIRST, LAST):
            seen[number] = resident(process)
    process.close()
    print(", ".join(f"after {number}: {size:.1f} MB" for number, size in seen.items()))
    aims.at_most(f"gained from PDF {FIRST} to {LAST}", seen[LAST] - seen[FIRST], AIM, "MB")
    aims.end()


if __name__ == "__main__":
    main()
