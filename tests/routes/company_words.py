"""A company that published its words with a photo, and writes on: for the permission matrix."""

from pwa.models import ProfilePhoto
from pwa.services import acquaintance, profile_photos, profiles
from pwa.services.pictures import made_anew
from tests.people import TODAY, Cast
from tests.pictures import camera


def fill(cast: Cast) -> None:
    """`photo_company` is on the page that everybody reads, `photo_draft` in the draft only."""
    company, by = cast.company_a, cast.as_("employer_a")
    base = profiles.save(by, company, profiles.base_of(company), {"makes": "Kasten en kappen."})
    cast.photo_company = profile_photos.add(by, company, base, made_anew(camera()), "De hal.")
    profiles.publish(by, company, profiles.base_of(company))
    profiles.save(by, company, profiles.base_of(company), {"safety": "Bril op."})
    draft = ProfilePhoto.select().where(ProfilePhoto.id != cast.photo_company.id)
    cast.photo_draft = draft.get()
    cast.visit_company = acquaintance.visit(
        cast.as_("coach_1"), company, TODAY, "Eva Linden", "Een rustige hal met veel licht."
    )
