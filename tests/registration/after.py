"""What is written on the page of an event when it is over."""

from datetime import UTC, datetime
from typing import Any

BEGINS = datetime(2027, 12, 9, 6, tzinfo=UTC)  # 15:00 in Seoul
NOTE = "WeGO met in Seoul.\n\nForty cities came."
ALL: dict[str, Any] = {
    "recording_url": "https://video.example/1",
    "materials": [{"title": "Slides", "url": "https://files.example/slides.pdf"}],
    "press_note": NOTE,
    "press_note_language": "en",
}
