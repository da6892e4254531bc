"""The exchangeable seams — environment, clock — have one door each, and nothing happens on import."""

import ast

from tests.architecture.sources import Source, dotted, sources

APPLICATION = ("bot", "handlers", "migrations")
LONGEST_FILE = 450
ENVIRONMENT_READER = "bot/config.py"
CLOCKS = {"bot/clock.py", "bot/simulator/running_clock.py"}

TIME_CALLS = {
    "datetime.now",
    "datetime.today",
    "datetime.utcnow",
    "datetime.datetime.now",
    "datetime.datetime.utcnow",
    "date.today",
    "datetime.date.today",
    "time.time",
    "time.time_ns",
    "time.monotonic",
    "time.sleep",
    "asyncio.sleep",
}
TIME_NAMES = {("time", "time"), ("time", "monotonic"), ("time", "sleep"), ("asyncio", "sleep")}
ENVIRONMENT_NAMES = {"os.environ", "os.environb", "os.getenv", "os.putenv"}


def environment_reads(source: Source) -> list[str]:
    names = [
        node for node in ast.walk(source.tree) if isinstance(node, ast.Attribute) and dotted(node) in ENVIRONMENT_NAMES
    ]
    imports = [node for node in ast.walk(source.tree) if imported(node) & {("os", "environ"), ("os", "getenv")}]
    return [source.at(node) for node in [*names, *imports]]


def time_reads(source: Source) -> list[str]:
    calls = [call for call in source.calls() if dotted(call.func) in TIME_CALLS and not is_zero(call)]
    imports = [node for node in ast.walk(source.tree) if imported(node) & TIME_NAMES]
    return [source.at(node) for node in [*calls, *imports]]


def is_zero(call: ast.Call) -> bool:
    """`sleep(0)` only lets others run."""
    return bool(call.args) and isinstance(call.args[0], ast.Constant) and call.args[0].value == 0


def imported(node: ast.AST) -> set[tuple[str | None, str]]:
    return {(node.module, alias.name) for alias in node.names} if isinstance(node, ast.ImportFrom) else set()


def test_the_environment_has_one_reader():
    """Everybody else gets the frozen `Config`; so a wrong variable is found at the start, and tests need no environment."""
    found = [
        place for one in sources(*APPLICATION) if one.name != ENVIRONMENT_READER for place in environment_reads(one)
    ]
    assert found == [], "\n".join(found)


def test_time_has_one_source():
    """Ask the `Clock` that was handed in, in a transaction `tx.now`; tests advance it instead of waiting."""
    found = [place for one in sources(*APPLICATION) if one.name not in CLOCKS for place in time_reads(one)]
    assert found == [], "\n".join(found)


def test_tests_do_not_wait():
    """`ManualClock.advance` moves time. The benches and the real process over HTTP live in real time; standstill waits for threads."""
    in_real_time = ("tests/bench/", "tests/e2e/", "tests/standstill.py")
    waiting = {"time.sleep", "asyncio.sleep"}
    found = [
        one.at(call)
        for one in sources("tests")
        if not one.name.startswith(in_real_time)
        for call in one.calls()
        if dotted(call.func) in waiting and not is_zero(call)
    ]
    assert found == [], "\n".join(found)


def test_routers_are_made_by_functions():
    """A router on module level belongs to the first application of the process; a second one cannot have it."""
    found = [
        one.at(node)
        for one in sources("bot", "handlers")
        for statement in one.tree.body
        if not isinstance(statement, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef)
        for node in ast.walk(statement)
        if isinstance(node, ast.Call) and dotted(node.func).split(".")[-1] == "Router"
    ]
    assert found == [], "\n".join(found)


def test_no_magic_filters():
    """`F` and lambdas are tried message by message, in threads; the feed looks handlers up (measured: 11 ms against 15 µs)."""
    imports = [
        one.at(node)
        for one in sources("bot", "handlers")
        for node in ast.walk(one.tree)
        if imported(node) & {("aiogram", "F"), ("aiogram", "MagicFilter"), ("magic_filter", "F")}
    ]
    lambdas = [
        one.at(call)
        for one in sources("handlers")
        for call in one.calls()
        if dotted(call.func).split(".")[-1] == "register"
        for argument in [*call.args, *(keyword.value for keyword in call.keywords)]
        if isinstance(argument, ast.Lambda)
    ]
    found = imports + lambdas
    assert found == [], "\n".join(found)


def test_a_file_has_one_subject():
    """What grows past this becomes a folder of that name, split by noun."""
    lengths = {one.name: one.length for one in sources(*APPLICATION, "tests")}
    assert {name: length for name, length in lengths.items() if length > LONGEST_FILE} == {}
