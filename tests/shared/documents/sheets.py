"""A sheet of every template with all its words."""

from typing import Any

import msgspec

from shared.documents.qr import drawn

QR = msgspec.to_builtins(drawn("https://wego.example/verify/7Q2KJ9XCVB12"))
WORDS = {
    "title": "수료증",
    "awarded": "위 사람은",
    "done": "다음 과정을 수료하였음을 증명합니다",
    "dates": "기간",
    "place": "장소",
    "hours": "시간",
    "awarded_on": "수여일",
    "number": "번호",
    "verify": "진위 확인",
}
CERTIFICATE: dict[str, Any] = {
    "design": "lines",
    "lang": "en",
    "issuer": "World Smart Sustainable Cities Organization",
    "name": "Kim Gyeonbon",
    "honorific": "Dr",
    "native": "김견본",
    "native_lang": "ko",
    "organisation": "City of Goyang",
    "programme": "Smart City Training Seoul",
    "text": "Lectures, study visits and a project of one's own.",
    "dates": "1 to 20 May 2026",
    "place": "Seoul",
    "hours": "63 of 66",
    "awarded_on": "20 May 2026",
    "number": "SEO-2026-0014",
    "verify": "wego.example/verify/7Q2KJ9",
    "qr": QR,
    "watermark": "SAMPLE",
    "logos": [{"picture": "seal", "alt": "Seal of the city"}],
    "signatories": [
        {
            "name": "Sample Name",
            "title": "Secretary General",
            "second_title": "사무총장",
            "picture": "ink",
            "alt": "Signed",
        },
        {"name": "Other Name", "title": "Director of Training"},
    ],
    "words": {"title": "Certificate of Completion", "done": "has completed"},
    "second": {
        "lang": "ko",
        "words": WORDS,
        "programme": "스마트시티 서울 연수",
        "dates": "2026년 5월",
        "place": "서울",
    },
}
BADGE = {
    "name": "Kim Gyeonbon",
    "native": "김견본",
    "native_lang": "ko",
    "organisation": "City of Goyang",
    "country": "Republic of Korea",
    "role": "Participant",
    "tone": "teal",
    "event": "General Assembly",
    "when": "9 to 11 December 2026",
    "code": "K7Q-2MD",
    "qr": QR,
}
CHART = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 3"><path d="M0 0h6v3H0z"/></svg>'
TABLE = {"columns": ["Session", "Minutes"], "rows": [["City data, Monday", "90"], ["Study visit", "120"]]}
FACTS = [["Answers", "12 of 15"], ["Open", "1 to 5 May 2026"]]
SECTION = {
    "heading": "Content",
    "text": "First.\n\nSecond.",
    "svg": CHART,
    "alt": "Two thirds",
    "bars": [{"label": "Very good", "share": 0.6, "says": "9 of 15"}],
    "table": TABLE,
    "quotes": ["Thank you", "고맙습니다"],
}
REPORT = {
    "lang": "en",
    "title": "How the course was seen",
    "subtitle": "Seoul 2026",
    "facts": FACTS,
    "sections": [SECTION],
    "footer": "Made on 20 May 2026",
}
TRANSCRIPT = {
    "lang": "en",
    "name": "Kim Gyeonbon",
    "native": "김견본",
    "native_lang": "ko",
    "facts": FACTS,
    "sections": [{"heading": "Sessions", "text": "All times in minutes.", "table": TABLE}],
    "totals": [["Attended", "210 of 240 minutes (87 %)"]],
    "verify": "wego.example/verify/7Q2KJ9",
    "qr": QR,
    "footer": "Made on 20 May 2026",
    "words": {"title": "Transcript", "of": "Transcript of"},
}
EVERYWHERE: dict[str, dict[str, Any]] = {
    "certificate": CERTIFICATE,
    "badge": {"lang": "en", "title": "Badges", "sheet": "a4", "badges": [BADGE, BADGE]},
    "plate": {"lang": "en", "title": "Name plates", "plates": [BADGE]},
    "report": REPORT,
    "transcript": TRANSCRIPT,
}
