// The program around a submission in C++: reads requests, calls it, writes replies.
//
// Frames are four bytes of length, the most significant first, and JSON. It holds
// nothing that is wanted. After an answered call it executes itself anew, so that each
// call begins with fresh globals.

#include <array>
#include <cctype>
#include <charconv>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <exception>
#include <functional>
#include <limits>
#include <map>
#include <memory>
#include <new>
#include <optional>
#include <stdexcept>
#include <string>
#include <string_view>
#include <tuple>
#include <type_traits>
#include <typeinfo>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include <cxxabi.h>
#include <pthread.h>
#include <unistd.h>

namespace drill {

// --- values -------------------------------------------------------------------------

struct Value;
using Array = std::vector<Value>;
using Object = std::vector<std::pair<std::string, Value>>;

struct Value {
    std::variant<std::nullptr_t, bool, std::int64_t, std::uint64_t, double, std::string,
                 Array, Object>
        held = nullptr;

    const Value& at(std::string_view key) const;
    const Array& list() const;
};

struct Unfit : std::runtime_error {
    using std::runtime_error::runtime_error;
};

inline const Value& Value::at(std::string_view key) const {
    if (const auto* object = std::get_if<Object>(&held))
        for (const auto& [name, value] : *object)
            if (name == key) return value;
    throw Unfit("there is no argument " + std::string(key));
}

inline const Array& Value::list() const {
    if (const auto* array = std::get_if<Array>(&held)) return *array;
    throw Unfit("expected a list");
}

// --- reading ------------------------------------------------------------------------

class Parser {
public:
    explicit Parser(std::string_view text) : text_(text) {}

    Value value() {
        blanks();
        switch (peek()) {
        case 'n': return word("null", Value{nullptr});
        case 't': return word("true", Value{true});
        case 'f': return word("false", Value{false});
        case 'N': return word("NaN", Value{std::numeric_limits<double>::quiet_NaN()});
        case 'I': return word("Infinity", Value{std::numeric_limits<double>::infinity()});
        case '"': return Value{string()};
        case '[': return array();
        case '{': return object();
        default: return number();
        }
    }

private:
    char peek() const { return at_ < text_.size() ? text_[at_] : '\0'; }

    void blanks() {
        while (at_ < text_.size() && std::isspace(static_cast<unsigned char>(text_[at_]))) ++at_;
    }

    void expect(char wanted) {
        blanks();
        if (peek() != wanted) throw Unfit("a request that is no JSON");
        ++at_;
    }

    bool taken(char wanted) {
        blanks();
        if (peek() != wanted) return false;
        ++at_;
        return true;
    }

    Value word(std::string_view wanted, Value meant) {
        if (text_.substr(at_, wanted.size()) != wanted) throw Unfit("a request that is no JSON");
        at_ += wanted.size();
        return meant;
    }

    Value array() {
        Array found;
        expect('[');
        if (taken(']')) return Value{std::move(found)};
        do found.push_back(value());
        while (taken(','));
        expect(']');
        return Value{std::move(found)};
    }

    Value object() {
        Object found;
        expect('{');
        if (taken('}')) return Value{std::move(found)};
        do {
            blanks();
            std::string key = string();
            expect(':');
            found.emplace_back(std::move(key), value());
        } while (taken(','));
        expect('}');
        return Value{std::move(found)};
    }

    Value number() {
        if (text_.substr(at_, 9) == "-Infinity")
            return word("-Infinity", Value{-std::numeric_limits<double>::infinity()});
        const std::size_t start = at_;
        bool is_whole = true;
        while (at_ < text_.size() && std::strchr("+-.eE0123456789", text_[at_])) {
            if (std::strchr(".eE", text_[at_])) is_whole = false;
            ++at_;
        }
        const char* first = text_.data() + start;
        const char* last = text_.data() + at_;
        std::int64_t whole = 0;
        if (is_whole && std::from_chars(first, last, whole).ec == std::errc{}) return Value{whole};
        std::uint64_t large = 0;
        if (is_whole && std::from_chars(first, last, large).ec == std::errc{}) return Value{large};
        double real = 0;
        if (start == at_ || std::from_chars(first, last, real).ec != std::errc{})
            throw Unfit("a request that is no JSON");
        return Value{real};
    }

