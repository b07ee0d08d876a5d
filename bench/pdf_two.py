"""What a second PDF process brings: the same documents by one, and by two side by side.

Run: python -m bench.pdf_two. Needs two free cores; the best of the rounds counts.
"""

import threading

from bench.aims import Aims
from bench.pdf import best_of, evaluation
from pwa.pdf.process import PdfProcess

DOCUMENTS, NOTES = 6, 130
AIM = 1.6


def render(process: PdfProcess, number: int) -> None:
    for _ in range(number):
        process.render(evaluation(NOTES), seconds=60)


def side_by_side(processes: list[PdfProcess]) -> None:
    each = DOCUMENTS // len(processes)
    threads = [threading.Thread(target=render, args=(one, each)) for one in processes]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()


def main() -> None:
    """Print documents a second of each, and the ratio beside the aim."""
    processes, aims = [PdfProcess(), PdfProcess()], Aims()
    for process in processes:
        render(process, 1)
    one, two = best_of(lambda: side_by_side(processes[:1]), lambda: side_by_side(processes))
    for process in processes:
        process.close()
    print(f"one process: {DOCUMENTS / one:.2f} a second; two: {DOCUMENTS / two:.2f}")
    aims.at_least("two processes against one", one / two, AIM, "x")
    aims.end()


if __name__ == "__main__":
    main()
