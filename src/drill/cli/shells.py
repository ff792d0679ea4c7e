"""Completion scripts for bash, zsh and fish.

A script holds all words itself; for the ids of decks alone it asks
`drill completion decks`, which reads what the last run left.
"""

from __future__ import annotations

from shlex import quote
from typing import TYPE_CHECKING

from drill.cli.declaration import Completion, Kind
from drill.cli.places import places
from drill.cli.table import GLOBAL

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from drill.cli.declaration import Argument
    from drill.cli.places import Place

ASK_DECKS = "drill completion decks 2>/dev/null"
LOCATE = """\
  local command= action= before= each
  for each in {words}; do
    if [[ {skip} ]]; then before=
    elif [[ $each == -* ]]; then before=$each
    elif [[ -z $command ]]; then command=$each; before=
    elif [[ -z $action ]]; then action=$each; before=
    else before=; fi
  done"""
"""Finds command and action among the words before the one at hand."""
SKIP = " || ".join(f"$before == {each.name}" for each in GLOBAL)


def bash() -> str:
    """For bash: `eval "$(drill completion bash)"`."""
    files = "compopt -o filenames; IFS=$'\\n'; COMPREPLY+=($(compgen {} -- \"$word\"))"
    offers = {
        Completion.FILES: files.format("-f"),
        Completion.FOLDERS: files.format("-d"),
        Completion.DECKS: f'COMPREPLY+=($(compgen -W "$({ASK_DECKS})" -- "$word"))',
    }

    def words(place: Place) -> str:
        return f'COMPREPLY=($(compgen -W {quote(_words(place))} -- "$word"))'

    return "\n".join(
        [
            "_drill() {",
            "  local word=\"${COMP_WORDS[COMP_CWORD]}\" IFS=$' \\t\\n'",
            LOCATE.format(words='"${COMP_WORDS[@]:1:COMP_CWORD-1}"', skip=SKIP),
            "  COMPREPLY=()",
            *_cases(words, offers),
            "}",
            "complete -F _drill drill",
        ]
    )


def zsh() -> str:
    """For zsh: `eval "$(drill completion zsh)"`, after `compinit`."""
    offers = {
        Completion.FILES: "_files",
        Completion.FOLDERS: "_files -/",
        Completion.DECKS: f'compadd -- ${{(f)"$({ASK_DECKS})"}}',
    }

    def words(place: Place) -> str:
        described = (
            f"{name}:{text}".replace("`", "'") for name, text in _offered(place)
        )
        return f"offered=({' '.join(map(quote, described))}); _describe drill offered"

    return "\n".join(
        [
            "#compdef drill",
            "_drill() {",
            "  local -a offered",
            LOCATE.format(words='"${(@)words[2,CURRENT-1]}"', skip=SKIP),
            *_cases(words, offers),
            "}",
            "compdef _drill drill",
        ]
    )


def fish() -> str:
    """For fish: `drill completion fish | source`."""
    lines = ["complete -c drill -f"]
    lines += [_fish_option("complete -c drill", option) for option in GLOBAL]
    for place in places():
        lines += _fish_place(place)
    return "\n".join(lines)


def _words(place: Place) -> str:
    return " ".join(name for name, _ in _offered(place))


def _offered(place: Place) -> list[tuple[str, str]]:
    return [*place.words, *((each.name, each.help) for each in GLOBAL)]


def _cases(
    words: Callable[[Place], str], offers: dict[Completion, str]
) -> Iterator[str]:
    """The body for shells with `case`: first after an option, then by the place."""
    yield '  case "$command $before" in'
    for option in GLOBAL:
        yield f"    {_pattern('*', option.name)}) {_value(option, offers)} ;;"
    for place in places():
        for option in place.valued:
            pattern = _pattern(place.command, option.name)
            yield f"    {pattern}) {_value(option, offers)} ;;"
    yield "  esac"
    yield '  case "$command $action" in'
    for place in sorted(places(), key=lambda each: (not each.action, not each.command)):
        pattern = _pattern(place.command, place.action or "*")
        what = [words(place), *(offers[each] for each in sorted_of(place))]
        yield f"    {pattern}) {'; '.join(what)} ;;"
    yield "  esac"


def sorted_of(place: Place) -> list[Completion]:
    """What a place's texts stand for, in a fixed order."""
    return sorted(place.completions, key=lambda each: each.value)


def _pattern(command: str, rest: str) -> str:
    """A pattern of two words; `*` stays one."""
    shown = [each if each == "*" else quote(each) for each in (command, rest)]
    return "\\ ".join(each if each != "''" else "" for each in shown)


def _value(option: Argument, offers: dict[Completion, str]) -> str:
    return f"{offers.get(option.completion, ':')}; return"


def _fish_place(place: Place) -> Iterator[str]:
    seen = [each for each in (place.command, place.action) if each]
    if not seen:
        condition = "__fish_use_subcommand"
    else:
        condition = "; and ".join(
            f"__fish_seen_subcommand_from {each}" for each in seen
        )
    if place.commands and seen:
        below = " ".join(each.name for each in place.commands)
        condition += f"; and not __fish_seen_subcommand_from {below}"
    start = f"complete -c drill -n {quote(condition)}"
    for name, text in place.words:
        if not name.startswith("-"):
            yield f"{start} -a {quote(name)} -d {quote(text)}"
    for each in sorted_of(place):
        yield f"{start} {_fish_offer(each)}"
    for option in place.options:
        yield _fish_option(start, option)


def _fish_option(start: str, option: Argument) -> str:
    value = ""
    if option.kind is not Kind.FLAG:
        value = f" -r {_fish_offer(option.completion)}".rstrip()
    return f"{start} -l {option.name[2:]}{value} -d {quote(option.help)}"


def _fish_offer(completion: Completion) -> str:
    match completion:
        case Completion.FILES:
            return "-F"
        case Completion.FOLDERS:
            return "-a '(__fish_complete_directories)'"
        case Completion.DECKS:
            return f"-a '({ASK_DECKS})'"
        case Completion.NOTHING:
            return ""