    std::string string() {
        std::string found;
        expect('"');
        while (peek() != '"') {
            if (at_ >= text_.size()) throw Unfit("a request that is no JSON");
            if (peek() != '\\') {
                found += text_[at_++];
                continue;
            }
            ++at_;
            const char escaped = text_[at_++];
            switch (escaped) {
            case 'b': found += '\b'; break;
            case 'f': found += '\f'; break;
            case 'n': found += '\n'; break;
            case 'r': found += '\r'; break;
            case 't': found += '\t'; break;
            case 'u': character(found); break;
            default: found += escaped;
            }
        }
        ++at_;
        return found;
    }

    std::uint32_t unit() {
        std::uint32_t found = 0;
        std::from_chars(text_.data() + at_, text_.data() + at_ + 4, found, 16);
        at_ += 4;
        return found;
    }

    void character(std::string& into) {
        std::uint32_t code = unit();
        if (code >= 0xD800 && code < 0xDC00 && text_.substr(at_, 2) == "\\u") {
            at_ += 2;
            code = 0x10000 + ((code - 0xD800) << 10) + (unit() - 0xDC00);
        }
        if (code < 0x80) {
            into += static_cast<char>(code);
        } else if (code < 0x800) {
            into += static_cast<char>(0xC0 | code >> 6);
            into += static_cast<char>(0x80 | (code & 0x3F));
        } else if (code < 0x10000) {
            into += static_cast<char>(0xE0 | code >> 12);
            into += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            into += static_cast<char>(0x80 | (code & 0x3F));
        } else {
            into += static_cast<char>(0xF0 | code >> 18);
            into += static_cast<char>(0x80 | (code >> 12 & 0x3F));
            into += static_cast<char>(0x80 | (code >> 6 & 0x3F));
            into += static_cast<char>(0x80 | (code & 0x3F));
        }
    }

    std::string_view text_;
    std::size_t at_ = 0;
};

// --- writing ------------------------------------------------------------------------

// How long the UTF-8 character at a place is; 0 if there is none.
inline std::size_t length_at(std::string_view text, std::size_t at) {
    const auto byte = [&](std::size_t index) { return static_cast<unsigned char>(text[index]); };
    const unsigned char first = byte(at);
    const std::size_t size = first < 0x80 ? 1 : first >> 5 == 6 ? 2 : first >> 4 == 14 ? 3 : first >> 3 == 30 ? 4 : 0;
    if (size == 0 || at + size > text.size()) return 0;
    for (std::size_t index = at + 1; index < at + size; ++index)
        if (byte(index) >> 6 != 2) return 0;
    if (size == 2 && first < 0xC2) return 0;
    if (size == 3 && first == 0xE0 && byte(at + 1) < 0xA0) return 0;
    if (size == 3 && first == 0xED && byte(at + 1) >= 0xA0) return 0;
    if (size == 4 && (first > 0xF4 || (first == 0xF0 && byte(at + 1) < 0x90) || (first == 0xF4 && byte(at + 1) >= 0x90))) return 0;
    return size;
}

inline void quote(std::string& into, std::string_view text) {
    into += '"';
    for (std::size_t at = 0; at < text.size();) {
        const unsigned char byte = static_cast<unsigned char>(text[at]);
        const std::size_t size = length_at(text, at);
        if (size == 0) {
            into += "\\ufffd";
        } else if (byte == '"' || byte == '\\') {
            into += '\\';
            into += text[at];
        } else if (byte < 0x20) {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\u%04x", byte);
            into += escaped;
        } else {
            into += text.substr(at, size);
        }
        at += size == 0 ? 1 : size;
    }
    into += '"';
}

template <class T>
void encode(std::string& into, const T& value);

template <class T> struct Encoder;

template <> struct Encoder<std::nullptr_t> {
    static void write(std::string& into, std::nullptr_t) { into += "null"; }
};
template <> struct Encoder<std::nullopt_t> {
    static void write(std::string& into, std::nullopt_t) { into += "null"; }
};
template <> struct Encoder<std::monostate> {
    static void write(std::string& into, std::monostate) { into += "null"; }
};
template <> struct Encoder<bool> {
    static void write(std::string& into, bool value) { into += value ? "true" : "false"; }
};
template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>)
struct Encoder<T> {
    static void write(std::string& into, T value) { into += std::to_string(value); }
};
template <> struct Encoder<char> {
    static void write(std::string& into, char value) { quote(into, std::string_view(&value, 1)); }
};
template <class T>
    requires std::is_floating_point_v<T>
