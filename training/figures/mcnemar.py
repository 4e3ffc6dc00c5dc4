"""Whether two models that read the same images differ by more than chance."""

from scipy.special import bdtr


def mcnemar(only_first: int, only_second: int) -> float:
    """Q. McNemar's exact test, two-sided.

    Images that both read right, or both wrong, say nothing of a difference. Of the
    others each is as likely to be the first model's as the second's, if the models
    are equally good.

    Args:
        only_first: Images that only the first model reads right.
        only_second: Images that only the second one does.

    Returns:
        How often chance alone makes a difference like this, or a larger one; 0 to 1.
    """
    fewer = min(only_first, only_second)
    return min(1.0, 2 * float(bdtr(fewer, only_first + only_second, 0.5)))
