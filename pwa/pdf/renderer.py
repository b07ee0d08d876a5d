"""HTML to PDF: the only module that imports WeasyPrint, and only the PDF process imports it.

One file is PDF/A-3a and PDF/UA-1 at once; the same document gives the same bytes. Nothing is
fetched: the document has a fetcher without protocols, and the style sheet one that only knows the
fonts of our own folder.
"""

import gc
import hashlib
import warnings
from collections import OrderedDict
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from typing import Any, NamedTuple
from xml.etree.ElementTree import fromstring, tostring

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from weasyprint import CSS, HTML, Attachment
    from weasyprint.pdf.metadata import DocumentMetadata
    from weasyprint.text.fonts import FontConfiguration
    from weasyprint.urls import URLFetcher, URLFetcherResponse

from .across import draw_across
from .document import AS_SEALED, EvaluationDocument, PrintedDocument
from .fonts import FontFile, FontLibrary
from .letters import name_all_letters
from .look import STANDARD, InLook, LayoutProblem, Look
from .own_styles import LINES_STAY_FREE, clean
from .page import DocumentPage
from .tags import tidy_tags

VARIANT = "pdf/a-3a"
_KEPT = 6

# PDF/A-3 wants a description of every property that it does not know itself; PDF/UA's is one.
_UA = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/"
 xmlns:ext="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:schema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:property="http://www.aiim.org/pdfa/ns/property#">
<rdf:Description rdf:about=""><pdfuaid:part>1</pdfuaid:part></rdf:Description>
<rdf:Description rdf:about=""><ext:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<schema:schema>PDF/UA Universal Accessibility Schema</schema:schema>
<schema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</schema:namespaceURI>
<schema:prefix>pdfuaid</schema:prefix>
<schema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<property:name>part</property:name><property:valueType>Integer</property:valueType>
<property:category>internal</property:category>
<property:description>Part of the PDF/UA standard</property:description>
</rdf:li></rdf:Seq></schema:property>
</rdf:li></rdf:Bag></ext:schemas></rdf:Description></rdf:RDF>"""


class Attached(NamedTuple):
    """A file inside the PDF: the same content for computers, or what stood in its place before."""

    name: str
    description: str
    content: str | bytes
    relationship: str = "Data"
    """What it is to the PDF (ISO 19005-3, 6.8): `Data`, or `Source` for what it was made from."""


class _BothNorms(DocumentMetadata):  # type: ignore[misc]
    """Metadata that name PDF/UA-1 beside the PDF/A that WeasyPrint writes."""

    def generate_rdf_metadata(self, *norm: Any) -> bytes:
        rdf = fromstring(super().generate_rdf_metadata(*norm))  # noqa: S314 own text
        rdf.extend(fromstring(_UA))  # noqa: S314
        xml: bytes = tostring(rdf, encoding="utf-8")
        return xml


class _FontFetcher(URLFetcher):  # type: ignore[misc]
    """Serves `font:<name>` for listed names to our own style sheet, and nothing else."""

    def __init__(self, library: FontLibrary) -> None:
        super().__init__(allowed_protocols=())
        self._library = library
        self._names = {file.name for file in library.files}

    def fetch(self, url: str, headers: Any = None) -> Any:
        name = url.removeprefix("font:")
        if name not in self._names:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, (self._library.folder / name).read_bytes())


class _LogoFetcher(URLFetcher):  # type: ignore[misc]
    """Serves the one picture of a look, and nothing else."""

    def __init__(self, logo: bytes) -> None:
        super().__init__(allowed_protocols=())
        self._logo = logo

    def fetch(self, url: str, headers: Any = None) -> Any:
        if url != "logo:1" or not self._logo:
            return super().fetch(url, headers)
        return URLFetcherResponse(url, self._logo, {"Content-Type": "image/png"})


class Renderer:
    """Keeps fonts and the parsed style sheet between documents. Not for several threads."""

    def __init__(self) -> None:
        gc.set_threshold(50_000, 20, 50)
        self._library = FontLibrary()
        self._page = DocumentPage(self._library)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # no system fonts: that is meant
            self._fonts = FontConfiguration()
        self._loaded: set[FontFile] = set()
        self._styles: OrderedDict[str, Any] = OrderedDict()
        self._styles_of(STANDARD)

    def answer(self, question: InLook) -> bytes:
        """What its process is asked."""
        return self.render(question.document, question.look)

    def render(self, document: PrintedDocument, look: Look = STANDARD) -> bytes:
        """The document as PDF. Raises LayoutProblem when the look's own words are at fault."""
        html = self._page.write(document, look)
        return self.render_html(
            html, document.created, *_files_of(document), across=_word_across(document), look=look
        )

    def render_html(
        self,
        html: str,
        created: date,
        *attached: Attached,
        across: str = "",
        look: Look = STANDARD,
    ) -> bytes:
        """Finished HTML as PDF, dated `created`, with these files attached.

        `across` is a word across each page.
        """
        self._load_fonts(html)
        own = clean(look.stylesheet)
        source = HTML(string=html, url_fetcher=_LogoFetcher(look.logo))
        styles = [self._styles_of(look), *([self._css(own + LINES_STAY_FREE)] if own else [])]
        laid_out = source.render(font_config=self._fonts, stylesheets=styles, pdf_variant=VARIANT)
        if own:
            _check_on_paper(laid_out)
        made_from = html + look.accent + own + hashlib.sha256(look.logo).hexdigest()
        laid_out.metadata = _BothNorms(**vars(laid_out.metadata))
        laid_out.metadata.attachments = [_attachment(one, created) for one in attached]
        pdf: bytes = laid_out.write_pdf(
            pdf_variant=VARIANT,
            pdf_identifier=_identifier(made_from, *(one.content for one in attached)),
            output_intent="srgb",
            finisher=_finisher(across, above=bool(own)),
        )
        return pdf

    def _load_fonts(self, text: str) -> None:
        missing = [f for f in self._library.needed_for(text) if f not in self._loaded]
        if missing:
            self._css(self._library.stylesheet(missing))
            self._loaded.update(missing)

    def _styles_of(self, look: Look) -> Any:
        """Our parsed style sheet in this colour; the last few are kept."""
        styles = self._styles.pop(look.accent, None)
        if styles is None:
            styles = self._css(self._page.styles(look) + self._library.family_rule())
        self._styles[look.accent] = styles
        while len(self._styles) > _KEPT:
            self._styles.popitem(last=False)
        return styles

    def _css(self, rules: str) -> Any:
        fetcher = _FontFetcher(self._library)
        return CSS(string=rules, url_fetcher=fetcher, font_config=self._fonts)


