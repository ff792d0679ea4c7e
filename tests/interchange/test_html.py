"""From HTML to Markdown: what our short way and the library's own say."""

from __future__ import annotations

import html_to_markdown
import pytest

from drill.interchange.html import markdown_of, options

TEXTS = (
    "<b>bold</b> and <i>italic</i>",
    "one<br>two<div>three</div>",
    "<ul><li>a<ul><li>b</ul><li>c</ul>",
    "<table><tr><th>a<th>b<tr><td>1<td>2|3</table>",
    '<pre><code class="language-c">int *a_b;</code></pre>',
    "a * b_c &lt;d&gt; &amp; e",
    "<ol start=3><li>x<li>y</ol>",
)


@pytest.mark.parametrize("text", TEXTS)
def test_a_text_is_converted_as_the_library_does_in_public(text: str) -> None:
    public = html_to_markdown.convert(text, options()).content or ""
    assert markdown_of(text).text == public.strip()
