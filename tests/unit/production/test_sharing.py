"""Work that is shared comes back in order, whoever dies over it."""

from __future__ import annotations

import os
from multiprocessing import parent_process

import pytest

from compendium.production.proofs import Compositors, compositors
from compendium.production.store import Store


def doubled(number: int) -> int:
    return 2 * number


def doubled_unless_it_is_three(number: int) -> int:
    if number == 3 and parent_process() is not None:
        os._exit(1)
    return 2 * number


@pytest.mark.parametrize("work", [doubled, doubled_unless_it_is_three])
@pytest.mark.parametrize("hands", [1, 2])
def test_shared_work_comes_back_in_order_whoever_dies(tmp_path, work, hands):
    with compositors(Store(tmp_path), hands) as team:
        assert list(team.share(work, range(9))) == [2 * number for number in range(9)]


def test_little_work_calls_no_worker(tmp_path):
    assert list(Compositors(Store(tmp_path), 2).share(doubled_unless_it_is_three, [3])) == [6]
