"""The life of a layout of PDFs; what a layout can choose stands in `pwa.pdf.look`."""

from enum import StrEnum


class LayoutState(StrEnum):
    """A draft changes; one in use and one of before never do."""

    DRAFT = "draft"
    ACTIVE = "active"
    RETIRED = "retired"
