"""How long people are kept: /privacy says the same (services/registration/domain/privacy.py)."""

from datetime import timedelta

from services.training.domain.stay import KEPT_AFTER_COURSE

PARTICIPANTS_KEPT = timedelta(days=5 * 365)
ACTIVITIES_KEPT = timedelta(days=365)
"""Those who came to an event: after it, as long as registration keeps them."""
REASONS_KEPT = timedelta(days=365)
"""Why somebody asked to be excused."""
REVIEWS_KEPT = timedelta(days=365)
"""What reviewers wrote, who they were, and why somebody declined an offer. Scores stay; they name nobody."""
NOMINATIONS_KEPT = timedelta(days=365)
"""After the course. Their files go earlier: domain/nomination_files.py."""
DRAFTS_KEPT = timedelta(days=30)
"""After the call has closed."""
COORDINATORS_KEPT = timedelta(days=365)
"""After somebody was refused, or nominates no longer."""
STAYS_KEPT = KEPT_AFTER_COURSE
"""What participants told for their stay, why they gave up a place, and documents for them; files with them."""
WITHDRAWN_KEPT = timedelta(days=1)
"""What was told for a stay, and files, once the place is given up: so long it can be taken back whole."""
KEYS_KEPT = timedelta(days=7)
CERTIFICATES_KEPT = timedelta(days=40 * 365)
"""After issue, so that they can be checked through a working life."""
CERTIFICATE_PEOPLE_KEPT = timedelta(days=5 * 365)
"""Confirmed names, exceptions, who issued: after the course or event."""
PICTURES_KEPT = timedelta(days=1)
"""Logos and signatures that stand nowhere."""
NAMED_ANSWERS_KEPT = timedelta(days=365)
"""Of surveys that are not anonymous, after they closed."""
