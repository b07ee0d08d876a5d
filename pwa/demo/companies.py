"""The companies of the demo in their own words, with pictures that were drawn for it."""

from pathlib import Path
from typing import Any

from pwa.models import Organisation
from pwa.services import profile_photos, profiles
from pwa.services.pictures import made_anew

PICTURES = Path(__file__).parent.parent / "data" / "demo"


def introduce(company: Organisation, data: dict[str, Any]) -> None:
    """Write and publish the first version of what this company tells about itself."""
    profiles.save(None, company, profiles.base_of(company), data["profile"])
    for photo in data["pictures"]:
        picture = made_anew((PICTURES / photo["file"]).read_bytes())
        base = profiles.base_of(company)
        profile_photos.add(None, company, base, picture, photo["words"])
    profiles.publish(None, company, profiles.base_of(company))
