"""How many requests a client may send: a bucket of tokens for each."""

from collections import OrderedDict
from ipaddress import ip_network
from typing import Final

_MOST_CLIENTS: Final = 10_000
_BURST: Final = 2.0  # seconds' worth of requests at once


def whose(address: str) -> str:
    """What stands for a client: its address, of IPv6 the network that it is given."""
    if ":" not in address:
        return address
    try:
        return str(ip_network(f"{address.partition('%')[0]}/64", strict=False))
    except ValueError:
        return address


class RateLimit:
    """Gives each client so many requests a second, twice as many at once.

    Args:
        rate: Requests a second; 0 is any number.
    """

    def __init__(self, rate: float) -> None:
        self._rate = rate
        self._most = max(1.0, rate * _BURST)
        # Client → tokens, and when there were so many; the longest unseen first.
        self._buckets: OrderedDict[str, tuple[float, float]] = OrderedDict()

    def seconds_to_wait(self, client: str, now: float) -> float:
        """Take a token of a client's; 0, or how long until there is one.

        Args:
            client: Its address.
            now: Seconds on a clock that never goes back.
        """
        if not self._rate:
            return 0.0
        tokens, then = self._buckets.pop(client, (self._most, now))
        tokens = min(self._most, tokens + (now - then) * self._rate)
        is_let_in = tokens >= 1
        self._buckets[client] = (tokens - is_let_in, now)
        if len(self._buckets) > _MOST_CLIENTS:
            self._buckets.popitem(last=False)
        return 0.0 if is_let_in else (1 - tokens) / self._rate
