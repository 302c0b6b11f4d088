"""Hungarian: free word order, present tense with a future sense, waivers and gifts, causes, excuses, no accents."""

from datetime import date, datetime

import pytest

from dashboard.detect.messages import Labels, label

WEDNESDAY = datetime(2026, 11, 18, 10)


def hungarian(text: str) -> Labels:
    """The labels of a Hungarian message of ours."""
    return label(text, hint="hu", sent_at=WEDNESDAY, timezone="Europe/Budapest")


@pytest.mark.parametrize(
    ("text", "grade"),
    [
        ("elnezest a keses miatt", "specific"),
        ("Restelljük, hogy a levélben más nevén szólítottuk.", "specific"),
        ("Sajnáljuk, ezt mi szúrtuk el: rossz címre vittük.", "specific"),
        ("Elnézését kérjük az esetleges hibákért.", "formulaic"),
        ("Kérjük, nézze el nekünk a kényelmetlenséget.", "formulaic"),
        ("Ha bármelyik munkatársunk megbántotta, fogadja bocsánatkérésünket.", "non_apology"),
        ("Sajnáljuk, hogy Ön így élte meg a bejelentkezést.", "non_apology"),
        ("Sajnáljuk a késést.", "sympathy"),
        ("Sajnálom, nem tudunk kivételt tenni.", "none"),
        ("Elnézést, megismételné a nevét?", "none"),
        ("Bocsánat, hogy zavarom, a parkolási ügyfélszolgálattól hívom.", "none"),
        ("A futárszolgálat tőlünk is bocsánatot kért.", "none"),
        ("Azt szeretné, hogy kérjünk bocsánatot?", "none"),
        ('A szöveg „17-es hiba" helyett „Elnézését kérjük" lett.', "none"),
        ("Ránk ne haragudjon, a futár vitte el.", "none"),
    ],
)
def test_an_apology(text: str, grade: str) -> None:
    assert hungarian(text).grade == grade


@pytest.mark.parametrize(
    ("text", "promise", "due"),
    [
        ("Péntek estig kiküldjük.", "dated", date(2026, 11, 20)),
        ("Estig rendbe rakjuk a liftet.", "dated", date(2026, 11, 18)),
        ("A kollégám jövő kedden felkeresi Önt.", "dated", date(2026, 11, 24)),
        ("Küldje el a számot, és utánajárunk.", "undated", None),
        ("Amint megérkezik az alkatrész, hívjuk.", "undated", None),
        ("Múlt kedden visszahívtuk Önt, ahogy ígértük.", "none", None),
        ("Kérjük, péntekig küldje vissza a nyilatkozatot.", "none", None),
        ("Értesítjük, hogy számlája elkészült.", "none", None),
        ("Nem tudjuk megígérni, hogy holnap odaérünk.", "none", None),
        ("Visszahívjuk Önt holnap?", "none", None),
        ("Visszatérek a korábbi levelére.", "none", None),
        ("Még nincs kész, a kollégák foglalkoznak vele.", "none", None),
    ],
)
def test_a_promise(text: str, promise: str, due: date | None) -> None:
    found = hungarian(text)
    assert (found.promise, found.due.on if found.due else None) == (promise, due)


@pytest.mark.parametrize(
    ("text", "offers"),
    [
        ("Nem számoljuk fel a kiszállást.", True),
        ("A pótdíjtól eltekintünk.", True),
        ("Ezt a kört mi álljuk.", True),
        ("Holnap átutaljuk a 7200 forintot.", True),
        ("A jegyár visszatérítésére nem kerül sor.", False),
        ("Iratkozz fel, és kapsz 10% kedvezményt!", False),
        ("A kedvezmény feltételeit itt olvashatja.", False),
        ("Küldünk egy új jelszót.", False),
        ("Az összeget visszavezettük a kártyájára.", True),
        ("A tisztíttatást álljuk.", True),
        ("A téves bírságot töröltettem.", True),
        ("Az oltás most nem kerül pénzébe.", True),
        ("A számlát kicseréltük.", False),
        ("Bekérjük a számlát, és megnézzük, jár-e kártérítés.", False),
    ],
)
def test_an_offer(text: str, offers: bool) -> None:
    assert hungarian(text).has_compensation == offers


@pytest.mark.parametrize(
    ("text", "explains", "excuses"),
    [
        ("Duplán azért látja, mert az egyik csak zárolás.", True, False),
        ("Elnézést a késésért, havazás van a hegyekben.", True, False),
        ("Elnézést a késés miatt.", False, False),
        ("Mivel segíthetek?", False, False),
        ("Jelenleg vizsgáljuk a hiba okát.", False, False),
        ("A késést a vihar okozta, erre nekünk nincs befolyásunk.", True, True),
        ("Ezért a szállodát kell kérdezni, nem minket.", False, True),
        ("Ha jobban odafigyelt volna, most nem lenne gond.", False, True),
        ("Figyelmesebbnek kellett volna lennünk.", False, False),
        ("Nem az Ön hibája.", False, False),
        ("Sajnáljuk a kieső edzést. Az edzőnk lába eltört.", True, False),
        ("Sajnáljuk a kieső edzést. Szombaton pótoljuk.", False, False),
        ("A visszajelzése miatt fejlődünk.", False, False),
        ("Az én szintemen ezt nem tudom felülbírálni.", False, True),
        ("Az apró betűs részben ez le volt írva.", False, True),
        ("Nem Önnek kellett volna utánajárnia, hanem nekünk.", False, False),
        ("A házirend 3. pontja szerint 22 óra után csend van.", False, False),
    ],
)
def test_a_cause_and_an_excuse(text: str, explains: bool, excuses: bool) -> None:
    found = hungarian(text)
    assert (found.has_explanation, found.has_excuse) == (explains, excuses)
