"""What the person printing chooses."""

from __future__ import annotations

from dataclasses import dataclass

from app.core.enums import Edition
from app.documents.data.letterhead import Text


@dataclass(frozen=True, slots=True)
class Options:
    """What the person printing chooses.

    `edition` is for whom: the internal one alone holds internal lines, comment, mobiles, answers and speaking times; an
    excerpt holds what concerns the organisation `excerpt_of` (an id), called `excerpt_name`. `copy_for` is the code of
    the side whose copy of agreed minutes this is: it stands first in it (alternat). `family_capitals` is the one switch
    for FAMILY Given (domain.md 4.6, 3); `copy_no` 0 means no copy number.
    """

    edition: Edition = Edition.COUNTERPART
    family_capitals: bool = True
    copy_no: int = 0
    excerpt_of: str = ""
    excerpt_name: Text = ""
    copy_for: str = ""

    @property
    def internal(self) -> bool:
        """Whether this copy stays in the mission."""
        return self.edition is Edition.INTERNAL
