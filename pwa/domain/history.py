"""What can change beside texts, and is kept with what it was and what it became."""

from enum import StrEnum


class Changed(StrEnum):
    """Which choice or period it is about."""

    COMPANY_SIGNS = "company_signs"
    PHOTOS = "photos"
    DRAWINGS = "drawn_signatures"
    CLOSED = "closed"
    GUIDANCE = "guidance"
