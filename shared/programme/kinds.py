"""The family of event kinds: one entry a kind, with its word for people."""

from shared.i18n.mark import mark
from shared.programme.entries import EventKind, Format

KIND_WORDS: dict[EventKind, str] = {
    EventKind.GENERAL_ASSEMBLY: mark("General assembly"),
    EventKind.GOVERNANCE_MEETING: mark("Governance meeting"),
    EventKind.BRIEFING: mark("Briefing"),
    EventKind.CEREMONY: mark("Ceremony"),
    EventKind.WORKSHOP: mark("Workshop"),
    EventKind.WEBINAR: mark("Webinar"),
    EventKind.FORUM: mark("Forum"),
    EventKind.EXPO: mark("Expo"),
    EventKind.NETWORKING: mark("Networking"),
    EventKind.MATCHMAKING: mark("Matchmaking"),
    EventKind.PITCHING_DAY: mark("Pitching day"),
    EventKind.COMPETITION: mark("Competition"),
    EventKind.TRAINING: mark("Training"),
}

FORMAT_WORDS: dict[Format, str] = {
    Format.ONLINE: mark("Online"),
    Format.IN_PERSON: mark("In person"),
    Format.HYBRID: mark("Online and in person"),
}
