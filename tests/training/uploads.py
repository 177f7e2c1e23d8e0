"""Small files of every sort, good and bad."""

PDF = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"
PNG = b"\x89PNG\r\n\x1a\n" + bytes(40) + b"IEND\xaeB`\x82"
JPEG = b"\xff\xd8\xff\xe0" + bytes(40) + b"\xff\xd9"
HTML = b"<!doctype html><script>alert(1)</script>"
HTML_AS_PDF = HTML + b"\n%PDF-1.7\n%%EOF\n"
BIG_PDF = b"%PDF-1.7\n" + bytes(30_000_000) + b"\n%%EOF\n"
