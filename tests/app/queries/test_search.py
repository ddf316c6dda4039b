"""One box over everything, in any script, ranked, narrowed by what is typed and marked where it answers."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from sqlalchemy import text

from app.container import Container, build
from app.core.clock import FixedClock
from app.core.enums import ContactKind, NameOrder, Script
from app.core.settings import Settings
from app.db import maintenance
from app.queries.search import Hit
from app.services import demo
from app.services.contacts import ContactDraft
from app.services.organisations import OrganisationDraft, OrgNameDraft
from app.services.people import PersonDraft, PersonNameDraft, PositionDraft
from tests.app.conftest import STORY_NOW


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Container]:
    folder = tmp_path_factory.mktemp("story")
    opened = build(folder / "chancery.db", settings=Settings(folder / "s.json"), clock=FixedClock(STORY_NOW))
    demo.build(opened.services, opened.queries)
    tokyo = OrgNameDraft("Tōkyō Cell Works"), OrgNameDraft("東京電池工業", "ja", "Jpan")
    home = opened.services.organisations.create(OrganisationDraft(tokyo, side="JP", identifiers={"LEI": "5493ABC"})).id
    names = (
        PersonNameDraft("Takahashi Emi", order=NameOrder.SINGLE),
        PersonNameDraft("髙橋恵美", Script.JAPANESE, reading="たかはし えみ", lang="ja"),
    )
    phone = ContactDraft(ContactKind.OFFICE_OF, "+81 3 5555 0147", "Private office")
    opened.services.people.create(
        PersonDraft(names, (PositionDraft(home, {"en": "Adviser"}),), "JP", contacts=(phone,))
    )
    opened.services.people.create(
        PersonDraft(
            (PersonNameDraft("やまだ", Script.KANA), PersonNameDraft("हिन्दी शर्मा", Script.DEVANAGARI)), side="IN"
        )
    )
    yield opened
    opened.close()


def names(hits: list[Hit]) -> list[str]:
    return [hit.name for hit in hits]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("電池", "Tōkyō Cell Works"),
        ("池工", "Tōkyō Cell Works"),
        ("tokyo", "Tōkyō Cell Works"),
        ("TOKYO cel", "Tōkyō Cell Works"),
        ("works tōk", "Tōkyō Cell Works"),
        ("高橋", "Takahashi Emi"),
        ("髙橋", "Takahashi Emi"),
        ("タカハシ", "Takahashi Emi"),
        ("ﾀｶﾊｼ", "Takahashi Emi"),
        ("emi taka", "Takahashi Emi"),
        ("ﾔﾏﾀﾞ", "やまだ"),
        ("ヤマダ", "やまだ"),
        ("हिंदी", "やまだ"),
        ("शर्", "やまだ"),
        ("private office", "Takahashi Emi"),
        ("5493abc", "Tōkyō Cell Works"),
    ],
)
def test_a_record_is_found_however_it_is_typed(desk: Container, typed: str, found: str) -> None:
    assert found in names(desk.queries.search.find(typed))


@pytest.mark.parametrize("typed", ["ヤマタ", "電地", "tokio", ""])
def test_what_differs_is_not_found(desk: Container, typed: str) -> None:
    found = names(desk.queries.search.find(typed))
    assert not {"Tōkyō Cell Works", "やまだ"} & set(found)


def test_the_very_name_stands_before_names_that_begin_so_and_texts(desk: Container) -> None:
    create = desk.services.organisations.create
    for no, name in enumerate(("Zinc Council of Asia", "Asia Zinc", "Zinc Council")):
        create(OrganisationDraft((OrgNameDraft(name),), notes="On the zinc council." if no == 1 else ""))
    found = names(desk.queries.search.find("zinc council"))
    assert found == ["Zinc Council", "Zinc Council of Asia", "Asia Zinc"]


def test_hits_say_where_they_answer_in_the_text_as_it_stands(desk: Container) -> None:
    (hit,) = desk.queries.search.find("tokyo wor", kinds=("organisation",))
    assert [hit.name[a:b] for a, b in hit.name_marks] == ["Tōkyō", "Wor"]
    hit = next(one for one in desk.queries.search.find("電池工業") if one.kind == "organisation")
    assert [hit.snippet[a:b] for a, b in hit.snippet_marks] == ["電池工業"]


def test_answers_of_one_name_are_told_apart(desk: Container) -> None:
    person = next(hit for hit in desk.queries.search.find("kind:person takahashi"))
    assert person.about == "Adviser · Tōkyō Cell Works"
    call = next(hit for hit in desk.queries.search.find("kind:meeting call tokyo"))
    assert (call.name, call.about) == ("Call with Tokyo: follow-up of the conference", "Tue 8 July 2025")
    assert {hit.about for hit in desk.queries.search.find("kind:organisation lohum")} == {""}


def test_nothing_is_said_of_a_sealed_person(desk: Container) -> None:
    post = PositionDraft(None, {"en": "Hidden post"})
    sealed = PersonDraft((PersonNameDraft("Sealed Someone"),), (post,), "IN", is_sealed=True)
    desk.services.people.create(replace(sealed, outward_label={"en": "An official"}))
    assert all("Hidden" not in hit.about for hit in desk.queries.search.find("kind:person sealed"))


def test_filters_narrow_by_kind_side_and_organisation(desk: Container) -> None:
    find = desk.queries.search.find
    assert {hit.kind for hit in find("kind:person tokyo")} == {"person"}
    assert names(find("kind:person side:jp tokyo")) == ["Takahashi Emi"]
    assert find("kind:person side:in tokyo") == []
    assert set(names(find('org:"東京電池工業"'))) == {"Takahashi Emi", "Tōkyō Cell Works"}
    assert names(find("種類:人 組織:東京電池")) == ["Takahashi Emi"]
    assert find("org:nobody") == []
    assert find("kind:meeting side:us")


def test_a_period_lets_through_what_happened_in_it(desk: Container) -> None:
    with desk.store.read() as session:
        days = dict(session.execute(text("SELECT id, date(starts_at, '+330 minutes') FROM meeting")).tuples().all())
    first = min(days.values())
    found = desk.queries.search.find(f"kind:meeting in:{first}", limit=500)
    assert {hit.id for hit in found} == {id for id, day in days.items() if day == first}
    assert desk.queries.search.find("kind:meeting to:2020") == []
    met = desk.queries.search.find("kind:person in:july", limit=500)
    assert met
    assert "Takahashi Emi" not in names(met)  # nobody met her


def test_the_tree_counts_below_an_organisation(desk: Container) -> None:
    organisations = desk.services.organisations
    top = organisations.create(OrganisationDraft((OrgNameDraft("Quartz Holding"),))).id
    low = organisations.create(OrganisationDraft((OrgNameDraft("Desk Nine"),), parent_id=top)).id
    desk.services.people.create(PersonDraft((PersonNameDraft("Below Somebody"),), (PositionDraft(low),)))
    assert names(desk.queries.search.find("kind:person org:quartz")) == ["Below Somebody"]


def test_an_answer_is_grouped_and_says_what_was_understood(desk: Container) -> None:
    answer = desk.queries.search.answer("side:jp tokyo")
    assert (answer.asked.text, answer.asked.side) == ("tokyo", "JP")
    assert {kind for kind, _ in answer.groups} >= {"person", "organisation"}
    for kind, hits in answer.groups:
        assert {hit.kind for hit in hits} == {kind}


def test_papers_are_found_by_name_and_lead_to_their_owner(desk: Container) -> None:
    (meeting,) = [hit.id for hit in desk.queries.search.find("kind:meeting", limit=1)]
    paper = desk.services.documents.attach("meeting", meeting, "Gigafactory offer (最終).pdf", b"%PDF").id
    (hit,) = desk.queries.search.find("gigafactory kind:document")
    assert (hit.kind, hit.id, hit.open_kind, hit.open_id) == ("document", paper, "meeting", meeting)
    assert [one.id for one in desk.queries.search.find("最終")] == [paper]
    desk.services.documents.detach(paper)
    assert desk.queries.search.find("gigafactory") == []
    desk.services.history.undo()
    assert [one.id for one in desk.queries.search.find("gigafactory")] == [paper]
    assert maintenance.check(desk.store) == []


def test_a_removed_contact_is_no_longer_found(desk: Container) -> None:
    people = desk.services.people
    id = people.create(
        PersonDraft((PersonNameDraft("Gone Number"),), contacts=(ContactDraft(ContactKind.FAX, "0555987"),))
    ).id
    assert [hit.id for hit in desk.queries.search.find("0555987")] == [id]
    draft = people.draft(id)
    people.update(id, replace(draft, contacts=()), draft)
    assert desk.queries.search.find("0555987") == []


@pytest.mark.parametrize(
    "typed", ['"', "kind:", "kind:person", "* OR", "NEAR(a b)", "a:b:c", "org:", "org:!!!", "side:zz !!"]
)
def test_anything_can_be_typed(desk: Container, typed: str) -> None:
    desk.queries.search.find(typed)
