"""The few lines that bind a runner to one kata: text, made from its signature."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from drill.judge.languages.names import camel, pascal

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from drill.judge.languages.names import Shape


def cpp_glue(shape: Shape) -> str:
    """What follows a submission in C++."""
    lines = [
        "namespace drill {",
        "void answer(const Value& call, std::string& into, std::int64_t& at) {",
        '    const Value& given = call.at("arguments");',
        *(_cpp_class(shape) if shape.is_class else _cpp_function(shape)),
        "}",
        "}  // namespace drill",
        "int main(int count, char** arguments) { drill::serve(arguments, count); }",
    ]
    return "\n".join(lines) + "\n"


def _cpp_function(shape: Shape) -> Iterator[str]:
    values = ", ".join(f'&given.at("{each}")' for each in shape.parameters)
    yield "    (void)at; (void)given;"
    yield f"    invoke(into, {{{values}}}, &::{shape.name});"


def _cpp_class(shape: Shape) -> Iterator[str]:
    values = (f'Argument{{init.at("{each}")}}' for each in shape.parameters)
    yield '    const Value& init = given.at("init");'
    yield "    (void)init;"
    yield "    at = 0;"
    yield f"    ::{shape.name} object{_braced(values)};"
    yield "    into += '[';"
    yield '    for (const Value& step : given.at("calls").list()) {'
    yield "        if (at++) into += ',';"
    yield "        const Array& said = step.list();"
    yield "        const auto name = decode<std::string>(said.at(0));"
    yield "        std::vector<const Value*> values;"
    yield "        for (std::size_t place = 1; place < said.size(); ++place)"
    yield "            values.push_back(&said[place]);"
    for method in shape.methods:
        yield f'        if (name == "{method}") {{'
        yield f"            invoke(into, values, object, &::{shape.name}::{method});"
        yield "            continue;"
        yield "        }"
    yield '        throw Unfit("there is no method " + name);'
    yield "    }"
    yield "    into += ']';"


def _braced(values: Iterable[str]) -> str:
    """Arguments of a constructor; none at all would declare a function."""
    listed = ", ".join(values)
    return f"({listed})" if listed else ""


def go_glue(shape: Shape) -> str:
    """A file beside a submission in Go."""
    entry = f"New{pascal(shape.name)}" if shape.is_class else pascal(shape.name)
    names = ", ".join(json.dumps(each) for each in shape.parameters)
    methods = ", ".join(f'"{each}": "{pascal(each)}"' for each in shape.methods)
    return (
        "package main\n\n"
        f"var drillEntry any = {entry}\n"
        f"var drillIsClass = {str(shape.is_class).lower()}\n"
        f"var drillParameters = []string{{{names}}}\n"
        f"var drillMethods = map[string]string{{{methods}}}\n"
    )


def rust_glue(shape: Shape) -> str:
    """What follows a submission in Rust, in the crate's root."""
    lines = [
        (
            "fn drill_answer(call: &drill::Value, into: &mut String, at: &mut i64)"
            " -> Result<(), drill::Fault> {"
        ),
        '    let given = call.at("arguments")?;',
        *(_rust_class(shape) if shape.is_class else _rust_function(shape)),
        "    Ok(())",
        "}",
        "fn main() { drill::serve(drill_answer) }",
    ]
    return "\n".join(lines) + "\n"


def _rust_function(shape: Shape) -> Iterator[str]:
    values = ", ".join(f'given.at("{each}")?.get()?' for each in shape.parameters)
    yield "    let _ = (&given, &at);"
    yield f"    drill::put(into, solution::{shape.name}({values}))?;"


def _rust_class(shape: Shape) -> Iterator[str]:
    values = ", ".join(f'init.at("{each}")?.get()?' for each in shape.parameters)
    yield '    let init = given.at("init")?;'
    yield "    let _ = &init;"
    yield "    *at = 0;"
    yield f"    let mut object = solution::{shape.name}::new({values});"
    yield "    let _ = &mut object;"
    yield "    into.push('[');"
    yield '    for step in given.at("calls")?.list()? {'
    yield "        if *at > 0 { into.push(','); }"
    yield "        *at += 1;"
    yield "        let said = step.list()?;"
    yield "        let name: String = said[0].get()?;"
    yield "        match (name.as_str(), said.len() - 1) {"
    for method, parameters in shape.methods.items():
        asked = ", ".join(f"said[{each + 1}].get()?" for each in range(len(parameters)))
        yield f'            ("{method}", {len(parameters)}) =>'
        yield f"                drill::put(into, object.{method}({asked}))?,"
    yield "            _ => return Err(drill::unfit(format!("
    yield '                "there is no method {} of so many arguments", name))),'
    yield "        }"
    yield "    }"
    yield "    into.push(']');"


def javascript_entry(shape: Shape) -> dict[str, object]:
    """What the runner of JavaScript is told beside the source."""
    return {
        "entry": shape.name if shape.is_class else camel(shape.name),
        "isClass": shape.is_class,
        "parameters": list(shape.parameters),
        "methods": {each: camel(each) for each in shape.methods},
    }
