"""Calendar parts (RFC 5545, 5546, 7986): the only room that imports icalendar.

Plain Structs go in (`entries`), bytes come out (`build`), and `lint` checks what parsers let pass.
"""
