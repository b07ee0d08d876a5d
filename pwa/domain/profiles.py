"""What a company tells about itself, and the two states of a version of it."""

from enum import StrEnum

PARTS = (
    "makes", "proud_of", "how_we_work", "good_colleague", "hard_here", "developments",
    "house_rules", "safety", "languages",
)  # fmt: skip
"""In the order in which people are asked and read."""

MOST_TEXT = 1500
MOST_PHOTOS = 6
MOST_PHOTO_WORDS = 200


class ProfileState(StrEnum):
    """A draft is changed, a published version never; others read the newest published one."""

    DRAFT = "draft"
    PUBLISHED = "published"
