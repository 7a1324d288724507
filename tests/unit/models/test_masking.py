from __future__ import annotations

import pytest

from models.masking import masked, without_gaps


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        ("Gdzie jest zamówienie LP-104217?", "Gdzie jest zamówienie […]?"),
        ("piszcie na Anna.Nowak@example.com albo 601 202 303", "piszcie na […] albo […]"),
        ("zapłaciłam 249,99 zł i cisza", "zapłaciłam […] i cisza"),
        ("czy dowieziecie do 30-001, ul. Długa 5 m. 3?", "czy dowieziecie do […], […]?"),
        ("send it to 12 Baker Street London NW1 6XE please", "send it to […] London […] please"),
        ("karta 4111 1111 1111 1111 odrzucona", "karta […] odrzucona"),
        ("przelew na 61 1090 1014 0000 0712 1981 2874 nie doszedł", "przelew na […] nie doszedł"),
        ("NIP 525-231-21-01, proszę o fakturę", "NIP […], proszę o fakturę"),
        ("paczka RR123456785PL stoi", "paczka […] stoi"),
        ("nazywam się jan kowalski i chcę zwrócić buty", "nazywam się […] i chcę zwrócić buty"),
        ("Nazywam się Anna Nowak-Kowalska, mam pytanie", "Nazywam się […], mam pytanie"),
        ("my name is John Smith, is it possible?", "my name is […], is it possible?"),
        ("Hi, I'm Kate. My name is kate", "Hi, I'm […]. My name is […]"),
        ("Pan Wiśniewski obiecał rabat", "Pan […] obiecał rabat"),
        ("Kiedy paczka? Pozdrawiam, Jan Nowak", "Kiedy paczka? Pozdrawiam, […]"),
        ("widziałam na https://shop.example/p?session=1a2b", "widziałam na […]"),
    ],
)
def test_what_tells_who_somebody_is_is_taken_out(said: str, kept: str) -> None:
    assert masked(said) == kept


@pytest.mark.parametrize(
    "said",
    [
        "czy pościel 140x200 jest też w rozmiarze 160 200?",
        "buty 36 37 38 są dostępne?",
        "this is terrible, tu nic nie działa",
        "czy pani z infolinii oddzwania?",
        "Which payment methods are there?",
    ],
)
def test_what_is_asked_stays(said: str) -> None:
    assert masked(said) == said


def test_without_its_gaps_a_text_reads_on() -> None:
    assert without_gaps("Gdzie jest […] , moje […]?") == "Gdzie jest, moje?"
