import json

from firstsight.cli.unwrap import as_entry, shown
from firstsight.mail.unwrap import unwrap
from tests.unit.cli.program import run

SAFE = (
    "https://nam01.safelinks.protection.outlook.com/?url=https%3A%2F%2Fwww.example.com%2Fa"
    "&data=05%7C02%7Cjane%40corp.example%7C0a1b%7C9f8e%7C0%7C0"
)
CLOSED = "https://url.us.m.mimecastprotect.com/s/AbC?domain=www.example.com"


def test_a_link_is_told_in_words() -> None:
    done = run("unwrap", SAFE)
    assert done.returncode == 0
    assert done.stdout.splitlines() == [
        "https://www.example.com/a",
        "  layers: safelinks",
        "  safelinks leaks the recipient: jane@corp.example",
        "  safelinks leaks the message: 0a1b",
        "  safelinks leaks the tenant: 9f8e",
    ]


def test_a_link_that_cannot_be_opened_is_told_with_its_host() -> None:
    done = run("unwrap", CLOSED, "https://www.example.com/")
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        "not known offline, host www.example.com",
        "  layers: mimecast",
        "https://www.example.com/",
        "  layers: none",
    ]


def test_json_has_a_list_of_links() -> None:
    done = run("unwrap", "--json", SAFE, CLOSED)
    first, second = json.loads(done.stdout)
    assert first == {
        "url": SAFE,
        "target": "https://www.example.com/a",
        "host": "www.example.com",
        "layers": [{"gateway": "safelinks", "target": "https://www.example.com/a"}],
        "leaks": [
            {"gateway": "safelinks", "kind": "recipient", "value": "jane@corp.example"},
            {"gateway": "safelinks", "kind": "message", "value": "0a1b"},
            {"gateway": "safelinks", "kind": "tenant", "value": "9f8e"},
        ],
    }
    assert (second["target"], second["host"]) == (None, "www.example.com")


def test_nothing_of_a_link_acts_on_the_terminal() -> None:
    entry = as_entry(unwrap("https://www.google.com/url?q=https://x.example/%1b[2J\ud800"))
    assert entry["target"] == "https://x.example/\\x1b[2J\\ud800"
    assert shown("[bold]é漢") == "[bold]é漢"
