"""Mail: the words of a message (`words`, `letters`) and its bytes (`headers`, `mime`). No I/O but reading templates."""
