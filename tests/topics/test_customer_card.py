"""One customer in words: where it belongs."""

from dashboard.topics import customer_card

NOTHING = dict.fromkeys(("industry", "country", "parent_id", "account_owner_id"), None)


def test_where_a_customer_belongs_as_far_as_it_is_known() -> None:
    assert customer_card.place({**NOTHING, "is_internal": False}) == ""
    known = {"industry": "retail", "country": "HU", "is_internal": True, "parent_id": "C-1", "account_owner_id": "A-7"}
    assert customer_card.place(known) == "retail · HU · internal · part of C-1 · account of A-7"
