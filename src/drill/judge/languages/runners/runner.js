// The program around a submission in JavaScript: reads requests, calls it, replies.
//
// Frames are four bytes of length, the most significant first, and JSON. It holds
// nothing that is wanted. The submission is evaluated anew whenever a request says so.
"use strict";

{
  const fs = require("node:fs");
  const vm = require("node:vm");
  const [requests, replies] = process.argv.slice(-2).map(Number);
  const SCALARS = new Set(["boolean", "number", "string"]);
  const DEEPEST = 200;
  const MOST_TEXT = 3900;

  class NotPlain extends Error {}

  function take(size) {
    const data = Buffer.alloc(size);
    for (let at = 0; at < size; ) {
      const count = fs.readSync(requests, data, at, size - at);
      if (count === 0) process.exit(0);
      at += count;
    }
    return data;
  }

  function give(body) {
    const data = Buffer.from(body);
    const frame = Buffer.alloc(4 + data.length);
    frame.writeUInt32BE(data.length);
    data.copy(frame, 4);
    for (let at = 0; at < frame.length; ) at += fs.writeSync(replies, frame, at);
  }

  function text(said) {
    return JSON.stringify(String(said).slice(0, MOST_TEXT).toWellFormed?.() ?? String(said).slice(0, MOST_TEXT));
  }

  // JSON as Python reads it: with NaN and Infinity, and nothing left out silently.
  function plain(value, place = "", depth = 0) {
    if (value === undefined || value === null) return "null";
    if (typeof value === "bigint") return value.toString();
    if (typeof value === "number" && !Number.isFinite(value)) {
      return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
    }
    if (SCALARS.has(typeof value)) return JSON.stringify(value);
    if (depth >= DEEPEST) throw new NotPlain(`the result is nested deeper than ${DEEPEST}`);
    if (ArrayBuffer.isView(value) && typeof value.length === "number") value = Array.from(value);
    if (value instanceof Set) value = [...value];
    if (Array.isArray(value)) {
      const parts = [];
      for (let at = 0; at < value.length; at += 1) parts.push(plain(value[at], `${place}[${at}]`, depth + 1));
      return `[${parts.join(",")}]`;
    }
    if (typeof value === "object") {
      const entries = value instanceof Map ? [...value] : Object.entries(value);
      const parts = entries.map(([key, each]) => {
        if (typeof key !== "string") throw new NotPlain(`result${place} has a key that is no text`);
        return `${JSON.stringify(key)}:${plain(each, `${place}[${JSON.stringify(key)}]`, depth + 1)}`;
      });
      return `{${parts.join(",")}}`;
    }
    throw new NotPlain(`result${place} is a ${typeof value}; allowed are null, true or false, numbers, text, arrays and objects`);
  }

  function frames(error) {
    const found = [];
    const stack = typeof error?.stack === "string" ? error.stack : "";
    for (const line of stack.split("\n")) {
      const match = /^(?:\s+at (?:async )?(?:new )?(?:([^\s(]+) )?\(?)?solution\.js:(\d+)/.exec(line);
      if (match) found.push(["solution", Number(match[2]), match[1] ?? "", ""]);
    }
    return found.reverse().slice(-40);
  }

  let load = null;
  let script = null;
  let entry = null;
  let at = null;

  function evaluate() {
    if (script === null) {
      const head = '(function (require, module, exports) { "use strict"; ';
      const tail = `\nreturn typeof ${load.entry} === "undefined" ? module.exports.${load.entry} : ${load.entry};\n})`;
      script = new vm.Script(head + load.source + tail, { filename: "solution.js", columnOffset: -head.length });
    }
    const module = { exports: {} };
    entry = script.runInThisContext()(require, module, module.exports);
    if (typeof entry !== "function") throw new ReferenceError(`the solution has no ${load.entry}`);
  }

  function ask(call) {
    if (call.fresh) evaluate();
    const given = call.arguments;
    if (!load.isClass) return plain(entry(...load.parameters.map((name) => given[name])));
    at = 0;
    const object = new entry(...load.parameters.map((name) => given.init[name]));
    const results = [];
    for (const [name, ...values] of given.calls) {
      at += 1;
      const method = object[load.methods[name] ?? name];
      if (typeof method !== "function") throw new TypeError(`there is no method ${load.methods[name] ?? name}`);
      results.push(plain(method.apply(object, values)));
    }
    return `[${results.join(",")}]`;
  }

  function reply(request) {
    const { id, most } = request;
    at = null;
    try {
      if (request.load) {
        load = request.load.told;
        evaluate();
        return `{"id":${id},"ok":null}`;
      }
      const body = `{"id":${id},"ok":${ask(request.call)}}`;
      const size = Buffer.byteLength(body) + 4;
      if (size <= most) return body;
      throw new NotPlain(`the result takes ${size} bytes as JSON; at most ${most} are allowed`);
    } catch (error) {
      const isOurs = error instanceof NotPlain;
      const isError = error instanceof Error || typeof error?.message === "string";
      const type = isOurs ? "ResultNotAllowed" : isError ? error.name || "Error" : typeof error;
      const message = isError ? error.message : error;
      const where = isOurs ? [] : frames(error);
      return `{"id":${id},"err":{"type":${text(type)},"message":${text(message)},"bases":[],"frames":${JSON.stringify(where)},"call":${isOurs || at === null ? "null" : at}}}`;
    }
  }

  for (;;) {
    const size = take(4).readUInt32BE();
    give(reply(JSON.parse(take(size).toString())));
  }
}
