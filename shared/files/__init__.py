"""Files that people upload: written aside while they arrive, looked at by content, kept outside the web root."""
