import pytest

from firstsight.model import Block, Observation
from firstsight.surprise.normal import Scale, path_of


@pytest.mark.parametrize(
    ("observation", "path"),
    [
        (Observation("r", "mail:ana@x.example", "v", "x.example"), ("mail:ana@x.example", "group:x.example", "org")),
        (Observation("r", "domain:x.example", "v"), ("domain:x.example", "org")),
        (Observation("r", "org", "v"), ("org",)),
        (Observation("r", "org", "v", "ignored"), ("org",)),
    ],
)
def test_the_path_leads_from_the_subject_to_the_organisation(observation: Observation, path: tuple[str, ...]) -> None:
    assert path_of(observation) == path


def test_a_relation_decays_by_its_own_half_life() -> None:
    assert Scale("r", Block.LINK, half_life_days=10).decay(20) == 0.25
