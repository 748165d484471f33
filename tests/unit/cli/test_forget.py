import shutil
from pathlib import Path

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def somebody(judged: Judged) -> str:
    """An own person who got mail."""
    from firstsight.app import opened

    with opened(judged.store) as store:
        domain = judged.flags[1]
        return next(r for v in store.log.verdicts() for r in v.recipients if r.endswith(f"@{domain}"))


def test_a_person_is_forgotten_and_the_counts_still_agree(judged: Judged, tmp_path: Path) -> None:
    store = tmp_path / "store"
    shutil.copytree(judged.store, store)
    person = somebody(judged)
    assert run("knows", person, "--store", store).returncode == 0
    done = run("forget", person, "--store", store)
    assert done.returncode == 0
    assert f"{person} are forgotten" in done.stdout
    assert run("knows", person, "--store", store).returncode == 1
    assert run("backfill", "--store", store, "--check").returncode == 0


def test_only_an_address_can_be_forgotten(judged: Judged) -> None:
    done = run("forget", "org", "--store", judged.store)
    assert done.returncode == 78
    assert "org: not an address" in done.stderr
