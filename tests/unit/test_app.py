import gc
from pathlib import Path

import pytest

from firstsight import app
from firstsight.errors import ConfigError
from firstsight.relations import SCALES
from firstsight.surprise.strata import KINDS


def test_flags_win_over_the_file_and_what_is_not_given_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "firstsight.toml"
    path.write_text('[organisation]\ndomains = ["a.example"]\nid_header = "X-Id"\n')
    config = app.settings(path, {"domains": ("b.example",), "id_header": None, "authserv_ids": ()})
    assert config.organisation.domains == ("b.example",)
    assert config.organisation.id_header == "X-Id"


def test_without_a_domain_nobody_is_ours_and_that_is_an_error() -> None:
    with pytest.raises(ConfigError, match=r"organisation\.domains: none is known"):
        app.settings(None, {})


def test_a_store_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="nothing: there is no store here"), app.opened(tmp_path / "nothing"):
        pass


def test_shipped_calibration_speaks_of_relations_that_exist() -> None:
    shipped = app.shipped_calibration()
    assert set(shipped) <= {*SCALES, *KINDS}
    assert all(len(bins) == 128 and min(bins) >= 0 for bins in shipped.values())


def test_a_store_judges_with_the_shipped_model(tmp_path: Path) -> None:
    config = app.settings(None, {"domains": ("corp.example",)})
    with app.opened(tmp_path / "store", must_exist=False) as store:
        assert app.engine(store, config).almanac.total == 0


def test_what_lives_long_is_spared_by_the_collector() -> None:
    before = gc.get_threshold()
    try:
        app.steady()
        assert gc.get_freeze_count() > 0
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
