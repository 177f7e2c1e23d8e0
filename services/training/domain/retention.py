"""How long people are kept: /privacy says the same (services/registration/domain/privacy.py)."""

from datetime import timedelta

PARTICIPANTS_KEPT = timedelta(days=5 * 365)
ACTIVITIES_KEPT = timedelta(days=365)
"""Those who came to an event: after it, as long as registration keeps them."""
REASONS_KEPT = timedelta(days=365)
"""Why somebody asked to be excused."""
REVIEWS_KEPT = timedelta(days=365)
"""What reviewers wrote, who they were, and why somebody declined an offer. Scores stay; they name nobody."""
