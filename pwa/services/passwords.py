"""A login with its password, tried no more often than somebody mistypes."""

from datetime import timedelta

from pwa.database import transaction
from pwa.models import User
from pwa.services import people, rates

_MINUTES = timedelta(minutes=15)


def user_with(login: str, password: str, address: str) -> User | None:
    """The active user with this login and password. Raises TooOften, by login and by address."""
    login = login.strip().lower()
    rates.take("sign-in-address", address, most=60, per=_MINUTES)
    rates.take("sign-in-login", login, most=10, per=_MINUTES)
    user = people.user_with_password(login, password)
    if user is not None:
        rates.forget("sign-in-login", login)
        _keep_as_now(user, password)
    return user


def _keep_as_now(user: User, password: str) -> None:
    """A hash of before the figures were raised is made anew, now that its password is known."""
    kept = user.password_hash
    if not kept or not people.is_weaker(kept):
        return
    fresh = people.hash_password(password)
    with transaction():
        same = (User.id == user.id) & (User.password_hash == kept)
        User.update(password_hash=fresh).where(same).execute()
