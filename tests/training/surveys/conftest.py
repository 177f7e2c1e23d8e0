"""A desk for surveys."""

from tests.training.web.conftest import desk, signed_in

__all__ = ["desk", "signed_in"]
