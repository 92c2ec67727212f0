from .governed import GovernedPage, GovernedSnippet

__all__ = ["GovernedPage", "GovernedSnippet"]
