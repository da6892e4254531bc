"""Import aiogram without building its models.

aiogram builds nearly 600 pydantic models when it is imported: 4 s and 165 MB. The bot uses aiogram's routers, filters and
command parsing; its models are needed by none of that. Here the import defers each build until first use (0.9 s, 56 MB).
`build_all` makes up for it; a test runs it, so that a release of aiogram that cannot be deferred is noticed.

Import this module before anything imports aiogram; `bot.telegram` and `handlers` do.
"""

import importlib
import sys
import types
import typing
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any


@contextmanager
def _deferring() -> Iterator[None]:
    from pydantic import BaseModel
    from pydantic._internal._model_construction import ModelMetaclass

    make_class = ModelMetaclass.__new__
    rebuild = BaseModel.__dict__["model_rebuild"]

    def make_class_deferred(
        mcs: type, name: str, bases: tuple[type, ...], space: dict[str, Any], **options: Any
    ) -> Any:
        if str(space.get("__module__", "")).startswith("aiogram."):
            options.setdefault("defer_build", True)
        return make_class(mcs, name, bases, space, **options)

    ModelMetaclass.__new__ = staticmethod(make_class_deferred)  # type: ignore[assignment,method-assign]
    BaseModel.model_rebuild = classmethod(lambda cls, **_: None)  # type: ignore[assignment,method-assign]
    try:
        yield
    finally:
        ModelMetaclass.__new__ = staticmethod(make_class)  # type: ignore[method-assign]
        BaseModel.model_rebuild = rebuild  # type: ignore[method-assign]


@contextmanager
def _without_unittest() -> Iterator[None]:
    """aiogram takes its two markers, `sentinel.UNSET` and the like, from unittest.mock: 1.4 MB of test framework."""
    if "unittest.mock" in sys.modules:
        yield
        return
    stand_in: Any = types.ModuleType("unittest.mock")
    stand_in.sentinel = _Sentinels()
    package = types.ModuleType("unittest")
    had_package = sys.modules.setdefault("unittest", package) is not package
    sys.modules["unittest.mock"] = stand_in
    try:
        yield
    finally:
        del sys.modules["unittest.mock"]
        if not had_package:
            del sys.modules["unittest"]


class _Sentinels:
    """Attributes that are equal to themselves only, as those of unittest.mock.sentinel."""

    def __getattr__(self, name: str) -> object:
        marker = type(f"sentinel.{name}", (), {})()
        setattr(self, name, marker)
        return marker


def import_aiogram() -> None:
    """Import aiogram, its models deferred. Does nothing if it is imported already, by whomever."""
    if "aiogram" in sys.modules:
        return
    with _deferring(), _without_unittest():
        importlib.import_module("aiogram")
    _teach_names()
    _drop_docstrings()


def _drop_docstrings() -> None:
    """aiogram carries the whole Bot API's documentation in its docstrings: 5 MB that a running bot never reads."""
    for name, module in list(sys.modules.items()):
        if not name.startswith("aiogram."):
            continue
        for part in list(vars(module).values()):
            if isinstance(part, type) and part.__module__ == name:
                part.__doc__ = None
                for member in vars(part).values():
                    if isinstance(member, types.FunctionType):
                        member.__doc__ = None


def _teach_names() -> None:
    """A model that is built late looks its forward references up in aiogram's own names."""
    from aiogram.client.default import Default
    from aiogram.methods.base import TelegramMethod
    from aiogram.types.base import TelegramObject
    from pydantic import BaseModel

    names = _names(Default)
    rebuild = BaseModel.__dict__["model_rebuild"].__func__

    def rebuild_late(
        cls: type[BaseModel], /, *, force: bool = False, raise_errors: bool = True, **_: Any
    ) -> bool | None:
        built: bool | None = rebuild(cls, force=force, raise_errors=raise_errors, _types_namespace=names)
        return built

    TelegramObject.model_rebuild = classmethod(rebuild_late)  # type: ignore[assignment,method-assign]
    TelegramMethod.model_rebuild = classmethod(rebuild_late)  # type: ignore[assignment,method-assign]


def _names(default: type) -> dict[str, Any]:
    import aiogram.types

    return {
        "List": list,
        "Optional": typing.Optional,
        "Union": typing.Union,
        "Literal": typing.Literal,
        "Default": default,
        **{name: getattr(aiogram.types, name) for name in aiogram.types.__all__},
    }


def build_all() -> int:
    """Build every model of aiogram; how many. Raises what pydantic raises for one that cannot be built."""
    import aiogram.methods
    import aiogram.types
    from pydantic import BaseModel

    models = [
        model
        for module in (aiogram.types, aiogram.methods)
        for name in module.__all__
        if isinstance(model := getattr(module, name), type) and issubclass(model, BaseModel)
    ]
    for model in models:
        model.model_rebuild(force=True)
    return len(models)
