"""How much the layout of an evaluation costs: 130 notes against the same words as bare paragraphs.

Run: python -m bench.pdf. Prints seconds and the ratio; both are the best of five, in one process
each with its fonts already loaded. A ratio that grows means that the style sheet became dearer.
"""

import re
import time
from collections.abc import Callable

from pwa.pdf.renderer import Renderer
from tests.pdf.samples import with_notes

ROUNDS = 5


def best(work: Callable[[], bytes]) -> float:
    """Seconds of the fastest round."""
    work()
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def bare(html: str) -> str:
    """The same words without tables, figures, headings or lists."""
    body = html.split("<body", 1)[1]
    body = re.sub(r"<svg.*?</svg>", "", body, flags=re.S)
    words = [" ".join(part.split()) for part in re.split(r"<[^>]+>", body)]
    paragraphs = "".join(f"<p>{part}</p>" for part in words if part)
    return f'<html lang="nl"><title>Kaal</title><body>{paragraphs}</body></html>'


def main() -> None:
    """Print one line for each of the two, and the ratio."""
    renderer, document = Renderer(), with_notes(130)
    html = renderer._page.write(document)
    whole = best(lambda: renderer.render(document))
    plain = best(lambda: renderer.render_html(bare(html), document.created))
    print(f"evaluation with 130 notes   {whole:.3f} s")
    print(f"the same words, bare        {plain:.3f} s")
    print(f"ratio                       {whole / plain:.2f}")


if __name__ == "__main__":
    main()
