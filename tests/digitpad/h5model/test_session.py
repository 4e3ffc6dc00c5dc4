"""Many drawings on all cores, and one call beside another."""

import os
import threading
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest

from digitpad.h5model import session
from digitpad.h5model.stored import FloatArray
from digitpad.recognizer import Recognizer

MANY = np.random.default_rng(3).random((300, 28, 28)).astype(np.float32)


def test_many_drawings_are_read_as_one_by_one() -> None:
    network = Recognizer.load().network
    together, _ = network.run(MANY)
    alone = [network.run(each[None])[0][0] for each in MANY[:80]]
    np.testing.assert_allclose(together[:80], alone, atol=1e-5)


def test_no_call_leaves_a_thread_behind() -> None:
    network = Recognizer.load().network
    network.run(MANY)
    before = threading.active_count()
    for _ in range(20):
        network.run(MANY)
    assert threading.active_count() == before


def test_helpers_that_are_busy_are_not_waited_for(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    may_end, has_begun = threading.Event(), threading.Event()
    with ThreadPoolExecutor(1) as busy:
        monkeypatch.setattr(session, "_threads", lambda: busy)
        monkeypatch.setattr(session, "_HELPERS", 1)

        def work() -> None:
            has_begun.set()
            assert may_end.wait(60)

        working = busy.submit(work)
        assert has_begun.wait(60)
        classes, _ = Recognizer.load().network.run(MANY)
        assert len(classes) == len(MANY)
        assert not working.done()
        may_end.set()


def test_a_failure_in_a_helper_is_one_of_the_call(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    has_begun = threading.Event()

    class Broken:
        def run(self, outputs: object, inputs: dict[str, FloatArray]) -> object:
            if threading.current_thread() is threading.main_thread():
                assert has_begun.wait(60)
                return [np.zeros((len(each), 10)) for each in inputs.values()]
            has_begun.set()
            raise ZeroDivisionError

    helped = Recognizer.load().network._session
    monkeypatch.setattr(session, "_HELPERS", 1)
    monkeypatch.setattr(helped, "_session", Broken())
    with pytest.raises(ZeroDivisionError):
        helped.run(MANY)


@pytest.mark.skipif(not hasattr(os, "fork"), reason="Windows has no fork")
@pytest.mark.filterwarnings("ignore:This process .* is multi-threaded")
def test_a_forked_child_has_helpers_of_its_own() -> None:
    network = Recognizer.load().network
    classes, _ = network.run(MANY)
    child = os.fork()
    if not child:
        os._exit(int(len(network.run(MANY)[0]) != len(classes)))
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
