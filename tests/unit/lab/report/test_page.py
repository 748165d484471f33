from __future__ import annotations

import base64
import hashlib
import re

from firstsight.lab.report.page import Kept, page
from firstsight.lab.report.rows import Namer
from firstsight.lab.report.tally import Tally


def test_the_policy_allows_the_style_by_its_hash_and_nothing_else() -> None:
    html = page("t", Tally([]), Kept({}, [], False, ()), {}, Namer([], {}))
    style = re.search(r"<style>(.*?)</style>", html, re.DOTALL)
    assert style
    digest = base64.b64encode(hashlib.sha256(style[1].encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    assert f'content="{policy}"' in html.replace("&#39;", "'")
    assert html.index("Content-Security-Policy") < html.index("<style>")
