"""The bucket of tokens that each client has."""

from digitpad.server.rate import RateLimit, whose


def test_a_client_may_ask_twice_its_rate_at_once_and_then_its_rate() -> None:
    limit = RateLimit(10)
    assert [limit.seconds_to_wait("a", 0) for _ in range(20)] == [0] * 20
    assert 0 < limit.seconds_to_wait("a", 0) <= 0.1
    assert limit.seconds_to_wait("a", 0.11) == 0
    assert limit.seconds_to_wait("a", 0.11) > 0
    assert limit.seconds_to_wait("b", 0.11) == 0


def test_who_asks_on_while_waiting_waits_no_longer() -> None:
    limit = RateLimit(0.5)
    assert limit.seconds_to_wait("a", 0) == 0
    for moment in range(1, 20):
        assert limit.seconds_to_wait("a", moment / 10) > 0
    assert limit.seconds_to_wait("a", 2.1) == 0


def test_no_rate_is_any_number() -> None:
    limit = RateLimit(0)
    assert not any(limit.seconds_to_wait("a", 0) for _ in range(10_000))


def test_clients_that_do_not_come_again_are_forgotten() -> None:
    limit = RateLimit(1)
    limit.seconds_to_wait("first", 0)
    limit.seconds_to_wait("first", 0)
    assert limit.seconds_to_wait("first", 0) > 0
    for number in range(20_000):
        limit.seconds_to_wait(str(number), 0)
    assert limit.seconds_to_wait("first", 0) == 0


def test_who_has_a_network_of_addresses_is_one_client() -> None:
    assert whose("2001:db8:1:2::7") == whose("2001:db8:1:2:ffff::1")
    assert whose("2001:db8:1:2::7") != whose("2001:db8:1:3::7")
    assert whose("fe80::1%eth0") == "fe80::/64"
    assert whose("192.0.2.1") != whose("192.0.2.2")
    assert whose("testclient") == "testclient"
