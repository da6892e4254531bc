"""The file of everything stored about a person."""

import io
import json
import zipfile
from datetime import date

from bot.membership.export_file import PLAIN_UP_TO, export_file

DAY = date(2026, 3, 2)


def test_it_is_readable_json() -> None:
    file = export_file(7, DAY, {"membership": {"messages": [{"text": "你好 <b>"}]}})
    assert file.name == "qunguan-7-2026-03-02.json"
    assert "你好 <b>" in file.content.decode()
    assert json.loads(file.content) == {
        "user_id": 7,
        "exported_on": "2026-03-02",
        "membership": {"messages": [{"text": "你好 <b>"}]},
    }


def test_a_large_one_is_zipped() -> None:
    stored = {"membership": {"messages": ["大家好" * 20] * 10_000}}
    file = export_file(7, DAY, stored)
    assert file.name == "qunguan-7-2026-03-02.zip"
    assert len(file.content) < PLAIN_UP_TO
    with zipfile.ZipFile(io.BytesIO(file.content)) as archive:
        assert json.loads(archive.read("qunguan-7-2026-03-02.json"))["membership"] == stored["membership"]
