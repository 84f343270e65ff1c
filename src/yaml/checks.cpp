#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <functional>
#include <utility>

#include "builder.hpp"
#include "core.hpp"
#include "csx/base/text.hpp"
#include "scan.hpp"

// What a well-formed tree may still not hold.
namespace csx::yaml {

namespace {

// Up to this many keys, comparing each with each is quicker than sorting.
constexpr std::size_t k_few_keys = 16;

// Keys of different bits are different.
std::uint64_t bit_of(std::string_view key) {
  const auto byte = [](char c) { return static_cast<unsigned char>(c); };
  return std::uint64_t{1} << (key.empty()
                                  ? 0U
                                  : (key.size() * 8 + byte(key.front()) * 3U + byte(key.back())) % 64);
}

struct Reading {
  std::string_view name;
  std::string_view help;
};

// In the order of Yaml11.
constexpr std::array<Reading, 7> k_readings = {
    Reading{"", ""},
    Reading{"a truth value", "quote it, or write true or false"},
    Reading{"an octal number", "quote it, or drop the leading zeros"},
    Reading{"a number in base 60", "quote it"},
    Reading{"a number", "quote it, or write the number with digits only"},
    Reading{"text", "quote it, or write the number as both read it, for example 15, 0x0f or 1.5e+3"},
    Reading{"a special key", "quote it"},
};

std::string_view core_name(Core core) {
  switch (core) {
    case Core::integer:
      return "an integer";
    case Core::real:
      return "a number";
    default:
      return "text";
  }
}

bool is_scalar_key(const Entry& entry) {
  return entry.key.kind == NodeKind::scalar;
}

// Each key that was there before, with its first appearance; in order of the text. Sorts by hash, then by
// text: quick for most keys, and no choice of keys makes it slow.
std::vector<std::pair<const Node*, const Node*>> repeated_keys(std::span<const Entry> entries) {
  struct Key {
    std::size_t hash;
    const Node* node;
  };
  std::vector<Key> keys;
  keys.reserve(entries.size());
  for (const Entry& entry : entries) {
    if (is_scalar_key(entry)) {
      keys.push_back({std::hash<std::string_view>()(entry.key.text), &entry.key});
    }
  }
  std::sort(keys.begin(), keys.end(), [](const Key& a, const Key& b) {
    if (a.hash != b.hash) {
      return a.hash < b.hash;
    }
    const int order = a.node->text.compare(b.node->text);
    return order != 0 ? order < 0 : a.node < b.node;
  });
  std::vector<std::pair<const Node*, const Node*>> repeated;
  for (std::size_t i = 1, first = 0; i < keys.size(); ++i) {
    if (keys[i].hash == keys[first].hash && keys[i].node->text == keys[first].node->text) {
      repeated.emplace_back(keys[i].node, keys[first].node);
    } else {
      first = i;
    }
  }
  std::sort(repeated.begin(), repeated.end());
  return repeated;
}

}  // namespace

template <class Make>
void Builder::report(Severity severity, Make make) {
  m_problems.add(severity, [&] {
    Problem problem = make();
    problem.severity = severity;
    problem.document = static_cast<std::uint32_t>(m_stream.documents.size() - 1);
    if (problem.pointer.empty()) {
      problem.pointer = pointer();
    }
    return problem;
  });
}

void Builder::report(std::string_view rule, Span span, std::string message, std::string help) {
  report(Severity::error,
         [&] { return Problem{rule, Severity::error, std::move(message), std::move(help), span, 0, {}}; });
}

void Builder::stop(std::string_view rule, Span span, std::string message, std::string help) {
  m_stopped = true;
  report(rule, span, std::move(message), std::move(help));
}

// Of the node being read, or of the nearest collection that is open.
std::string Builder::pointer(Child child) const {
  std::string result;
  for (std::size_t i = 0; i < m_frames.size(); ++i) {
    const bool last = i + 1 == m_frames.size();
    const std::size_t end = last ? m_nodes.size() : m_frames[i + 1].first;
    const std::size_t children = end - m_frames[i].first;
    if (m_frames[i].kind == NodeKind::sequence) {
      if (!last || child == Child::coming) {
        result += fmt::format("/{}", children);
      }
    } else if (children % 2 == 1) {
      const std::string_view key = m_nodes[end - 1].text;
      result += '/';
      result += escape_pointer_token(key.substr(0, character_begin(key, m_limits.max_key_bytes)));
    } else {
      break;
    }
  }
  return result;
}

void Builder::refuse_tag() {
  std::uint32_t begin = m_events->span().begin;
  if (begin < m_source.size() && m_source[begin] == '&') {
    begin = skip_properties(m_source, begin, 1);
  }
  const Span word = word_at(m_source, begin);
  report("yaml/tag", word, fmt::format("the tag {} is refused", quoted(slice(m_source, word))),
         "remove it, or quote the value if the '!' belongs to it");
}

void Builder::check_plain_value(const Node& node) {
  if (!in_range(node.text, node.core)) {
    const bool integer = node.core == Core::integer;
    report("yaml/number-range", node.span,
           fmt::format("{} is {}", quoted(node.text), integer ? "beyond 64 bits" : "not a finite number"),
           integer ? "write a smaller number, or quote it if it is not a number"
                   : "write a finite number, or quote it");
  }
  check_ambiguous(node);
}

void Builder::check_ambiguous(const Node& node) {
  const Yaml11 other = yaml11_reading(node.text, node.core);
  if (other == Yaml11::same) {
    return;
  }
  report(Severity::warning, [&] {
    const Reading& reading = k_readings[static_cast<std::size_t>(other)];
    Problem problem;
    problem.rule = "yaml/ambiguous-scalar";
    problem.message = fmt::format("{} is {} here and {} to readers of YAML 1.1", quoted(node.text),
                                  core_name(node.core), reading.name);
    problem.help = reading.help;
    problem.span = node.span;
    return problem;
  });
}

// An escape can bring in what the text itself may not hold.
void Builder::check_decoded(const Node& node, std::string_view value) {
  const BadCharacter bad = first_bad_character(value);
  if (bad.rule != nullptr) {
    report(
        bad.rule, node.span,
        fmt::format("an escape stands for the character U+{:04X}", static_cast<std::uint32_t>(bad.character)),
        "remove the escape");
  }
}

void Builder::refuse_key(const Node& key) {
  if (key.kind != NodeKind::scalar) {
    report("yaml/complex-key", key.span,
           fmt::format("a {} as a key, wanted text", key.kind == NodeKind::mapping ? "mapping" : "list"),
           "write a key of one word, or quote it");
  } else if (key.span.begin == key.span.end) {
    report("yaml/complex-key", key.span, "a key is missing before ':'", "write the key, or remove the line");
  } else if (key.text == k_merge_key && key.style == ScalarStyle::plain) {
    report("yaml/merge-key", key.span, "merge keys are refused", "write the merged keys themselves");
  } else if (const std::uint32_t bytes = key.span.end - key.span.begin; bytes > m_limits.max_key_bytes) {
    report("yaml/too-large", key.span,
           fmt::format("a key of {} bytes, wanted at most {}", bytes, m_limits.max_key_bytes),
           "shorten the key");
  }
}

void Builder::check_duplicates(std::span<const Entry> entries) {
  if (entries.size() <= k_few_keys) {
    std::uint64_t bits = 0;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      const std::uint64_t bit = bit_of(entries[i].key.text);
      if ((bits & bit) != 0 && is_scalar_key(entries[i])) {
        report_if_among(entries.first(i), entries[i].key);
      }
      bits |= bit;
    }
    return;
  }
  for (const auto& [key, first] : repeated_keys(entries)) {
    report_duplicate(*key, *first);
  }
}

