"""What import-linter's contracts in pyproject.toml cannot say."""

import tomllib

import grimp

from tests.architecture.sources import ROOT

GRAPH = grimp.build_graph("bot", "handlers", cache_dir=None)
VAGUE = {"helper", "helpers", "util", "utils", "manager", "service", "common", "core", "misc", "base2"}


def test_a_capability_reads_only_its_own_tables():
    """Another capability's rows are reached through its actions and queries."""
    foreign = [
        (importer, tables)
        for tables in GRAPH.modules
        if "tables" in tables.split(".")
        for importer in GRAPH.find_modules_that_directly_import(tables)
        if importer.split(".")[:2] != tables.split(".")[:2]
    ]
    assert foreign == []


def test_every_package_has_a_place_in_the_import_order():
    """A new package that nobody ordered would escape the layers contract."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    layers = next(contract["layers"] for contract in contracts if contract["id"] == "direction")
    ordered = {name.strip().strip("()") for layer in layers for name in layer.split("|")}
    assert GRAPH.find_children("bot") - ordered == set()


def test_no_file_has_a_vague_name():
    """Role names are fixed; where no noun fits, the file has two subjects."""
    assert [module for module in GRAPH.modules if VAGUE & set(module.split("."))] == []
