import pytest

from training.pace import Pace


class Clock:
    """A clock that a test moves."""

    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def clock() -> Clock:
    return Clock()


def do(pace: Pace, clock: Clock, batches: int, seconds: float) -> None:
    clock.now += seconds
    pace.finish_batches(batches)


def test_at_first_it_is_too_early_to_say(clock: Clock) -> None:
    pace = Pace(2, 100, clock)
    pace.begin_epoch()
    do(pace, clock, 10, seconds=8)
    assert pace.seconds_left is None
    do(pace, clock, 20, seconds=0.5)
    assert pace.seconds_left is None


def test_the_slow_first_batches_do_not_count(clock: Clock) -> None:
    pace = Pace(1, 100, clock)
    pace.begin_epoch()
    do(pace, clock, 10, seconds=8)
    do(pace, clock, 20, seconds=2)
    # 80 batches at 0.2 s, and a tenth of an epoch for the validation.
    assert pace.seconds_left == pytest.approx(16 + 2)


def test_measured_validations_replace_the_guess(clock: Clock) -> None:
    pace = Pace(3, 10, clock)
    pace.begin_epoch()
    do(pace, clock, 5, seconds=9)
    do(pace, clock, 10, seconds=5)
    clock.now += 4
    pace.finish_validation()
    assert pace.seconds_left == pytest.approx(2 * (10 * 1 + 4))
    assert pace.epoch_seconds == 18


def test_nothing_is_left_after_the_last_validation(clock: Clock) -> None:
    pace = Pace(2, 10, clock)
    for _ in range(2):
        pace.begin_epoch()
        do(pace, clock, 5, seconds=5)
        do(pace, clock, 10, seconds=5)
        clock.now += 1
        pace.finish_validation()
    assert pace.seconds_left == 0
    assert pace.seconds == 22
