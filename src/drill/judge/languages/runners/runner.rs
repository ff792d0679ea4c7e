// The program around a submission in Rust: reads requests, calls it, writes replies.
//
// Frames are four bytes of length, the most significant first, and JSON. It holds
// nothing that is wanted. After an answered call it executes itself anew, so that each
// call begins with fresh globals.

use std::cell::RefCell;
use std::collections::{BTreeMap, HashMap};
use std::fs::File;
use std::io::{Read, Write};
use std::os::unix::io::FromRawFd;
use std::os::unix::process::CommandExt;
use std::panic::{self, AssertUnwindSafe};

// --- values ---------------------------------------------------------------------------

pub enum Value {
    Null,
    Bool(bool),
    Whole(i128),
    Real(f64),
    Text(String),
    List(Vec<Value>),
    Mapping(Vec<(String, Value)>),
}

pub struct Fault {
    kind: String,
    message: String,
}

pub fn unfit(message: impl Into<String>) -> Fault {
    Fault { kind: "ArgumentNotAllowed".to_string(), message: message.into() }
}

impl Value {
    pub fn at(&self, key: &str) -> Result<&Value, Fault> {
        if let Value::Mapping(entries) = self {
            for (name, value) in entries {
                if name == key {
                    return Ok(value);
                }
            }
        }
        Err(unfit(format!("there is no argument {}", key)))
    }

    pub fn list(&self) -> Result<&[Value], Fault> {
        match self {
            Value::List(values) => Ok(values),
            _ => Err(unfit("expected a list")),
        }
    }

    pub fn get<T: Decode>(&self) -> Result<T, Fault> {
        T::decode(self)
    }
}

// --- reading --------------------------------------------------------------------------

struct Parser<'a> {
    text: &'a [u8],
    at: usize,
}

impl Parser<'_> {
    fn blanks(&mut self) {
        while self.at < self.text.len() && self.text[self.at].is_ascii_whitespace() {
            self.at += 1;
        }
    }

    fn peek(&self) -> u8 {
        *self.text.get(self.at).unwrap_or(&0)
    }

    fn expect(&mut self, wanted: u8) -> Result<(), Fault> {
        self.blanks();
        if self.peek() != wanted {
            return Err(unfit("a request that is no JSON"));
        }
        self.at += 1;
        Ok(())
    }

    fn taken(&mut self, wanted: u8) -> bool {
        self.blanks();
        let is_there = self.peek() == wanted;
        self.at += is_there as usize;
        is_there
    }

    fn word(&mut self, wanted: &str, meant: Value) -> Result<Value, Fault> {
        if !self.text[self.at..].starts_with(wanted.as_bytes()) {
            return Err(unfit("a request that is no JSON"));
        }
        self.at += wanted.len();
        Ok(meant)
    }

    fn value(&mut self) -> Result<Value, Fault> {
        self.blanks();
        match self.peek() {
            b'n' => self.word("null", Value::Null),
            b't' => self.word("true", Value::Bool(true)),
            b'f' => self.word("false", Value::Bool(false)),
            b'N' => self.word("NaN", Value::Real(f64::NAN)),
            b'I' => self.word("Infinity", Value::Real(f64::INFINITY)),
            b'"' => Ok(Value::Text(self.string()?)),
            b'[' => self.array(),
            b'{' => self.object(),
            _ => self.number(),
        }
    }

    fn array(&mut self) -> Result<Value, Fault> {
        let mut found = Vec::new();
        self.expect(b'[')?;
        if self.taken(b']') {
            return Ok(Value::List(found));
        }
        loop {
            found.push(self.value()?);
            if !self.taken(b',') {
                break;
            }
        }
        self.expect(b']')?;
        Ok(Value::List(found))
    }

    fn object(&mut self) -> Result<Value, Fault> {
        let mut found = Vec::new();
        self.expect(b'{')?;
        if self.taken(b'}') {
            return Ok(Value::Mapping(found));
        }
        loop {
            self.blanks();
            let key = self.string()?;
            self.expect(b':')?;
            found.push((key, self.value()?));
            if !self.taken(b',') {
                break;
            }
        }
        self.expect(b'}')?;
        Ok(Value::Mapping(found))
    }

    fn number(&mut self) -> Result<Value, Fault> {
        if self.text[self.at..].starts_with(b"-Infinity") {
            return self.word("-Infinity", Value::Real(f64::NEG_INFINITY));
        }
        let start = self.at;
        while b"+-.eE0123456789".contains(&self.peek()) {
            self.at += 1;
        }
        let text = std::str::from_utf8(&self.text[start..self.at]).unwrap_or("");
        if let Ok(whole) = text.parse::<i128>() {
            return Ok(Value::Whole(whole));
        }
        text.parse().map(Value::Real).map_err(|_| unfit("a request that is no JSON"))
    }

    fn unit(&mut self) -> u32 {
        let digits = self.text.get(self.at..self.at + 4).unwrap_or(b"0");
        self.at += 4;
        let text = std::str::from_utf8(digits).unwrap_or("0");
        u32::from_str_radix(text, 16).unwrap_or(0xFFFD)
    }

    fn string(&mut self) -> Result<String, Fault> {
        let mut found = Vec::new();
        self.expect(b'"')?;
        loop {
            let byte = self.peek();
            if self.at >= self.text.len() {
                return Err(unfit("a request that is no JSON"));
            }
            self.at += 1;
            match byte {
                b'"' => break,
                b'\\' => {
                    let escaped = self.peek();
                    self.at += 1;
                    match escaped {
                        b'b' => found.push(8),
                        b'f' => found.push(12),
                        b'n' => found.push(b'\n'),
                        b'r' => found.push(b'\r'),
                        b't' => found.push(b'\t'),
                        b'u' => {
                            let mut code = self.unit();
                            if (0xD800..0xDC00).contains(&code) && self.text[self.at..].starts_with(b"\\u") {
                                self.at += 2;
                                code = 0x10000 + ((code - 0xD800) << 10) + self.unit().wrapping_sub(0xDC00);
                            }
                            let character = char::from_u32(code).unwrap_or('\u{FFFD}');
                            found.extend_from_slice(character.encode_utf8(&mut [0; 4]).as_bytes());
                        }
                        other => found.push(other),
                    }
                }
                other => found.push(other),
            }
        }
        String::from_utf8(found).map_err(|_| unfit("a request that is no UTF-8"))
    }
}

