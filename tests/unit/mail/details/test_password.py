"""A password that is told; talk about passwords is none, and the secret itself is not kept."""

from __future__ import annotations

import pytest

from firstsight.mail.details.password import GIVEN
from tests.unit.mail.details.finding import found, written


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("Password: inv2024", "inv2024"),
        ("password for the attached file: open-it", "open-it"),
        ("The password is Xy7!k", "Xy7!k"),
        ('passcode = "1234"', "1234"),
        ("(password: secret)", "secret"),
        ("Passwort lautet abC123", "abC123"),
        ("Kennwort: geheim", "geheim"),
        ("mot de passe : secret", "secret"),
        ("code de l'archive : 7788", "7788"),
        ("contraseña: abc", "abc"),
        ("la clave es 998877", "998877"),
        ("Senha de acesso: 123", "123"),
        ("wachtwoord: abc123", "abc123"),
        ("hasło: tajne1", "tajne1"),
        ("lösenord: abc123", "abc123"),
        ("şifre: abc123", "abc123"),
        ("PIN: 4711", "4711"),
        ("Password:\nabc123", "abc123"),
    ],
)
def test_a_password_is_given(text: str, secret: str) -> None:
    assert found("password", text) == [GIVEN]
    assert written("password", text) == [secret]


@pytest.mark.parametrize(
    "text",
    [
        "Your password is about to expire.",
        "password is incorrect",
        "Password: required",
        "Password: ********",
        "password: https://reset.example/x",
        "login: root Password:\nroot@host:~# ls",
        "?pwd=a2gyYkVpRjh",
        "pin: 26.00",
        "the PIN signal",
        "password reset",
        "",
    ],
)
def test_talk_about_passwords_is_none(text: str) -> None:
    assert found("password", text) == []
