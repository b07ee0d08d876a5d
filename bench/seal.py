"""What the seal costs: 130 notes rendered and sealed against the same words as bare paragraphs.

Run: python -m bench.seal. The best of some rounds, in one process each, fonts and key loaded.
Aim: at most 2.6 times the bare paragraphs, the seal included.
"""

import sys
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from bench.pdf import SEALED_AIM, bare, best_of, evaluation
from pwa.config import Config
from pwa.pdf.process import PdfProcess
from pwa.pdf.renderer import Renderer
from pwa.pdf.seals import Inspection, Sealing
from pwa.services import seal_keys


def main() -> int:
    """Print seconds and the ratio. Returns 1 when it is above the aim."""
    renderer, document = Renderer(), evaluation(130)
    html = renderer._page.write(document)
    with TemporaryDirectory() as folder:
        key = seal_keys.load(Config(data=Path(folder)))
    process = PdfProcess(job="seal", documents=1000)
    pdf = renderer.render(document)
    question = Sealing(pdf, key.key, key.chain, key.subject, "Opstap-document K7QM-3XWD-9H2T")
    started = time.perf_counter()
    sealed = process.ask(question)
    first = time.perf_counter() - started
    asked = Inspection(sealed, frozenset({key.fingerprint}))
    whole, plain, alone, looked = best_of(
        lambda: process.ask(Sealing(**{**vars(question), "pdf": renderer.render(document)})),
        lambda: renderer.render_html(bare(html), document.created),
        lambda: process.ask(question),
        lambda: process.ask(asked),
    )
    process.close()
    print(f"evaluation with 130 notes, sealed   {whole:.3f} s")
    print(f"the same words, bare                {plain:.3f} s")
    print(f"ratio                               {whole / plain:.2f}   (aim: at most {SEALED_AIM})")
    print(f"the seal alone                      {alone:.3f} s   {len(sealed) - len(pdf):,} bytes")
    print(f"the first seal of a process         {first:.3f} s")
    print(f"looking for a seal in a file        {looked:.3f} s")
    return int(whole / plain > SEALED_AIM)


if __name__ == "__main__":
    sys.exit(main())