// --- from values to what a parameter wants -----------------------------------------------

pub trait Decode: Sized {
    fn decode(value: &Value) -> Result<Self, Fault>;
}

macro_rules! whole {
    ($($kind:ty),*) => { $(
        impl Decode for $kind {
            fn decode(value: &Value) -> Result<Self, Fault> {
                match value {
                    Value::Whole(whole) => <$kind>::try_from(*whole)
                        .map_err(|_| unfit(format!("{} is no {}", whole, stringify!($kind)))),
                    _ => Err(unfit("expected a whole number")),
                }
            }
        }
        impl Encode for $kind {
            fn encode(&self, into: &mut String) -> Result<(), Fault> {
                into.push_str(&self.to_string());
                Ok(())
            }
        }
    )* };
}

macro_rules! real {
    ($($kind:ty),*) => { $(
        impl Decode for $kind {
            fn decode(value: &Value) -> Result<Self, Fault> {
                match value {
                    Value::Whole(whole) => Ok(*whole as $kind),
                    Value::Real(real) => Ok(*real as $kind),
                    _ => Err(unfit("expected a number")),
                }
            }
        }
        impl Encode for $kind {
            fn encode(&self, into: &mut String) -> Result<(), Fault> {
                if self.is_nan() {
                    into.push_str("NaN");
                } else if self.is_infinite() {
                    into.push_str(if *self < 0.0 { "-Infinity" } else { "Infinity" });
                } else {
                    into.push_str(&format!("{:e}", *self as f64));
                }
                Ok(())
            }
        }
    )* };
}

whole!(i8, i16, i32, i64, i128, isize, u8, u16, u32, u64, usize);
real!(f32, f64);

impl Decode for bool {
    fn decode(value: &Value) -> Result<Self, Fault> {
        match value {
            Value::Bool(found) => Ok(*found),
            _ => Err(unfit("expected true or false")),
        }
    }
}

impl Decode for String {
    fn decode(value: &Value) -> Result<Self, Fault> {
        match value {
            Value::Text(found) => Ok(found.clone()),
            _ => Err(unfit("expected text")),
        }
    }
}

