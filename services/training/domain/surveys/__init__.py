"""Rules of surveys: questions, what may be answered, when they open, what may be seen of them."""
