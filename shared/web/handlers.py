"""The handlers of a room: what the modules of a package export as HANDLERS, those in subpackages too."""

import importlib
import pkgutil
from collections.abc import Sequence
from types import ModuleType

from litestar.types import ControllerRouterHandler


def handlers_of(room: ModuleType) -> Sequence[ControllerRouterHandler]:
    """Imports every module under `room`; a module without HANDLERS adds nothing. By the modules' names."""
    names = sorted(each.name for each in pkgutil.walk_packages(room.__path__, f"{room.__name__}."))
    modules = [importlib.import_module(name) for name in names]
    return [handler for module in modules for handler in getattr(module, "HANDLERS", ())]
