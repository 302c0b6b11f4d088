"""Georgian: future verbs by their form, gifts and refunds, causes, excuses, and Latin letters."""

from datetime import date, datetime

import pytest

from dashboard.detect.messages import Labels, label


def georgian(text: str) -> Labels:
    """The labels of a Georgian message of ours."""
    return label(text, hint="ka")


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("შაბათს ჩამოგიტანთ.", "dated"),
        ("საწყობს გადავამოწმებინებ და შეგატყობინებთ.", "undated"),
        ("ოსტატი ხვალ დილის 10-ზე იქნება თქვენთან.", "dated"),
        ("გუშინ დაგირეკეთ, როგორც შეგპირდით.", "none"),
        ("ორშაბათამდე რომ მზად იქნება, მაგას ვერ დაგპირდებით.", "none"),
        ("სიამოვნებით დაგეხმარებით არჩევანში.", "none"),
        ("შეგახსენებთ, რომ გადახდის ბოლო ვადა 20 მაისია.", "none"),
    ],
)
def test_a_promise(text: str, promise: str) -> None:
    assert georgian(text).promise == promise


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("მთელი თანხა უკან ჩაგირიცხეთ.", True),
        ("ამაში არაფერს გადაიხდით.", True),
        ("სხვაობა, 4.80, უკვე დაგიბრუნდა ბარათზე.", True),
        ("თანხის დაბრუნებას ვერ შემოგთავაზებთ.", False),
        ("ნივთის დაბრუნება შეგიძლიათ 14 დღის განმავლობაში.", False),
        ("ახალი პაროლი გამოგიგზავნეთ ელფოსტაზე.", False),
        ("საურავი ჩამოგაწერეთ.", True),
        ("ქირას ორი დღე გამოვაკელი.", True),
        ("საურავს ვერ ჩამოგაწერთ.", False),
        ("ცხელი ხაზი უფასოა.", False),
    ],
)
def test_an_offer(text: str, offers: bool) -> None:
    assert georgian(text).has_compensation == offers


@pytest.mark.parametrize(
    ("text", "explains", "excuses"),
    [
        ("რეისი გააუქმეს, ბათუმში ძლიერი ქარია.", True, False),
        ("ჩვენი ბრალია, მართალი ბრძანდებით.", False, False),
        ("გათიშვის მიზეზი ჯერჯერობით უცნობია.", False, False),
        ("ამინდს ჩვენ ვერ შევცვლით.", False, True),
        ("კანონი კანონია.", False, True),
        ("თქვენი ბრალი სულაც არაა.", False, False),
        ("გაკვეთილი გაუქმდა. მასწავლებელმა ფეხი მოიტეხა.", True, False),
        ("ბოდიში შეცდომისთვის. კოლეგამ ინვოისი გაასწორა.", False, False),
        ("ვადა მხოლოდ საორიენტაციოა.", False, True),
        ("გარანტია ამას არ ფარავს.", False, True),
        ("ბოდიში, რომ არ გაგაფრთხილეთ.", False, False),
    ],
)
def test_a_cause_and_an_excuse(text: str, explains: bool, excuses: bool) -> None:
    found = georgian(text)
    assert (found.has_explanation, found.has_excuse) == (explains, excuses)


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("vwuxvart, rom ar mogewonat", "sympathy"),
        ("bodishs gixdit dagvianebistvis", "specific"),
        ("შექმნილი დისკომფორტისთვის მოვიბოდიშებთ.", "formulaic"),
        ("თუკი ჩვენმა პასუხმა გული გატკინათ, ბოდიში.", "non_apology"),
        ("ბოდიში, თქვენი სახელი კიდევ ერთხელ მითხარით.", "none"),
    ],
)
def test_an_apology(text: str, grade: str) -> None:
    assert georgian(text).grade == grade


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("ხვალ 12 საათამდე დაგირეკავთ.", datetime(2026, 11, 19, 12)),
        ("ორი საათის განმავლობაში დაგირეკავთ.", datetime(2026, 11, 18, 11)),
        ("24 საათში გიპასუხებთ.", datetime(2026, 11, 19, 9)),
    ],
)
def test_an_hour_and_hours(text: str, due: datetime) -> None:
    found = label(text, hint="ka", sent_at=datetime(2026, 11, 18, 9)).due
    assert found is not None
    assert found.at == due


def test_a_month_written_right_after_its_day() -> None:
    found = label("დადასტურებას 3აგვისტოს გამოგიგზავნით.", hint="ka", sent_at=datetime(2026, 7, 30, 9)).due
    assert found is not None
    assert found.on == date(2026, 8, 3)
