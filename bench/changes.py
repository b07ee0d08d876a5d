"""What three readers say of 500 random flips and edits of one sealed document.

Run: python -m bench.changes. The verification page compares the whole file, so it accepts none;
pyHanko and poppler's pdfsig look at the signature alone and may overlook its own padding only.
"""

import sys
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from pwa.config import Config
from pwa.pdf.process import PdfProcess
from pwa.pdf.seals import Finding, Inspection, Sealing
from pwa.services import seal_keys
from tests.pdf.samples import SAMIRA
from tests.seal_case import Reader, changes, only_spelling
from tests.seal_certificates import given

COUNT = 500


def main() -> int:
    """Print how many each accepts, in the padding of the seal and outside it."""
    printing, sealing = PdfProcess(seconds=60), PdfProcess(job="seal", seconds=60, documents=1000)
    with TemporaryDirectory() as name:
        folder = Path(name)
        files = given(folder)
        key = seal_keys.load(Config(folder, seal_file=str(files.file),
                                    seal_passphrase_file=str(files.passphrase_file)))  # fmt: skip
        pdf = sealing.ask(Sealing(printing.render(SAMIRA), key.key, key.chain, key.subject, "x"))
        reader, known = Reader(folder, files.authority), frozenset({key.fingerprint})
        found = {True: [0, 0, 0, 0], False: [0, 0, 0, 0]}
        for _what, changed in changes(pdf, COUNT, seed=COUNT):
            row = found[only_spelling(pdf, changed)]
            row[0] += 1
            row[1] += sha256(changed).digest() == sha256(pdf).digest()
            row[2] += Finding.from_json(sealing.ask(Inspection(changed, known))).whole
            row[3] += reader.calls_valid(changed)
    printing.close()
    sealing.close()
    print(f"{'':28}{'changes':>8}{'accepted':>10}{'pyHanko':>9}{'pdfsig':>8}")
    for padding, label in ((False, "outside the seal's padding"), (True, "only its padding")):
        row = found[padding]
        print(f"{label:28}{row[0]:>8}{row[1]:>10}{row[2]:>9}{row[3]:>8}")
    return int(any(found[False][1:]) or found[True][1] > 0)


if __name__ == "__main__":
    sys.exit(main())
