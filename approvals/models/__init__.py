from .chain import Chain
from .governed import Governed, GovernedPage, GovernedSnippet, governed_models
from .piece import Piece
from .proof import Approval, Declaration, Release, WritePermit
from .stages import (
    EditorialTask,
    PropagandaTask,
    PublicationTask,
    Stage,
    StandingMemberTask,
    UnitLeaderTask,
)

__all__ = [
    "Approval",
    "Chain",
    "Declaration",
    "EditorialTask",
    "Governed",
    "GovernedPage",
    "GovernedSnippet",
    "Piece",
    "PropagandaTask",
    "PublicationTask",
    "Release",
    "Stage",
    "StandingMemberTask",
    "UnitLeaderTask",
    "WritePermit",
    "governed_models",
]
