"""The cookie that carries a staff session."""

from datetime import timedelta

from litestar.datastructures import Cookie

from shared.identity.sessions import SESSION_LIFETIME


def cookie_name(*, secure: bool) -> str:
    """`__Host-` (RFC 6265bis section 4.1.3.2) ties the cookie to this very host; browsers take it over https only."""
    return "__Host-wego-session" if secure else "wego-session"


def session_cookie(secret: str, *, secure: bool) -> Cookie:
    return _cookie(secret, secure=secure, lifetime=SESSION_LIFETIME)


def no_cookie(*, secure: bool) -> Cookie:
    """Makes the browser forget the session."""
    return _cookie("", secure=secure, lifetime=timedelta())


def _cookie(value: str, *, secure: bool, lifetime: timedelta) -> Cookie:
    return Cookie(
        key=cookie_name(secure=secure),
        value=value,
        max_age=int(lifetime.total_seconds()),
        path="/",
        secure=secure,
        httponly=True,
        samesite="lax",
    )
