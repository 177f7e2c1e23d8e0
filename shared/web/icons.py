"""Icons: 16-unit strokes in the colour of the text. They stand beside words and are hidden from screen readers."""

from functools import cache

from markupsafe import Markup

_DRAWINGS = {
    "globe": '<circle cx="8" cy="8" r="6"/><path d="M2 8h12M8 2c4 4 4 8 0 12c-4-4-4-8 0-12"/>',
    "clock": '<circle cx="8" cy="8" r="6"/><path d="M8 4.5V8l2.3 1.6"/>',
    "contrast": '<circle cx="8" cy="8" r="6"/><path d="M8 2v12a6 6 0 0 0 0-12z" fill="currentColor" stroke="none"/>',
    "person": '<circle cx="8" cy="5.2" r="2.8"/><path d="M2.5 14c.6-3.4 2.6-4.6 5.5-4.6s4.9 1.2 5.5 4.6"/>',
    "sign-out": '<path d="M9.5 2.5H3v11h6.5M6.5 8H14M11 4.8 14.2 8 11 11.2"/>',
    "calendar": '<path d="M2.5 3.5h11v10h-11zM2.5 6.5h11M5.5 1.8v3M10.5 1.8v3"/>',
    "search": '<circle cx="7" cy="7" r="4.5"/><path d="m10.5 10.5 3.5 3.5"/>',
    "download": '<path d="M8 2v8M4.7 7 8 10.3 11.3 7M2.5 13.5h11"/>',
    "upload": '<path d="M8 10.5v-8M4.7 5.7 8 2.4l3.3 3.3M2.5 13.5h11"/>',
    "page": '<path d="M4 1.8h5l3.5 3.5v9H4zM9 1.8v3.5h3.5"/>',
    "link": '<path d="M6.5 9.5 9.5 6.5M7 4.8 9 2.8a3 3 0 0 1 4.2 4.2l-2 2M9 11.2l-2 2A3 3 0 0 1 2.8 9l2-2"/>',
    "mail": '<path d="M1.8 3.5h12.4v9H1.8zM1.8 4l6.2 5 6.2-5"/>',
    "mail-off": '<path d="M1.8 3.5h12.4v9H1.8zM1.8 4l6.2 5 6.2-5M2 14.5 14 1.5"/>',
    "scan": '<path d="M2.5 2.5h4v4h-4zM9.5 2.5h4v4h-4zM2.5 9.5h4v4h-4zM9.5 9.5H11M13.5 9.5v4M9.5 13.5H11v-1.8"/>',
    "info": '<circle cx="8" cy="8" r="6.2"/><path d="M8 7.3v3.8M8 4.9v.1"/>',
    "ok": '<circle cx="8" cy="8" r="6.2"/><path d="m5.2 8.2 2 2 3.6-4.2"/>',
    "warn": '<path d="M8 2 14.5 13.5h-13zM8 6.5v3.2M8 11.6v.1"/>',
    "bad": '<path d="M5.4 1.8h5.2l3.6 3.6v5.2l-3.6 3.6H5.4l-3.6-3.6V5.4zM8 4.8v3.9M8 11v.1"/>',
}


@cache
def icon(name: str) -> Markup:
    """The drawing of that name. Raises KeyError where there is none."""
    return Markup(f'<svg class="icon" viewBox="0 0 16 16" aria-hidden="true">{_DRAWINGS[name]}</svg>')  # noqa: S704  # our own drawings
