"""The headers of every answer: what a page may load, whom it may tell where the reader comes from."""

from collections.abc import Mapping

# No inline script or style, no third party. DESIGN 5.
_SOURCES = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}


def content_security_policy(**sources: str) -> str:
    """The policy with some directives widened: `content_security_policy(frame_src="'self'")`."""
    changed = {name.replace("_", "-"): value for name, value in sources.items()}
    return "; ".join(f"{name} {value}" for name, value in (_SOURCES | changed).items())


def headers(*, secure: bool) -> Mapping[bytes, bytes]:
    """For every answer that does not say otherwise itself. HSTS only where the public address is https."""
    always = {
        b"content-security-policy": content_security_policy().encode(),
        b"x-content-type-options": b"nosniff",
        b"x-frame-options": b"DENY",
        b"referrer-policy": b"strict-origin-when-cross-origin",
        b"cross-origin-opener-policy": b"same-origin",
        b"cross-origin-resource-policy": b"same-origin",
        b"permissions-policy": (
            b"accelerometer=(), browsing-topics=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), "
            b"microphone=(), midi=(), payment=(), usb=()"
        ),
    }
    return always | ({b"strict-transport-security": b"max-age=31536000"} if secure else {})


# For pages under a personal link (DESIGN 6): nobody learns the address from a Referer, no cache keeps the page.
PRIVATE = {"Referrer-Policy": "no-referrer", "Cache-Control": "no-store", "X-Robots-Tag": "noindex"}

# For a picture that somebody handed in: opened by itself, an SVG runs nothing and asks for nothing.
ALONE = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; sandbox"}
