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


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("three:<br>1. one<br>2) two", "three:\\\n1\\. one\\\n2\\) two"),
        ("so<br># no title<br>- no list", "so\\\n\\# no title\\\n\\- no list"),
        ("a<br>=====", "a\\\n\\====="),
        ("word<br>&nbsp;", "word"),
        ("a\\<br>&nbsp;", "a\\\\"),
        ("<pre>#define A \\\n# x</pre>", "```\n#define A \\\n# x\n```"),
        ("<mark>seen</mark> so", "**seen** so"),
        ('<h2><a href="#x"><svg><path d="M1"></svg></a>Sources</h2>', "## Sources"),
        ('<a href="#x"> &nbsp;</a>Sources', "Sources"),
        ('<svg><path></svg><a href="#x">A</a>', "[image][A](#x)"),
        ('<a href="#x"><svg></svg> A</a>', "[A](#x)"),
        ('<img src="https://a.example/b">', "[image](<https://a.example/b>)"),
        ('<a href="#x"><img src="https://a.example/b" alt=B></a>', "[B](#x)"),
    ],
)
def test_what_a_person_saw_there_is_seen_here(html: str, text: str) -> None:
    assert markdown_of(html).text == text
