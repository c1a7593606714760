"""The executor is a parameter: the same Proofs come from a Dask cluster."""

from __future__ import annotations

import os
import warnings

import pytest

from compendium.diagnostics import ContentError, EngineError
from compendium.model.proof import Galley
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


@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_gives_the_same_proofs(distributed, tmp_path):
    styles = tmp_path / "styles"
    styles.mkdir()
    (styles / "book.css").write_text('@page { size: A5 } html { font: 9pt/12pt "Compendium Serif" }')
    html = "<html lang=en><head><title>Test</title></head><body><p>{} text</p></body></html>"
    galleys = [Galley(f"s{n}", html.format("more " * n), (styles / "book.css",), (styles,)) for n in range(1, 5)]
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        with (
            distributed.LocalCluster(
                n_workers=2, threads_per_worker=1, dashboard_address=None, host="127.0.0.1"
            ) as cluster,
            compositors(Store(tmp_path / "far"), cluster.scheduler_address.replace("tcp://", "dask://")) as far,
        ):
            there = far.proofs(galleys, silent)
    with compositors(Store(tmp_path / "near"), 1) as near:
        assert near.proofs(galleys, silent) == there


@pytest.mark.parametrize("address", ["dask://nowhere", "http://127.0.0.1:80", "", "ray://127.0.0.1:1"])
def test_an_address_of_another_kind_is_refused(address):
    with pytest.raises(ContentError, match="PROD-EXECUTOR"), executor_of(address):
        pass


@pytest.mark.filterwarnings("ignore")
def test_a_scheduler_that_does_not_answer_is_told(distributed, monkeypatch):
    monkeypatch.setattr("compendium.production.executors.PATIENCE", "1s")
    with pytest.raises(EngineError, match="no scheduler answers"), executor_of("dask://127.0.0.1:1"):
        pass
