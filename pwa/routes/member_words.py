"""Words about the people of an organisation."""

from flask_babel import lazy_gettext as _

from pwa import words
from pwa.domain.enums import Role
from pwa.domain.members import BlockReason

DOES = {
    Role.SUPERVISOR: _("Begeleidt op de werkvloer en schrijft notities."),
    Role.EMPLOYER_ADMIN: _("Beheert mensen, tekst en handboek. Leest geen notities."),
    Role.COACH: _("Plaatst en begeleidt de eigen kandidaten."),
    Role.PRIVACY_OFFICER: _("Let op de privacy en beantwoordt verzoeken."),
    Role.MUNICIPALITY_ADMIN: _("Beheert mensen, regels en opmaak. Leest geen notities."),
}
"""What somebody with this role does, for who gives it."""

_REASONS = {
    BlockReason.LOST_DEVICE: _("Telefoon of tablet kwijt of gestolen"),
    BlockReason.LEFT: _("Is weg en komt niet meer terug"),
    BlockReason.MISUSE: _("Er ging iets mis met dit account"),
    BlockReason.SOMETHING_ELSE: _("Een andere reden"),
}


def register() -> None:
    """Make the words known, once."""
    words.WORDS.update({(BlockReason, one.value): said for one, said in _REASONS.items()})
    words.add_errors(
        {
            "last_admin": _(
                "Er moet altijd iemand zijn die de mensen beheert. Nodig eerst iemand uit."
            ),
            "member_gone": _("Deze persoon hoort hier niet meer bij."),
            "no_place": _(
                "Je hoort nu bij geen bedrijf of gemeente in Opstap. Klopt dat niet? Vraag daar wie"
                " Opstap beheert."
            ),
        }
    )
