"""A founded portal, made once for the tests that read it."""

from tests.portal import bloc, kept, portal

__all__ = ["bloc", "kept", "portal"]
