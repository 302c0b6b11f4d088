"""Which encoding a file is in."""

from pathlib import Path

import pytest

from dashboard.load.encodings import chosen
from dashboard.load.scan import CHUNK, scan
from tests.load.loading import loaded_files

HUNGARIAN = (
    "A megrendelt csomag késve érkezett, ügyfelünk dühös: „Ez így nem jó!” Köszönjük türelmét, hűségét, őszintén."
)
POLISH = "Zażółć gęślą jaźń. Proszę o zwrot pieniędzy, obsługa była zła i bardzo spóźniona."
CZECH = "Příliš žluťoučký kůň úpěl ďábelské ódy, reklamace nebyla vyřízena včas."
FRENCH = "Le colis est arrivé abîmé à Noël, ça suffit : où est mon remboursement ? Très déçu, même fâché."
GERMAN = "Die Lieferung kam viel zu spät, größte Enttäuschung über die Störung."
SPANISH = "¿Dónde está mi pedido? La atención fue pésima, señor, y el año pasado también."


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HUNGARIAN, "cp1250"),
        (POLISH, "cp1250"),
        (POLISH, "iso-8859-2"),
        (CZECH, "cp1250"),
        (CZECH, "iso-8859-2"),
        (FRENCH, "cp1252"),
        (SPANISH, "cp1252"),
        ("Łódź", "cp1250"),
        ("Łódź, Kraków", "iso-8859-2"),
        ("Árvíztűrő tükörfúrógép", "cp1250"),
        ("Crêperie à la française", "cp1252"),
    ],
)
def test_legacy_encodings_are_told_apart_by_their_letters(tmp_path: Path, text: str, encoding: str) -> None:
    path = tmp_path / "file.csv"
    path.write_bytes(f"id,text\n1,{text}\n".encode(encoding))
    assert chosen(scan(path), None) == encoding


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (HUNGARIAN, "utf-8"),
        (HUNGARIAN, "utf-8-sig"),
        (HUNGARIAN, "utf-16"),
        (FRENCH, "utf-16-le"),
        (FRENCH, "utf-16-be"),
        (HUNGARIAN, "cp1250"),
        (HUNGARIAN.replace("„", "").replace("”", ""), "iso-8859-2"),
        (POLISH, "iso-8859-2"),
        (GERMAN, "cp1252"),
        (FRENCH, "cp1252"),
    ],
)
def test_texts_come_out_as_they_were_written(tmp_path: Path, text: str, encoding: str) -> None:
    content = f'customer_id,name\n1,"{text}"\n'.encode(encoding)
    with loaded_files(tmp_path, {"customers.csv": content}) as made:
        assert made.rows("select name from canonical.customers") == [(text,)]


def test_the_encoding_named_by_the_user_wins(tmp_path: Path) -> None:
    content = "customer_id,name\n1,ñ\n".encode("cp1252")
    with loaded_files(tmp_path, {"customers.csv": content}, encoding="cp1252") as made:
        assert made.rows("select name from canonical.customers") == [("ñ",)]
        assert made.built.tables["customers"].files[0].encoding == "cp1252"


def test_single_bad_bytes_in_a_utf8_file_cost_their_line_only(tmp_path: Path) -> None:
    good = "".join(f"c{number},Őri\n" for number in range(20)).encode()
    with loaded_files(tmp_path, {"customers.csv": b"customer_id,name\n" + good + b"cx,\xff\xfe\n"}) as made:
        assert made.counts("customers") == (21, 20, 1, 0)
        assert "UTF-8" in made.rejects[0]["rule"]


@pytest.mark.parametrize(("text", "is_odd"), [("Šà; რ; plain", False), ("12\u00a0345", True), ("a\tb", True)])
@pytest.mark.parametrize("at", [0, CHUNK - 1])
def test_no_break_spaces_are_told_from_letters_that_end_in_their_byte(
    tmp_path: Path, text: str, is_odd: bool, at: int
) -> None:
    path = tmp_path / "text.csv"
    first = text.encode().find("\u00a0".encode())
    path.write_bytes(b"x" * (at - first if at and first > 0 else at) + text.encode())
    assert scan(path).has_odd_blanks is is_odd