struct Encoder<T> {
    static void write(std::string& into, T value) {
        if (std::isnan(value)) { into += "NaN"; return; }
        if (std::isinf(value)) { into += value < 0 ? "-Infinity" : "Infinity"; return; }
        char digits[64];
        const auto end = std::to_chars(digits, digits + sizeof digits, static_cast<double>(value));
        into.append(digits, end.ptr);
    }
};
template <> struct Encoder<std::string> {
    static void write(std::string& into, const std::string& value) { quote(into, value); }
};
template <> struct Encoder<std::string_view> {
    static void write(std::string& into, std::string_view value) { quote(into, value); }
};
template <> struct Encoder<const char*> {
    static void write(std::string& into, const char* value) { quote(into, value); }
};
template <class T> struct Encoder<std::optional<T>> {
    static void write(std::string& into, const std::optional<T>& value) {
        if (value) encode(into, *value);
        else into += "null";
    }
};
template <class T> struct Encoder<std::vector<T>> {
    static void write(std::string& into, const std::vector<T>& values) {
        into += '[';
        bool is_first = true;
        for (const auto& each : values) {
            if (!is_first) into += ',';
            is_first = false;
            if constexpr (std::is_same_v<T, bool>) into += each ? "true" : "false";
            else encode(into, each);
        }
        into += ']';
    }
};
template <class... T> struct Encoder<std::tuple<T...>> {
    static void write(std::string& into, const std::tuple<T...>& values) {
        into += '[';
        bool is_first = true;
        std::apply([&](const auto&... each) {
            ((into += is_first ? "" : ",", is_first = false, encode(into, each)), ...);
        }, values);
        into += ']';
    }
};
template <class A, class B> struct Encoder<std::pair<A, B>> {
    static void write(std::string& into, const std::pair<A, B>& value) {
        encode(into, std::tuple<A, B>(value.first, value.second));
    }
};
template <class T, std::size_t N> struct Encoder<std::array<T, N>> {
    static void write(std::string& into, const std::array<T, N>& values) {
        encode(into, std::vector<T>(values.begin(), values.end()));
    }
};
template <class M> struct MapEncoder {
    static void write(std::string& into, const M& values) {
        into += '{';
        bool is_first = true;
        for (const auto& [key, value] : values) {
            if (!is_first) into += ',';
            is_first = false;
            quote(into, key);
            into += ':';
            encode(into, value);
        }
        into += '}';
    }
};
template <class T> struct Encoder<std::map<std::string, T>> : MapEncoder<std::map<std::string, T>> {};
template <class T> struct Encoder<std::unordered_map<std::string, T>>
    : MapEncoder<std::unordered_map<std::string, T>> {};
template <class... T> struct Encoder<std::variant<T...>> {
    static void write(std::string& into, const std::variant<T...>& value) {
        std::visit([&](const auto& each) { encode(into, each); }, value);
    }
};

template <class T>
void encode(std::string& into, const T& value) {
    Encoder<T>::write(into, value);
}

// --- from values to what a parameter wants ---------------------------------------------

template <class T> struct Decoder;

template <class T>
T decode(const Value& value) { return Decoder<T>::read(value); }

template <> struct Decoder<bool> {
    static bool read(const Value& value) {
        if (const auto* found = std::get_if<bool>(&value.held)) return *found;
        throw Unfit("expected true or false");
    }
};
template <class T>
    requires(std::is_integral_v<T> && !std::is_same_v<T, bool> && !std::is_same_v<T, char>)
struct Decoder<T> {
    static T read(const Value& value) {
        if (const auto* whole = std::get_if<std::int64_t>(&value.held); whole && std::in_range<T>(*whole))
            return static_cast<T>(*whole);
        if (const auto* large = std::get_if<std::uint64_t>(&value.held); large && std::in_range<T>(*large))
            return static_cast<T>(*large);
        throw Unfit("expected a whole number that the parameter's type can hold");
    }
};
template <> struct Decoder<char> {
    static char read(const Value& value) {
        if (const auto* found = std::get_if<std::string>(&value.held); found && found->size() == 1) return found->front();
        throw Unfit("expected a single character");
    }
};
template <class T>
    requires std::is_floating_point_v<T>
