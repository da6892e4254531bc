"""A bounded cache whose entries expire."""

from hypothesis import given
from hypothesis import strategies as st

from bot.expiring_cache import ExpiringCache


class Time:
    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def test_an_entry_lives_for_its_time() -> None:
    time = Time()
    cache: ExpiringCache[str, int] = ExpiringCache(10, 60, time)
    cache.put("a", 1)
    time.now += 60
    assert cache.get("a") == 1
    time.now += 0.1
    assert cache.get("a") is None
    assert len(cache) == 0


def test_putting_again_starts_anew_and_keeps_the_newest() -> None:
    time = Time()
    cache: ExpiringCache[str, int] = ExpiringCache(2, 60, time)
    cache.put("a", 1)
    cache.put("b", 2)
    cache.put("a", 3)
    cache.put("c", 4)
    assert (cache.get("a"), cache.get("b"), cache.get("c")) == (3, None, 4)


def test_dropping() -> None:
    cache: ExpiringCache[str, int] = ExpiringCache(2, float("inf"), Time())
    cache.put("a", 1)
    cache.drop("a")
    cache.drop("never")
    cache.put("b", 2)
    cache.clear()
    assert (cache.get("a"), cache.get("b"), len(cache)) == (None, None, 0)


steps = st.lists(st.tuples(st.sampled_from("pgd"), st.integers(0, 8), st.floats(0, 30)), max_size=60)


@given(steps, st.integers(1, 5))
def test_it_never_outgrows_its_size_nor_gives_what_expired(steps: list[tuple[str, int, float]], size: int) -> None:
    time = Time()
    cache: ExpiringCache[int, float] = ExpiringCache(size, 20, time)
    put: dict[int, float] = {}
    for step, key, gap in steps:
        time.now += gap
        if step == "p":
            cache.put(key, time.now)
            put[key] = time.now
        elif step == "d":
            cache.drop(key)
            put.pop(key, None)
        found = cache.get(key)
        assert found is None or (found == put[key] and time.now - found <= 20)
        assert len(cache) <= size
