"""The bloc as the organisation knows it; not its pages, those belong to ``units``."""

from ..rules import UnitKind
from .memberships import Membership, Role
from .settings import FooterRow, FourEyes, PortalSettings
from .units import TermQuerySet, Unit

__all__ = [
    "FooterRow",
    "FourEyes",
    "Membership",
    "PortalSettings",
    "Role",
    "TermQuerySet",
    "Unit",
    "UnitKind",
]