impl Decode for char {
    fn decode(value: &Value) -> Result<Self, Fault> {
        let text = String::decode(value)?;
        let mut characters = text.chars();
        match (characters.next(), characters.next()) {
            (Some(found), None) => Ok(found),
            _ => Err(unfit("expected a single character")),
        }
    }
}

impl<T: Decode> Decode for Option<T> {
    fn decode(value: &Value) -> Result<Self, Fault> {
        match value {
            Value::Null => Ok(None),
            other => T::decode(other).map(Some),
        }
    }
}

impl<T: Decode> Decode for Vec<T> {
    fn decode(value: &Value) -> Result<Self, Fault> {
        value.list()?.iter().map(T::decode).collect()
    }
}

macro_rules! mapping {
    ($($kind:ident),*) => { $(
        impl<T: Decode> Decode for $kind<String, T> {
            fn decode(value: &Value) -> Result<Self, Fault> {
                match value {
                    Value::Mapping(entries) => entries
                        .iter()
                        .map(|(key, each)| Ok((key.clone(), T::decode(each)?)))
                        .collect(),
                    _ => Err(unfit("expected a mapping")),
                }
            }
        }
        impl<T: Encode> Encode for $kind<String, T> {
            fn encode(&self, into: &mut String) -> Result<(), Fault> {
                into.push('{');
                for (place, (key, each)) in self.iter().enumerate() {
                    if place > 0 {
                        into.push(',');
                    }
                    key.encode(into)?;
                    into.push(':');
                    each.encode(into)?;
                }
                into.push('}');
                Ok(())
            }
        }
    )* };
}

mapping!(HashMap, BTreeMap);

// --- writing --------------------------------------------------------------------------

pub trait Encode {
    fn encode(&self, into: &mut String) -> Result<(), Fault>;
}

impl Encode for bool {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        into.push_str(if *self { "true" } else { "false" });
        Ok(())
    }
}

impl Encode for str {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        into.push('"');
        for character in self.chars() {
            match character {
                '"' => into.push_str("\\\""),
                '\\' => into.push_str("\\\\"),
                low if (low as u32) < 0x20 => into.push_str(&format!("\\u{:04x}", low as u32)),
                other => into.push(other),
            }
        }
        into.push('"');
        Ok(())
    }
}

impl Encode for String {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        self.as_str().encode(into)
    }
}

impl Encode for char {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        self.to_string().encode(into)
    }
}

impl Encode for () {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        into.push_str("null");
        Ok(())
    }
}

impl<T: Encode + ?Sized> Encode for &T {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        (**self).encode(into)
    }
}

impl<T: Encode + ?Sized> Encode for Box<T> {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        (**self).encode(into)
    }
}

impl<T: Encode> Encode for Option<T> {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        match self {
            Some(value) => value.encode(into),
            None => ().encode(into),
        }
    }
}

impl<T: Encode, E: std::fmt::Display> Encode for Result<T, E> {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        match self {
            Ok(value) => value.encode(into),
            Err(error) => Err(Fault { kind: "Err".to_string(), message: error.to_string() }),
        }
    }
}

impl<T: Encode> Encode for [T] {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        into.push('[');
        for (place, each) in self.iter().enumerate() {
            if place > 0 {
                into.push(',');
            }
            each.encode(into)?;
        }
        into.push(']');
        Ok(())
    }
}

impl<T: Encode> Encode for Vec<T> {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        self.as_slice().encode(into)
    }
}

impl<T: Encode, const N: usize> Encode for [T; N] {
    fn encode(&self, into: &mut String) -> Result<(), Fault> {
        self.as_slice().encode(into)
    }
}

macro_rules! tuple {
    ($count:expr; $($name:ident $place:tt),*) => {
        impl<$($name: Decode),*> Decode for ($($name,)*) {
            fn decode(value: &Value) -> Result<Self, Fault> {
                let list = value.list()?;
                if list.len() != $count {
                    return Err(unfit("expected a list of another length"));
                }
                Ok(($(list[$place].get::<$name>()?,)*))
            }
        }
        impl<$($name: Encode),*> Encode for ($($name,)*) {
            fn encode(&self, into: &mut String) -> Result<(), Fault> {
                into.push('[');
                $(
                    if $place > 0 {
                        into.push(',');
                    }
                    self.$place.encode(into)?;
                )*
                into.push(']');
                Ok(())
            }
        }
    };
}

