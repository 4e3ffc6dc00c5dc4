from training.schedule import one_cycle


def test_the_rate_rises_to_its_highest_and_falls_to_almost_nothing() -> None:
    rates = [one_cycle(step / 100) for step in range(101)]
    highest = rates.index(max(rates))
    assert max(rates) == 1
    assert 10 <= highest <= 40
    assert rates[: highest + 1] == sorted(rates[: highest + 1])
    assert rates[highest:] == sorted(rates[highest:], reverse=True)
    assert 0 < rates[-1] < 0.01
    assert rates[0] == 0.1
