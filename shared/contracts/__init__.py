"""Jobs that services send each other, one module per receiving service.

Every job has an explicit tag that survives renames. Fields are only ever added, with a default, so that
old payloads still decode (tests/contracts holds samples).
"""

import msgspec


class Job(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="job"):
    """Base of all jobs: msgspec Structs with a tag of their own."""