tuple!(1; A 0);
tuple!(2; A 0, B 1);
tuple!(3; A 0, B 1, C 2);
tuple!(4; A 0, B 1, C 2, D 3);
tuple!(5; A 0, B 1, C 2, D 3, E 4);

pub fn put<T: Encode>(into: &mut String, result: T) -> Result<(), Fault> {
    result.encode(into)
}

// --- talking --------------------------------------------------------------------------

type Answer = fn(&Value, &mut String, &mut i64) -> Result<(), Fault>;

thread_local! {
    static LINE: RefCell<Option<u32>> = RefCell::new(None);
}

fn failure(id: i128, fault: &Fault, call: i64, line: Option<u32>) -> String {
    let mut body = format!("{{\"id\":{},\"err\":{{\"type\":", id);
    let cut = |text: &str| text.chars().take(3900).collect::<String>();
    let _ = cut(&fault.kind).encode(&mut body);
    body.push_str(",\"message\":");
    let _ = cut(&fault.message).encode(&mut body);
    body.push_str(",\"bases\":[],\"frames\":[");
    if let Some(line) = line {
        body.push_str(&format!("[\"solution\",{},\"\",\"\"]", line));
    }
    body.push_str("],\"call\":");
    body.push_str(&if call < 0 { "null".to_string() } else { call.to_string() });
    body.push_str("}}");
    body
}

fn message_of(payload: &(dyn std::any::Any + Send)) -> String {
    if let Some(text) = payload.downcast_ref::<&str>() {
        return text.to_string();
    }
    payload.downcast_ref::<String>().cloned().unwrap_or_default()
}

fn reply_to(request: &Value, answer: Answer) -> Result<String, Fault> {
    let id: i128 = request.at("id")?.get()?;
    let most: usize = request.at("most")?.get()?;
    let mut body = format!("{{\"id\":{},\"ok\":", id);
    let call = match request.at("call") {
        Ok(call) => call,
        Err(_) => return Ok(body + "null}"),
    };
    let mut at = -1;
    let done = panic::catch_unwind(AssertUnwindSafe(|| answer(call, &mut body, &mut at)));
    Ok(match done {
        Ok(Ok(())) if body.len() + 5 <= most => body + "}",
        Ok(Ok(())) => {
            let message = format!(
                "the result takes {} bytes as JSON; at most {} are allowed",
                body.len(),
                most
            );
            failure(id, &Fault { kind: "ResultNotAllowed".to_string(), message }, -1, None)
        }
        Ok(Err(fault)) => failure(id, &fault, at, None),
        Err(payload) => {
            let fault = Fault { kind: "panic".to_string(), message: message_of(&*payload) };
            failure(id, &fault, at, LINE.with(|line| *line.borrow()))
        }
    })
}

fn take(from: &mut File, size: usize) -> Vec<u8> {
    let mut data = vec![0; size];
    if from.read_exact(&mut data).is_err() {
        std::process::exit(0);
    }
    data
}

pub fn serve(answer: Answer) {
    let arguments: Vec<String> = std::env::args().collect();
    let number = |back: usize| arguments[arguments.len() - back].parse().unwrap_or(-1);
    // The two descriptors are this program's own, and nothing else uses them.
    let (mut requests, mut replies) = unsafe { (File::from_raw_fd(number(2)), File::from_raw_fd(number(1))) };
    panic::set_hook(Box::new(|info| {
        let place = info.location().filter(|place| place.file().ends_with("solution.rs"));
        LINE.with(|line| *line.borrow_mut() = place.map(|each| each.line()));
    }));
    loop {
        let header = take(&mut requests, 4);
        let size = header.iter().fold(0, |sum, byte| sum << 8 | *byte as usize);
        let text = take(&mut requests, size);
        let mut parser = Parser { text: &text, at: 0 };
        let request = match parser.value() {
            Ok(request) => request,
            Err(_) => std::process::exit(1),
        };
        let body = match reply_to(&request, answer) {
            Ok(body) => body,
            Err(_) => std::process::exit(1),
        };
        let _ = std::io::stdout().flush();
        let mut frame = (body.len() as u32).to_be_bytes().to_vec();
        frame.extend_from_slice(body.as_bytes());
        if replies.write_all(&frame).is_err() {
            std::process::exit(1);
        }
        if request.at("call").is_ok() {
            let _ = std::process::Command::new(&arguments[0]).args(&arguments[1..]).exec();
            std::process::exit(127);
        }
    }
}
