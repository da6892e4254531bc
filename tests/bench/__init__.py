"""Benchmarks: the real process over HTTP beside a bare aiogram bot, fed by the same local server in the same run.

`python -m tests.bench` runs all of them, prints one table and writes `artefacts/bench.json`.
Nothing here imports `bot`; what needs its internals registers itself in `tests.bench.registry`.
"""
