"""Running as somebody who is not root, also where the tests do."""

import pwd
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
NOBODY = "nobody"


def as_ordinary_user(code: str) -> subprocess.CompletedProcess[str]:
    """Run Python code of ours as `nobody`; the interpreter loads everything before it lets root go."""
    user = pwd.getpwnam(NOBODY)
    drop = f"import os; os.setgroups([]); os.setgid({user.pw_gid}); os.setuid({user.pw_uid})"
    head, _, tail = code.rpartition("; ")
    return subprocess.run(
        [sys.executable, "-c", f"{head}; {drop}; {tail}"], capture_output=True, text=True, check=False, cwd=ROOT
    )
