"""The record of a meeting, taken live: one tab that another feature shows inside a meeting."""

from ui.minutes.record_tab import RecordTab

__all__ = ["RecordTab"]
