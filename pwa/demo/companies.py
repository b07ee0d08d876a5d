"""The companies of the demo in their own words, with pictures that were drawn for it."""

from pathlib import Path
from typing import Any

from pwa import clock
from pwa.models import Organisation, User, load_person
from pwa.models.company_facts import published_profile
from pwa.services import acquaintance, profile_photos, profiles
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


def get_to_know(company: Organisation, coach: User, visited: dict[str, str]) -> None:
    """A coach reads the company's words and comes by, before anybody is placed."""
    by = load_person(coach)
    profile = published_profile(company.id)
    if profile:
        acquaintance.have_read(by, company, profile.version)
    acquaintance.visit(by, company, clock.today(), visited["present"], visited["saw"])
