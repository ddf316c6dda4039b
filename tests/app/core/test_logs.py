"""The log says where something failed and never what somebody wrote."""

from __future__ import annotations

import faulthandler
import logging
from pathlib import Path

import pytest

from app.core.logs import LOG_NAME, outline, start_logging

SECRET = "Ambassador SATO will resign"


def _fail() -> None:
    try:
        raise KeyError(SECRET)
    except KeyError as error:
        raise ValueError(f"cannot save {SECRET}") from error


def test_an_exception_is_logged_by_type_and_place_without_its_words(tmp_path: Path, log_lines: list[str]) -> None:
    was_on = faulthandler.is_enabled()
    log = start_logging(tmp_path / "logs")
    try:
        try:
            _fail()
        except ValueError:
            logging.getLogger("test").exception("saving failed")
    finally:
        log.close()
        if was_on:
            faulthandler.enable()
    text = (tmp_path / "logs" / LOG_NAME).read_text()
    assert "saving failed" in text
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text, "the cause belongs to it"
    assert "test_logs.py:" in text
    assert "_fail" in text
    assert SECRET not in text
    log_lines.clear()


def test_the_outline_names_no_home_folder() -> None:
    with pytest.raises(ValueError) as caught:
        _fail()
    words = outline(caught.value)
    assert str(Path.home()) not in words
    assert str(Path(__file__).parent) not in words


def test_a_folder_that_cannot_be_written_costs_only_the_log(tmp_path: Path) -> None:
    blocker = tmp_path / "file"
    blocker.write_text("x")
    log = start_logging(blocker / "logs")
    logging.getLogger("test").info("nobody reads this")
    log.close()
    log.close()
