"""Polish: future verbs by their form, gifts and refunds, causes, excuses, and what only looks like one."""

from datetime import date, datetime

import pytest

from dashboard.detect.messages import label


@pytest.mark.parametrize(
    ("text", "promise"),
    [
        ("Do wieczora ogarniemy windę.", "dated"),
        ("W czwartek między 8 a 10 będziemy z hydraulikiem.", "dated"),
        ("Jak tylko hurtownia odpisze, od razu Pana poinformuję.", "undated"),
        ("Ekipa od rusztowań wchodzi we wtorek, do czwartku wszystko rozbierze.", "dated"),
        ("Nie anuluję abonamentu wstecz.", "none"),
        ("Rozumiemy Pana zdenerwowanie i ponosimy koszty.", "none"),
        ("Wizytę umówiliśmy zgodnie z Pana prośbą.", "none"),
        ("W poniedziałek biuro będzie zamknięte.", "none"),
    ],
)
def test_a_promise(text: str, promise: str) -> None:
    assert label(text, hint="pl").promise == promise


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Nadpłatę oddamy najpóźniej 9 lipca.", True),
        ("Na osłodę podarowaliśmy Państwu noc ze śniadaniem.", True),
        ("Opłaty za dojazd nie naliczyliśmy.", True),
        ("Ze zwrotu za bilet tym razem nici.", False),
        ("Zwrot towaru możliwy jest w ciągu 14 dni.", False),
        ("Przy zakupie dwóch opon trzecia gratis, tylko do niedzieli!", False),
        ("Wpłata 300 zł została zaksięgowana.", False),
        ("Zdjąłem z rachunku dwie pozycje.", True),
        ("Firma pokrywa pralnię.", True),
        ("Na nową kartę nie trzeba będzie nic dopłacać.", True),
        ("Różnicę w cenie dostanie Pani w gotówce.", True),
        ("Wymieniliśmy uszkodzoną kartę w centrali.", False),
        ("Przyślemy nowego technika.", False),
        ("Kuponów nie wymieniamy na gotówkę.", False),
    ],
)
def test_an_offer(text: str, offers: bool) -> None:
    assert label(text, hint="pl").has_compensation == offers


@pytest.mark.parametrize(
    ("text", "explains"),
    [
        ("Przez oblodzenie drogi dostawca wyruszył po czasie.", True),
        ("Kajamy się za awarię logowania, wygasł certyfikat.", True),
        ("Wykryliśmy podejrzane logowanie, stąd blokada karty.", True),
        ("Sprawdzamy przyczynę opóźnienia.", False),
        ("Przez aplikację może Pani zmienić termin wizyty.", False),
        ("Prąd wyłączono. Koparka przecięła kabel.", True),
        ("Odwołaliśmy zajęcia. Instruktor złamał nogę.", True),
        ("Nie odebrałam, bo byłam w gabinecie.", True),
        ("Przeszliśmy przez to jeszcze raz i poprawiliśmy.", False),
        ("Przepraszam za błąd. Kolega poprawił fakturę.", False),
        ("Piszę, ponieważ obiecałem.", False),
    ],
)
def test_a_cause(text: str, explains: bool) -> None:
    assert label(text, hint="pl").has_explanation == explains


@pytest.mark.parametrize(
    ("text", "excuses"),
    [
        ("Na korki w mieście wpływu nie mamy.", True),
        ("My tylko pośredniczymy w sprzedaży.", True),
        ("Przed zakupem należało zmierzyć wnękę.", True),
        ("Zasady to zasady.", True),
        ("System tego nie przewiduje.", True),
        ("Termin podany na stronie jest jedynie orientacyjny.", True),
        ("Informowaliśmy o tym w mailu z marca.", True),
        ("Zależy to wyłącznie od urzędu skarbowego.", True),
        ("Nie powinna Pani tyle czekać.", False),
        ("Mogła Pani poczuć się zlekceważona, przepraszam.", False),
        ("Że niby to nie nasza wina? Nasza, i kropka.", False),
        ("Przykro mi, że paczka do Pani nie dotarła.", False),
    ],
)
def test_an_excuse(text: str, excuses: bool) -> None:
    assert label(text, hint="pl").has_excuse == excuses


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("Zamieniliśmy torty, nie gniewaj się na nas.", "specific"),
        ("Jeśli się Pan zawiódł, przepraszam, ale podpis jest Pański.", "non_apology"),
        ("Przepraszam, że nie doczytał Pan regulaminu.", "non_apology"),
        ("Przykro mi, to musiało być niefajne.", "sympathy"),
        ("Dziękuję za Pani przeprosiny.", "none"),
    ],
)
def test_an_apology(text: str, grade: str) -> None:
    assert label(text, hint="pl").grade == grade


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("W ciągu 3 dni roboczych odpowiemy.", date(2026, 11, 23)),
        ("Wymienimy zamek w ciągu 2 tygodni.", date(2026, 12, 2)),
        ("Zwrócimy środki w środę.", date(2026, 11, 25)),
    ],
)
def test_a_due_day(text: str, due: date) -> None:
    found = label(text, hint="pl", sent_at=datetime(2026, 11, 18, 9)).due
    assert found is not None
    assert found.on == due