def _check_on_paper(laid_out: Any) -> None:
    """Nothing that is read may stand beside the paper. Raises LayoutProblem."""
    for number, page in enumerate(laid_out.pages, start=1):
        for box in page._page_box.descendants():
            if getattr(box, "text", "") and box.style["visibility"] == "visible":
                right, low = box.position_x + box.width, box.position_y + box.height
                inside = box.position_x >= -1 and right <= page.width + 1
                if not (inside and box.position_y >= -1 and low <= page.height + 1):
                    raise LayoutProblem(f"off_page:{number}")


def _files_of(document: PrintedDocument) -> Iterator[Attached]:
    name, description = document.attachment
    if name and document.content_json:
        yield Attached(name, description, document.content_json)
    if isinstance(document, EvaluationDocument) and document.as_sealed:
        yield Attached(*AS_SEALED, document.as_sealed, "Source")


def _word_across(document: PrintedDocument) -> str:
    if not document.final:
        return "CONCEPT"
    replaced = isinstance(document, EvaluationDocument) and document.replaced
    return "VERVANGEN" if replaced else ""


def _identifier(*made_from: str | bytes) -> bytes:
    """The same for the same document, 16 bytes."""
    parts = [one.encode() if isinstance(one, str) else one for one in made_from]
    return hashlib.sha256(b"\0".join(parts)).digest()[:16]


def _finisher(across: str, *, above: bool) -> Callable[[Any, Any], None]:
    """What WeasyPrint calls just before it writes the file."""

    def finish(_document: Any, pdf: Any) -> None:
        tidy_tags(pdf)
        name_all_letters(pdf)
        if across:
            draw_across(pdf, across, above=above)

    return finish


def _attachment(one: Attached, created: date) -> Any:
    at = datetime(created.year, created.month, created.day, tzinfo=UTC)
    return Attachment(
        string=one.content, name=one.name, description=one.description, created=at, modified=at,
        relationship=one.relationship, url_fetcher=URLFetcher(allowed_protocols=()),
    )  # fmt: skip
