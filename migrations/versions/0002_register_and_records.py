"""The register and the records grown up: contacts, assessments, imports and merges, reviews, frozen versions.

Revision: 0002
Follows: 0001
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from uuid import uuid4

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "assessment",
        sa.Column("subject_kind", sa.String(length=40), nullable=False),
        sa.Column("subject_id", sa.String(length=36), nullable=False),
        sa.Column(
            "about",
            sa.Enum("power", "interest", "stance", "relationship", name="assessed", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("value", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("assessed_on", sa.Date(), nullable=False),
        sa.Column("assessor", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.String(length=20), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted_at", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assessment")),
    )
    op.create_table(
        "deed",
        sa.Column("batch", sa.String(length=36), nullable=False),
        sa.Column("kind", sa.Enum("import", "merge", name="deedkind", native_enum=False, length=40), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("actor", sa.String(length=200), nullable=False),
        sa.PrimaryKeyConstraint("batch", name=op.f("pk_deed")),
    )
    op.create_table(
        "edit_lock",
        sa.Column("owner_kind", sa.String(length=40), nullable=False),
        sa.Column("owner_id", sa.String(length=36), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("session", sa.String(length=36), nullable=False),
        sa.Column("renewed_at", sa.String(length=20), nullable=False),
        sa.PrimaryKeyConstraint("owner_kind", "owner_id", name="pk_edit_lock"),
    )
    op.create_table(
        "import_mapping",
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("signature", sa.String(length=64), nullable=False),
        sa.Column("source_name", sa.Text(), nullable=False),
        sa.Column("columns", sa.JSON(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.String(length=20), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted_at", sa.String(length=20), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_import_mapping")),
    )
    op.create_table(
        "organisation_contact",
        sa.Column("organisation_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "email",
                "mobile",
                "office",
                "pa",
                "assistant-email",
                "fax",
                "post",
                "web",
                name="contactkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum("unknown", "given", "refused", name="consent", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("consent_basis", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("is_gatekeeper", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_organisation_contact_organisation_id_organisation"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation_contact")),
    )
    op.create_table(
        "person_contact",
        sa.Column("person_id", sa.String(length=36), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "email",
                "mobile",
                "office",
                "pa",
                "assistant-email",
                "fax",
                "post",
                "web",
                name="contactkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("value", sa.Text(), nullable=False),
        sa.Column("label", sa.Text(), nullable=False),
        sa.Column(
            "consent",
            sa.Enum("unknown", "given", "refused", name="consent", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("consent_basis", sa.Text(), nullable=False),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("verified_on", sa.Date(), nullable=True),
        sa.Column("is_gatekeeper", sa.Boolean(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["person_id"], ["person.id"], name=op.f("fk_person_contact_person_id_person"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person_contact")),
    )
    op.create_table(
        "dispatch",
        sa.Column("document", sa.String(length=40), nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=True),
        sa.Column("meeting_id", sa.String(length=36), nullable=True),
        sa.Column(
            "edition",
            sa.Enum("internal", "counterpart", "excerpt", name="edition", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("organisation_id", sa.String(length=36), nullable=True),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("version_text", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=10), nullable=False),
        sa.Column("format", sa.String(length=10), nullable=False),
        sa.Column("marking", sa.Text(), nullable=False),
        sa.Column("recipient", sa.Text(), nullable=False),
        sa.Column(
            "channel",
            sa.Enum(
                "print",
                "file",
                "email",
                "by-hand",
                "courier",
                "note-verbale",
                "clipboard",
                name="dispatchchannel",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("copy_no", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("record_hash", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.String(length=20), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.String(length=20), nullable=False),
        sa.Column("created_by", sa.String(length=200), nullable=False),
        sa.Column("updated_at", sa.String(length=20), nullable=False),
        sa.Column("updated_by", sa.String(length=200), nullable=False),
        sa.Column("deleted_at", sa.String(length=20), nullable=True),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_dispatch_meeting_id_meeting"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id"],
            ["organisation.id"],
            name=op.f("fk_dispatch_organisation_id_organisation"),
            ondelete="RESTRICT",
        ),
        sa.ForeignKeyConstraint(
            ["record_id"], ["meeting_record.id"], name=op.f("fk_dispatch_record_id_meeting_record"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_dispatch")),
    )
    op.create_table(
        "frozen_record",
        sa.Column("seq", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "minutes",
                "record-of-discussion",
                "agreed-minutes",
                "note-for-file",
                "aide-memoire",
                "press-line",
                name="recordkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column("edition", sa.Integer(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("previous", sa.String(length=64), nullable=False),
        sa.Column("chain", sa.String(length=64), nullable=False),
        sa.Column("frozen_at", sa.String(length=20), nullable=False),
        sa.Column("frozen_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_frozen_record_meeting_id_meeting"), ondelete="RESTRICT"
        ),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["meeting_record.id"],
            name=op.f("fk_frozen_record_record_id_meeting_record"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("seq", name=op.f("pk_frozen_record")),
    )
    op.create_table(
        "circulated_draft",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("draft_no", sa.Integer(), nullable=False),
        sa.Column("to_counterpart", sa.Boolean(), nullable=False),
        sa.Column("content", sa.Text(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("sent_at", sa.String(length=20), nullable=False),
        sa.Column("sent_by", sa.Text(), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["meeting_record.id"],
            name=op.f("fk_circulated_draft_record_id_meeting_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_circulated_draft")),
    )
    op.create_table(
        "record_review",
        sa.Column("record_id", sa.String(length=36), nullable=False),
        sa.Column("order_no", sa.Integer(), nullable=False),
        sa.Column("reviewer", sa.Text(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("asked", "changes-requested", "approved", name="reviewstate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("draft_no", sa.Integer(), nullable=False),
        sa.Column("answered_at", sa.String(length=20), nullable=True),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["meeting_record.id"],
            name=op.f("fk_record_review_record_id_meeting_record"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_record_review")),
    )
    op.create_table(
        "reference_number",
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.Column("series", sa.String(length=40), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("no", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=False),
        sa.Column(
            "state", sa.Enum("used", "cancelled", name="referencestate", native_enum=False, length=40), nullable=False
        ),
        sa.Column("record_id", sa.String(length=36), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("taken_at", sa.String(length=20), nullable=False),
        sa.Column("taken_by", sa.Text(), nullable=False),
        sa.CheckConstraint("no > 0", name=op.f("ck_reference_number_counts_from_one")),
        sa.ForeignKeyConstraint(
            ["record_id"],
            ["meeting_record.id"],
            name=op.f("fk_reference_number_record_id_meeting_record"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reference_number")),
    )
    op.create_table(
        "followup_mention",
        sa.Column("followup_id", sa.String(length=36), nullable=False),
        sa.Column("meeting_id", sa.String(length=36), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "open", "in-hand", "done", "dropped", "superseded", name="followupstatus", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("at", sa.String(length=20), nullable=False),
        sa.Column("id", sa.String(length=36), nullable=False),
        sa.ForeignKeyConstraint(
            ["followup_id"], ["followup.id"], name=op.f("fk_followup_mention_followup_id_followup"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["meeting_id"], ["meeting.id"], name=op.f("fk_followup_mention_meeting_id_meeting"), ondelete="RESTRICT"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_followup_mention")),
    )
    op.create_index(
        "ix_assessment_subject_kind_subject_id_assessed_on",
        "assessment",
        ["subject_kind", "subject_id", "assessed_on"],
        unique=False,
    )
    op.create_index("ux_import_mapping_kind_signature", "import_mapping", ["kind", "signature"], unique=True)
    op.create_index(
        "ix_organisation_contact_organisation_id", "organisation_contact", ["organisation_id"], unique=False
    )
    op.create_index("ix_organisation_contact_value", "organisation_contact", ["value"], unique=False)
    op.create_index("ix_person_contact_person_id", "person_contact", ["person_id"], unique=False)
    op.create_index("ix_person_contact_value", "person_contact", ["value"], unique=False)
    op.create_index("ix_record_point_speaker_id", "record_point", ["speaker_id"], unique=False)
    op.create_index("ix_record_point_speaker_org_id", "record_point", ["speaker_org_id"], unique=False)
    op.create_index("ix_dispatch_meeting_id", "dispatch", ["meeting_id"], unique=False)
    op.create_index("ix_dispatch_record_id", "dispatch", ["record_id"], unique=False)
    op.create_index("ix_dispatch_sent_at_id", "dispatch", ["sent_at", "id"], unique=False)
    op.create_index("ix_frozen_record_meeting_id", "frozen_record", ["meeting_id"], unique=False)
    op.create_index("ix_frozen_record_sha256", "frozen_record", ["sha256"], unique=False)
    op.create_index("ux_frozen_record_record_id", "frozen_record", ["record_id"], unique=True)
    op.create_index(
        "ux_circulated_draft_record_id_draft_no", "circulated_draft", ["record_id", "draft_no"], unique=True
    )
    op.create_index("ix_record_review_record_id", "record_review", ["record_id"], unique=False)
    op.create_index("ux_reference_number_reference", "reference_number", ["reference"], unique=True)
    op.create_index("ux_reference_number_series_year_no", "reference_number", ["series", "year", "no"], unique=True)
    op.create_index("ix_followup_mention_followup_id", "followup_mention", ["followup_id"], unique=False)
    op.create_index("ix_followup_mention_meeting_id", "followup_mention", ["meeting_id"], unique=False)
    op.add_column("agenda_item", sa.Column("objective", sa.Text(), nullable=False, server_default=""))
    op.add_column("agenda_item", sa.Column("started_at", sa.String(length=20), nullable=True))
    op.add_column("agenda_item", sa.Column("ended_at", sa.String(length=20), nullable=True))
    op.add_column("meeting", sa.Column("predecessor_id", sa.String(length=36), nullable=True))
    op.add_column("meeting_record", sa.Column("previous_id", sa.String(length=36), nullable=True))
    op.add_column("meeting_record", sa.Column("correction", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("summary", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("summary_second", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("comment", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("addressee", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("preamble", sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "meeting_record", sa.Column("second_language", sa.String(length=10), nullable=False, server_default="")
    )
    op.add_column(
        "meeting_record", sa.Column("bilingual", sa.String(length=40), nullable=False, server_default="stacked")
    )
    op.add_column(
        "meeting_record", sa.Column("prevailing_language", sa.String(length=10), nullable=False, server_default="")
    )
    op.add_column("meeting_record", sa.Column("signatories", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("meeting_record", sa.Column("signed_at_place", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("signed_on", sa.Date(), nullable=True))
    op.add_column("meeting_record", sa.Column("confirmed_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("meeting_record", sa.Column("confirmed_on", sa.Date(), nullable=True))
    op.add_column(
        "meeting_record", sa.Column("outward_list", sa.String(length=40), nullable=False, server_default="full")
    )
    op.add_column("meeting_record", sa.Column("no_press_line", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("mission", sa.Column("reference_patterns", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("organisation", sa.Column("identifiers", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("organisation", sa.Column("topic_ids", sa.JSON(), nullable=False, server_default="[]"))
    op.add_column("organisation", sa.Column("relationship_owner", sa.Text(), nullable=False, server_default=""))
    op.add_column("organisation", sa.Column("cadence_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("organisation", sa.Column("merged_into_id", sa.String(length=36), nullable=True))
    op.add_column("person", sa.Column("address_forms", sa.JSON(), nullable=False, server_default="{}"))
    op.add_column("person", sa.Column("relationship_owner", sa.Text(), nullable=False, server_default=""))
    op.add_column("person", sa.Column("cadence_days", sa.Integer(), nullable=False, server_default="0"))
    op.add_column("person", sa.Column("merged_into_id", sa.String(length=36), nullable=True))
    op.add_column("record_point", sa.Column("text_second", sa.Text(), nullable=False, server_default=""))
    op.add_column("record_point", sa.Column("internal", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("record_point", sa.Column("departmental_view", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column("record_point", sa.Column("is_quote", sa.Boolean(), nullable=False, server_default="0"))
    op.add_column(
        "record_point", sa.Column("quote_consent", sa.String(length=40), nullable=False, server_default="not-asked")
    )
    op.add_column("record_point", sa.Column("said_at", sa.String(length=20), nullable=True))
    _contacts_of_people()
    for verb in ("UPDATE", "DELETE"):
        op.execute(
            f"CREATE TRIGGER frozen_record_no_{verb.lower()} BEFORE {verb} ON frozen_record BEGIN "
            "SELECT RAISE(ABORT, 'an approved record never changes'); END"
        )
    op.execute(
        "CREATE TRIGGER circulated_draft_no_update BEFORE UPDATE ON circulated_draft BEGIN "
        "SELECT RAISE(ABORT, 'a draft that was sent never changes'); END"
    )


def _contacts_of_people() -> None:
    """The one address and the one number that each person had become the first of their contacts, and the audit trail
    says so: `check` replays it."""
    connection = op.get_bind()
    batch, at = str(uuid4()), datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    found = connection.execute(sa.text("SELECT id, email, phone FROM person WHERE email <> '' OR phone <> ''")).all()
    for person_id, email, phone in found:
        ways = [way for way in (("email", email), ("office", phone)) if way[1]]
        for position, (kind, value) in enumerate(ways):
            row: dict[str, object] = {
                "id": str(uuid4()),
                "person_id": person_id,
                "position": position,
                "kind": kind,
                "value": value,
                "label": "",
                "consent": "unknown",
                "consent_basis": "",
                "consent_on": None,
                "verified_on": None,
                "is_gatekeeper": False,
            }
            names = ", ".join(row)
            connection.execute(
                sa.text(f"INSERT INTO person_contact ({names}) VALUES ({', '.join(':' + name for name in row)})"), row
            )
            connection.execute(
                sa.text(
                    "INSERT INTO audit_event (batch, at, actor, tag, kind, entity_id, table_name, row_id, after) VALUES "
                    "(:batch, :at, 'upgrade', 'person:contacts:added', 'person', :person, 'person_contact', :row, :after)"
                ),
                {"batch": batch, "at": at, "person": person_id, "row": row["id"], "after": json.dumps(_typed(row))},
            )


def _typed(row: dict[str, object]) -> dict[str, list[object]]:
    names = {str: "str", int: "int", bool: "bool", type(None): "none"}
    return {name: [names[type(value)], value] for name, value in row.items()}


def downgrade() -> None:
    op.execute("DROP TRIGGER circulated_draft_no_update")
    op.execute("DROP TRIGGER frozen_record_no_update")
    op.execute("DROP TRIGGER frozen_record_no_delete")
    op.drop_index("ix_record_point_speaker_org_id", "record_point")
    op.drop_index("ix_record_point_speaker_id", "record_point")
    op.drop_table("followup_mention")
    op.drop_table("reference_number")
    op.drop_table("record_review")
    op.drop_table("circulated_draft")
    op.drop_table("frozen_record")
    op.drop_table("dispatch")
    op.drop_table("person_contact")
    op.drop_table("organisation_contact")
    op.drop_table("import_mapping")
    op.drop_table("edit_lock")
    op.drop_table("deed")
    op.drop_table("assessment")
    op.execute("ALTER TABLE record_point DROP COLUMN said_at")
    op.execute("ALTER TABLE record_point DROP COLUMN quote_consent")
    op.execute("ALTER TABLE record_point DROP COLUMN is_quote")
    op.execute("ALTER TABLE record_point DROP COLUMN departmental_view")
    op.execute("ALTER TABLE record_point DROP COLUMN internal")
    op.execute("ALTER TABLE record_point DROP COLUMN text_second")
    op.execute("ALTER TABLE person DROP COLUMN merged_into_id")
    op.execute("ALTER TABLE person DROP COLUMN cadence_days")
    op.execute("ALTER TABLE person DROP COLUMN relationship_owner")
    op.execute("ALTER TABLE person DROP COLUMN address_forms")
    op.execute("ALTER TABLE organisation DROP COLUMN merged_into_id")
    op.execute("ALTER TABLE organisation DROP COLUMN cadence_days")
    op.execute("ALTER TABLE organisation DROP COLUMN relationship_owner")
    op.execute("ALTER TABLE organisation DROP COLUMN topic_ids")
    op.execute("ALTER TABLE organisation DROP COLUMN identifiers")
    op.execute("ALTER TABLE mission DROP COLUMN reference_patterns")
    op.execute("ALTER TABLE meeting_record DROP COLUMN no_press_line")
    op.execute("ALTER TABLE meeting_record DROP COLUMN outward_list")
    op.execute("ALTER TABLE meeting_record DROP COLUMN confirmed_on")
    op.execute("ALTER TABLE meeting_record DROP COLUMN confirmed_by")
    op.execute("ALTER TABLE meeting_record DROP COLUMN signed_on")
    op.execute("ALTER TABLE meeting_record DROP COLUMN signed_at_place")
    op.execute("ALTER TABLE meeting_record DROP COLUMN signatories")
    op.execute("ALTER TABLE meeting_record DROP COLUMN prevailing_language")
    op.execute("ALTER TABLE meeting_record DROP COLUMN bilingual")
    op.execute("ALTER TABLE meeting_record DROP COLUMN second_language")
    op.execute("ALTER TABLE meeting_record DROP COLUMN preamble")
    op.execute("ALTER TABLE meeting_record DROP COLUMN addressee")
    op.execute("ALTER TABLE meeting_record DROP COLUMN comment")
    op.execute("ALTER TABLE meeting_record DROP COLUMN summary_second")
    op.execute("ALTER TABLE meeting_record DROP COLUMN summary")
    op.execute("ALTER TABLE meeting_record DROP COLUMN correction")
    op.execute("ALTER TABLE meeting_record DROP COLUMN previous_id")
    op.execute("ALTER TABLE meeting DROP COLUMN predecessor_id")
    op.execute("ALTER TABLE agenda_item DROP COLUMN ended_at")
    op.execute("ALTER TABLE agenda_item DROP COLUMN started_at")
    op.execute("ALTER TABLE agenda_item DROP COLUMN objective")