struct Decoder<T> {
    static T read(const Value& value) {
        if (const auto* real = std::get_if<double>(&value.held)) return static_cast<T>(*real);
        if (const auto* whole = std::get_if<std::int64_t>(&value.held)) return static_cast<T>(*whole);
        if (const auto* large = std::get_if<std::uint64_t>(&value.held)) return static_cast<T>(*large);
        throw Unfit("expected a number");
    }
};
template <> struct Decoder<std::string> {
    static std::string read(const Value& value) {
        if (const auto* found = std::get_if<std::string>(&value.held)) return *found;
        throw Unfit("expected text");
    }
};
template <class T> struct Decoder<std::optional<T>> {
    static std::optional<T> read(const Value& value) {
        if (std::holds_alternative<std::nullptr_t>(value.held)) return std::nullopt;
        return decode<T>(value);
    }
};
template <class T> struct Decoder<std::vector<T>> {
    static std::vector<T> read(const Value& value) {
        std::vector<T> found;
        found.reserve(value.list().size());
        for (const auto& each : value.list()) found.push_back(decode<T>(each));
        return found;
    }
};
template <class A, class B> struct Decoder<std::pair<A, B>> {
    static std::pair<A, B> read(const Value& value) {
        if (value.list().size() != 2) throw Unfit("expected a list of two");
        return {decode<A>(value.list()[0]), decode<B>(value.list()[1])};
    }
};
template <class... T> struct Decoder<std::tuple<T...>> {
    static std::tuple<T...> read(const Value& value) {
        const Array& list = value.list();
        if (list.size() != sizeof...(T)) throw Unfit("expected a list of another length");
        return [&]<std::size_t... I>(std::index_sequence<I...>) {
            return std::tuple<T...>{decode<T>(list[I])...};
        }(std::index_sequence_for<T...>{});
    }
};
template <class T, std::size_t N> struct Decoder<std::array<T, N>> {
    static std::array<T, N> read(const Value& value) {
        const Array& list = value.list();
        if (list.size() != N) throw Unfit("expected a list of another length");
        std::array<T, N> found{};
        for (std::size_t index = 0; index < N; ++index) found[index] = decode<T>(list[index]);
        return found;
    }
};
template <class M> struct MapDecoder {
    static M read(const Value& value) {
        M found;
        const auto* object = std::get_if<Object>(&value.held);
        if (!object) throw Unfit("expected a mapping");
        for (const auto& [key, each] : *object) found.emplace(key, decode<typename M::mapped_type>(each));
        return found;
    }
};
template <class T> struct Decoder<std::map<std::string, T>> : MapDecoder<std::map<std::string, T>> {};
template <class T> struct Decoder<std::unordered_map<std::string, T>>
    : MapDecoder<std::unordered_map<std::string, T>> {};

// An alternative that fits: the first one, in the order of the variant.
template <class... T> struct Decoder<std::variant<T...>> {
    static std::variant<T...> read(const Value& value) {
        std::optional<std::variant<T...>> found;
        const auto attempt = [&]<class Each>(std::type_identity<Each>) {
            if (found) return;
            try { found = std::variant<T...>(decode<Each>(value)); } catch (const Unfit&) {}
        };
        (attempt(std::type_identity<T>{}), ...);
        if (!found) throw Unfit("expected something else");
        return *std::move(found);
    }
};
template <> struct Decoder<std::monostate> {
    static std::monostate read(const Value& value) {
        if (std::holds_alternative<std::nullptr_t>(value.held)) return {};
        throw Unfit("expected null");
    }
};

template <class T>
concept Decodable = requires(const Value& value) { Decoder<T>::read(value); };

// What a constructor is handed: it turns into whatever the parameter is.
struct Argument {
    const Value& value;
    template <Decodable T> operator T() const { return decode<T>(value); }
};

// --- calling ----------------------------------------------------------------------------

template <class Call>
void result_of(std::string& into, Call call) {
    if constexpr (std::is_void_v<decltype(call())>) {
        call();
        into += "null";
    } else {
        encode(into, std::decay_t<decltype(call())>(call()));
    }
}

// Lets each parameter have what it asks for: a value moved in, or a reference.
template <class... P, class Call>
void with_arguments(std::string& into, const std::vector<const Value*>& values, Call call) {
    if (values.size() != sizeof...(P)) throw Unfit("the function takes another number of arguments");
    [&]<std::size_t... I>(std::index_sequence<I...>) {
        std::tuple<std::decay_t<P>...> held{decode<std::decay_t<P>>(*values[I])...};
        result_of(into, [&]() -> decltype(auto) { return call(static_cast<P&&>(std::get<I>(held))...); });
    }(std::index_sequence_for<P...>{});
}

template <class R, class... P>
void invoke(std::string& into, const std::vector<const Value*>& values, R (*function)(P...)) {
    with_arguments<P...>(into, values, function);
}

template <class C, class R, class... P>
void invoke(std::string& into, const std::vector<const Value*>& values, C& object, R (C::*method)(P...)) {
    with_arguments<P...>(into, values, [&](P... each) -> decltype(auto) { return (object.*method)(static_cast<P&&>(each)...); });
}

