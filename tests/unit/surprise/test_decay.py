from firstsight.surprise.decay import decay


def test_weights_multiply_over_adjacent_spans() -> None:
    assert decay(45, 30) == decay(15, 30) * decay(30, 30)


def test_a_thing_seen_today_counts_whole() -> None:
    assert decay(0, 7) == 1.0


def test_half_is_left_after_a_half_life() -> None:
    assert decay(90, 90) == 0.5
