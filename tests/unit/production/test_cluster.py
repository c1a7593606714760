"""The executor is a parameter: the same Proofs come from a Dask cluster."""

from __future__ import annotations

import os
import warnings

import pytest

from compendium.diagnostics import ContentError, EngineError
from compendium.model.proof import Galley
from compendium.production import print_run
from compendium.production.executors import executor_of
from compendium.production.proofs import compositors
from compendium.production.store import Store


@pytest.fixture
def distributed():
    if not os.environ.get("CI"):
        pytest.importorskip("distributed", reason="the extra `dask` is not installed")
    import distributed

    return distributed


def silent(*_):
    pass


@pytest.fixture
def address(distributed):
    """The address of a cluster of two workers on this machine."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with distributed.LocalCluster(
            n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
        ) as cluster:
            yield cluster.scheduler_address.replace("tcp://", "dask://")


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_gives_the_same_proofs(address, tmp_path):
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "book.css").write_text('@page { size: A5 } html { font: 9pt/12pt "Compendium Serif" }')
    html = "<html lang=en><head><title>Test</title></head><body><p>{} text</p></body></html>"
    galleys = [Galley(f"s{n}", html.format("more " * n), (styles / "book.css",), (styles,)) for n in range(1, 5)]
    with compositors(Store(tmp_path / "far"), address) as far:
        there = far.proofs(galleys, silent)
    with compositors(Store(tmp_path / "near"), 1) as near:
        assert near.proofs(galleys, silent) == there


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_prints_the_same_copies(address, project):
    far = print_run(project, ["bench"], "cities", hands=address)
    assert far.report.is_clean
    digests = [item.made.digest for item in far.copies]
    assert len(digests) == 4
    for item in far.copies:
        item.path.unlink()
    near = print_run(project, ["bench"], "cities", hands=1)
    assert [(item.made.digest, item.made.kept) for item in near.copies] == [(digest, False) for digest in digests]


@pytest.mark.parametrize("address", ["dask://nowhere", "http://127.0.0.1:80", "", "ray://127.0.0.1:1"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(ContentError, match="PROD-EXECUTOR"), executor_of(address):
        pass


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_told(distributed, monkeypatch):
    monkeypatch.setattr("compendium.production.executors.PATIENCE", "1s")
    with pytest.raises(EngineError, match="no scheduler answers"), executor_of("dask://127.0.0.1:1"):
        pass
