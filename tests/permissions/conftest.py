"""The world of the permission table, built once for the walk and for what lists name."""

import functools
import gc
import logging

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import override_settings

from organisation import backends

from .world import build_objects, build_people


@pytest.fixture(scope="package")
def world(django_db_setup, django_db_blocker, tmp_path_factory):
    """``(people, objects by name)``: built once, gone after the tests.

    Memberships stand still while the table is walked, so what groups they call
    for is worked out once a person; the garbage collector passes over the world.
    """
    files = override_settings(MEDIA_ROOT=tmp_path_factory.mktemp("media"))
    with (
        django_db_blocker.unblock(),
        files,
        transaction.atomic(),
        pytest.MonkeyPatch.context() as m,
    ):
        cache.clear()
        people = build_people()
        objects = build_objects(people)
        m.setattr(backends, "bring_groups_in_step", functools.cache(backends.bring_groups_in_step))
        logging.disable(logging.CRITICAL)
        gc.freeze()
        yield people, vars(objects)
        gc.unfreeze()
        logging.disable(logging.NOTSET)
        transaction.set_rollback(True)
    cache.clear()
