"""Texts in five languages: English, Korean, Simplified Chinese, Spanish, French."""