template <class C, class R, class... P>
void invoke(std::string& into, const std::vector<const Value*>& values, C& object, R (C::*method)(P...) const) {
    with_arguments<P...>(into, values, [&](P... each) -> decltype(auto) { return (object.*method)(static_cast<P&&>(each)...); });
}

// Written anew for each kata, behind the submission.
void answer(const Value& call, std::string& into, std::int64_t& at);

// --- talking ----------------------------------------------------------------------------

inline void take(int from, char* into, std::size_t size) {
    while (size) {
        const ssize_t count = ::read(from, into, size);
        if (count <= 0) std::_Exit(0);
        into += count;
        size -= static_cast<std::size_t>(count);
    }
}

inline void give(int to, const std::string& body) {
    std::string frame;
    for (int shift = 24; shift >= 0; shift -= 8) frame += static_cast<char>(body.size() >> shift & 0xFF);
    frame += body;
    for (std::size_t at = 0; at < frame.size();) {
        const ssize_t count = ::write(to, frame.data() + at, frame.size() - at);
        if (count <= 0) std::_Exit(1);
        at += static_cast<std::size_t>(count);
    }
}

inline std::string failure(std::int64_t id, std::string_view type, std::string_view message, std::int64_t call) {
    std::string body = "{\"id\":" + std::to_string(id) + ",\"err\":{\"type\":";
    quote(body, type.substr(0, 1000));
    body += ",\"message\":";
    quote(body, message.substr(0, 3900));
    body += ",\"bases\":[],\"frames\":[],\"call\":";
    body += call < 0 ? "null" : std::to_string(call);
    return body + "}}";
}

inline std::string name_of(const std::type_info& type) {
    int status = 0;
    std::unique_ptr<char, void (*)(void*)> name(abi::__cxa_demangle(type.name(), nullptr, nullptr, &status), std::free);
    return status == 0 && name ? name.get() : type.name();
}

inline std::string reply_to(const Value& request) {
    const std::int64_t id = decode<std::int64_t>(request.at("id"));
    const std::size_t most = decode<std::size_t>(request.at("most"));
    std::int64_t call = -1;
    try {
        std::string body = "{\"id\":" + std::to_string(id) + ",\"ok\":";
        answer(request.at("call"), body, call);
        body += '}';
        if (body.size() + 4 <= most) return body;
        const std::string said = "the result takes " + std::to_string(body.size()) + " bytes as JSON; at most "
            + std::to_string(most) + " are allowed";
        return failure(id, "ResultNotAllowed", said, -1);
    } catch (const std::bad_alloc&) {
        return "{\"id\":" + std::to_string(id) + ",\"err\":{\"type\":\"std::bad_alloc\",\"message\":\"\",\"memory\":true}}";
    } catch (const Unfit& error) {
        return failure(id, "ArgumentNotAllowed", error.what(), call);
    } catch (const std::exception& error) {
        return failure(id, name_of(typeid(error)), error.what(), call);
    } catch (...) {
        const std::type_info* type = abi::__cxa_current_exception_type();
        return failure(id, type ? name_of(*type) : "an exception", "", call);
    }
}

// Stacks of further threads count as memory: the main thread's would be too large.
inline void small_stacks() {
    pthread_attr_t attributes;
    pthread_attr_init(&attributes);
    pthread_attr_setstacksize(&attributes, 4 << 20);
    pthread_setattr_default_np(&attributes);
    pthread_attr_destroy(&attributes);
}

[[noreturn]] inline void serve(char** arguments, int count) {
    small_stacks();
    const int requests = std::atoi(arguments[count - 2]);
    const int replies = std::atoi(arguments[count - 1]);
    for (;;) {
        unsigned char header[4];
        take(requests, reinterpret_cast<char*>(header), 4);
        std::size_t size = 0;
        for (const unsigned char byte : header) size = size << 8 | byte;
        std::string text(size, '\0');
        take(requests, text.data(), size);
        const Value request = Parser(text).value();
        bool is_call = true;
        try { request.at("call"); } catch (const Unfit&) { is_call = false; }
        std::string body = is_call
            ? reply_to(request)
            : "{\"id\":" + std::to_string(decode<std::int64_t>(request.at("id"))) + ",\"ok\":null}";
        std::fflush(nullptr);
        give(replies, body);
        if (is_call) {
            ::execve(arguments[0], arguments, environ);
            std::_Exit(127);
        }
    }
}

}  // namespace drill