void Builder::report_if_among(std::span<const Entry> before, const Node& key) {
  const auto first = std::ranges::find_if(
      before, [&](const Entry& entry) { return is_scalar_key(entry) && entry.key.text == key.text; });
  if (first != before.end()) {
    report_duplicate(key, first->key);
  }
}

// Where the first key of a document comes again, the `---` before it was forgotten: all keys that come again
// after it say the same.
void Builder::check_root_duplicates(std::span<const Entry> entries) {
  std::size_t begin = 0;
  for (std::size_t i = 1; i <= entries.size(); ++i) {
    const bool again = i < entries.size() && is_scalar_key(entries[i]) && is_scalar_key(entries[0]) &&
                       entries[i].key.text == entries[0].key.text;
    if (again) {
      report_duplicate(entries[i].key, entries[0].key,
                       "write `---` before it if a new document begins here, else keep one of the two");
    }
    if (again || i == entries.size()) {
      check_duplicates(entries.subspan(begin, i - begin));
      begin = i;
    }
  }
}

void Builder::report_duplicate(const Node& key, const Node& first, std::string_view help) {
  report(Severity::error, [&] {
    Problem problem;
    problem.rule = "yaml/duplicate-key";
    problem.message = fmt::format("the key {} is given again, first on line {}", quoted(key.text),
                                  line_number(m_source, first.span.begin));
    problem.help = help;
    problem.span = key.span;
    problem.pointer = pointer() + "/" + escape_pointer_token(key.text);
    return problem;
  });
}

}  // namespace csx::yaml
