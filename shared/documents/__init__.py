"""Documents on paper: certificates, badges, name plates, reports and transcripts as PDF. See docs/documents.md."""
