"""A password on a finished PDF: AES-256 (revision 6 of the standard handler), which ReportLab itself does not have.

A protected file differs from one writing to the next, because its keys are random; that is its purpose.
"""

from __future__ import annotations

import io
import secrets

from app.core.errors import Refused
from app.core.i18n import N_

LONGEST = 127
"""Bytes of UTF-8 that the standard takes; what is beyond would be cut off without a word (ISO 32000-2, 7.6.4.3.3)."""


def encrypted(pdf: bytes, password: str) -> bytes:
    """`pdf`, to be opened with `password` only. Raises `Refused` for a password that is longer than the standard takes.

    The owner's password is random and kept nowhere: nobody has another way in.
    """
    if len(password.encode("utf-8", "replace")) > LONGEST:
        raise Refused(N_("This password is too long for a PDF. Use at most {n} letters."), n=LONGEST // 3)
    import pikepdf  # 57 ms, only for whoever protects a file

    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        rights = pikepdf.Encryption(user=password, owner=secrets.token_urlsafe(24), R=6)
        document.save(out, encryption=rights)
    return out.getvalue()
