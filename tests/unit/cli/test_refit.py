import re

from tests.unit.cli.conftest import Judged
from tests.unit.cli.program import run


def test_bits_are_told_for_each_length_of_path(judged: Judged) -> None:
    done = run("refit", "--store", judged.store)
    assert done.returncode == 0
    form = r"(\d) levels, [\d,]+ events: ([\d.]+) bits each; ([\d.]+) at a"
    told = [re.match(form, line) for line in done.stdout.splitlines()]
    assert [one and one[1] for one in told] == ["1", "2", "3"]
    assert all(one and float(one[3]) <= float(one[2]) for one in told)
