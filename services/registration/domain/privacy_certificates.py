"""What is kept of people who are given certificates: a part of the privacy table."""

from services.registration.domain.kept import Kept
from shared.i18n.mark import mark

CERTIFICATES: tuple[Kept, ...] = (
    Kept(
        what=mark(
            "Your certificate, exactly as it was issued: number, name, name in your own script, form of address, "
            "organisation, what you took part in, when and for how many hours; the signed copy for programs; whether "
            "it was replaced or revoked, and the reason that the public may know"
        ),
        why=mark("So that you, and whoever you show it to, can have it checked for as long as you may need it"),
        how_long=mark(
            "40 years: a working life. Then it is deleted, and whoever checks it hears that the number is unknown."
        ),
        columns=(
            "training.certificates.number",
            "training.certificates.lookup",
            "training.certificates.snapshot",
            "training.certificates.credential",
            "training.certificates.pdf_sha256",
            "training.certificates.public_reason",
        ),
    ),
    Kept(
        what=mark(
            "For a certificate: the names as you confirmed them, corrections you ask for, whether staff decided "
            "otherwise than the rules and why, the e-mail address that it was mailed to, and who issued, replaced or "
            "revoked it and why"
        ),
        why=mark("To write your name as you do, and to answer for every certificate that was given or refused"),
        how_long=mark("Until five years after the course or event"),
        columns=(
            "training.certificate_people.reason",
            "training.certificate_people.names",
            "training.certificate_people.asked",
            "training.certificates.email",
            "training.certificates.issued_by",
            "training.certificates.ended_by",
            "training.certificates.internal_reason",
            "training.certificate_runs.actor",
        ),
    ),
    Kept(
        what=mark("Who signs certificates: name, office, and a picture of the signature where one was handed in"),
        why=mark("They stand on the certificate"),
        how_long=mark("As long as the certificates"),
        columns=(
            "training.certificate_setups.design",
            "training.certificate_logos.sha256",
            "training.certificate_logos.content",
        ),
    ),
)
