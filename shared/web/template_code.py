"""The code of templates: made once, and kept for the next process where Python keeps that of modules."""

import sys
from contextlib import suppress
from hashlib import sha256
from pathlib import Path
from types import CodeType

import jinja2
from jinja2 import BytecodeCache, FileSystemBytecodeCache
from jinja2.bccache import Bucket


class TemplateCode(BytecodeCache):
    """Of one kind of environment, which `maker` sets up: the code is the same in five languages and three services.

    What is kept has the name of a template, and of the maker and of Jinja as they were; Jinja looks whether the
    template is still the same.
    """

    def __init__(self, maker: Path) -> None:
        self._code: dict[tuple[str, str], CodeType | None] = {}
        made_by = sha256(jinja2.__version__.encode() + maker.read_bytes()).hexdigest()[:12]
        self._kept = FileSystemBytecodeCache(str(maker.parent / "__pycache__"), f"template-{made_by}-%s.cache")

    def load_bytecode(self, bucket: Bucket) -> None:
        at = (bucket.key, bucket.checksum)
        bucket.code = self._code.get(at)
        if bucket.code is None:
            self._kept.load_bytecode(bucket)
            self._code[at] = bucket.code

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._code[bucket.key, bucket.checksum] = bucket.code
        if not sys.dont_write_bytecode:
            with suppress(OSError):  # as Python: where nothing may be written, every process compiles for itself
                self._kept.dump_bytecode(bucket)
