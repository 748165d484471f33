from firstsight.lab.inject.pages import html_page
from firstsight.lab.inject.scene import Scene
from tests.unit.lab.inject.test_plot import plot


def test_three_shapes_of_pages_and_every_place_is_reserved(scene: Scene) -> None:
    pages = {html_page(plot(scene, seed), "evil.test").decode() for seed in range(30)}
    assert any("type='password'" in page for page in pages)
    assert any("atob(" in page for page in pages)
    assert any("location.href" in page for page in pages)
    assert all(page.startswith("<!doctype html>") for page in pages)
    assert all("evil.test" in page or "evil" in page.replace("',b='", "") or "atob(" in page for page in pages)
