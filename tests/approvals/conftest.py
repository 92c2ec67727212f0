import pytest

from tests.pages import draft_article, found_tree


@pytest.fixture
def tree(bloc):
    return found_tree(bloc)


@pytest.fixture
def article(bloc, tree):
    """A draft of the hospital's contributor."""
    return draft_article(tree, bloc.contributor)
