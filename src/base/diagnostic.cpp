#include "csx/base/diagnostic.hpp"

#include <algorithm>
#include <array>
#include <compare>
#include <tuple>
#include <utility>

namespace csx {
namespace {

constexpr std::array<std::pair<Severity, std::string_view>, 4> k_severities{{
    {Severity::off, "off"},
    {Severity::note, "note"},
    {Severity::warning, "warning"},
    {Severity::error, "error"},
}};

bool is_number(std::string_view token) {
  return !token.empty() && token.find_first_not_of("0123456789") == token.npos;
}

std::strong_ordering compare_tokens(std::string_view a, std::string_view b) {
  if (is_number(a) && is_number(b)) {
    // Indices of lists have no leading zeros, so the longer is the greater.
    return std::tuple(a.size(), a) <=> std::tuple(b.size(), b);
  }
  return a <=> b;
}

/// Token by token, so that a parent precedes its children and item 2 precedes item 10.
std::strong_ordering compare_pointers(std::string_view a, std::string_view b) {
  while (!a.empty() && !b.empty()) {
    const std::size_t a_end = std::min(a.find('/', 1), a.size());
    const std::size_t b_end = std::min(b.find('/', 1), b.size());
    if (const auto order = compare_tokens(a.substr(1, a_end - 1), b.substr(1, b_end - 1)); order != 0) {
      return order;
    }
    a.remove_prefix(a_end);
    b.remove_prefix(b_end);
  }
  return a.size() <=> b.size();
}

/// What is known of the position: nothing (the file as a whole), a span, or only a pointer.
int knowledge(const Place& place) {
  return place.span ? 1 : place.pointer.empty() ? 0 : 2;
}

std::strong_ordering compare(const Place& a, const Place& b) {
  const Span a_span = a.span.value_or(Span{});
  const Span b_span = b.span.value_or(Span{});
  const auto first =
      std::tuple(std::string_view(a.file), a.document, knowledge(a), a_span.begin, a_span.end) <=>
      std::tuple(std::string_view(b.file), b.document, knowledge(b), b_span.begin, b_span.end);
  return first != 0 ? first : compare_pointers(a.pointer, b.pointer);
}

std::strong_ordering compare(const Diagnostic& a, const Diagnostic& b) {
  if (const auto order = compare(a.place, b.place); order != 0) {
    return order;
  }
  const auto key = [](const Diagnostic& d) {
    return std::tuple(std::string_view(d.rule), std::string_view(d.message), d.place.aspect, d.severity,
                      std::string_view(d.record), std::string_view(d.help), std::string_view(d.place.pointer),
                      d.related.size());
  };
  if (const auto order = key(a) <=> key(b); order != 0) {
    return order;
  }
  for (std::size_t i = 0; i < a.related.size(); ++i) {
    const auto& [a_message, a_place] = a.related[i];
    const auto& [b_message, b_place] = b.related[i];
    if (const auto order = compare(a_place, b_place); order != 0) {
      return order;
    }
    const auto rest =
        std::tuple(std::string_view(a_message), a_place.aspect, std::string_view(a_place.pointer)) <=>
        std::tuple(std::string_view(b_message), b_place.aspect, std::string_view(b_place.pointer));
    if (rest != 0) {
      return rest;
    }
  }
  return std::strong_ordering::equal;
}

}  // namespace

std::string_view to_string(Severity severity) {
  return k_severities[static_cast<std::size_t>(severity)].second;
}

std::optional<Severity> parse_severity(std::string_view word) {
  for (const auto& [severity, name] : k_severities) {
    if (name == word) {
      return severity;
    }
  }
  return std::nullopt;
}

// Every field takes part, so that equal findings are neighbours and threads cannot change the order.
bool before(const Diagnostic& a, const Diagnostic& b) {
  return compare(a, b) < 0;
}

void sort_and_deduplicate(std::vector<Diagnostic>& diagnostics) {
  std::sort(diagnostics.begin(), diagnostics.end(), before);
  diagnostics.erase(std::unique(diagnostics.begin(), diagnostics.end()), diagnostics.end());
}

}  // namespace csx
