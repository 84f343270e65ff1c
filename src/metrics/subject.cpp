#include "csx/metrics/subject.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace csx::metrics {

namespace {

constexpr std::array<std::string_view, k_dimensions> k_dimension_words{
    "segment", "tier",    "touch-model", "csm",     "rep",      "lead-source",
    "area",    "product", "month",       "account", "fit-band", "handoff"};

}  // namespace

std::string_view word(Dimension dimension) {
  return k_dimension_words[static_cast<std::size_t>(dimension)];
}

std::span<const std::string_view> dimension_words() {
  return k_dimension_words;
}

std::optional<Dimension> parse_dimension(std::string_view word) {
  const auto found = std::ranges::find(k_dimension_words, word);
  return found == k_dimension_words.end()
             ? std::nullopt
             : std::optional(static_cast<Dimension>(found - k_dimension_words.begin()));
}

std::string Subject::ref() const {
  if (entry != nullptr) {
    return fmt::format("{}/{}", model::word(entry->type), entry->id.value);
  }
  const std::string reference = record != nullptr ? record->reference() : std::string();
  return part.empty() ? reference : fmt::format("{}#{}", reference, part);
}

}  // namespace csx::metrics
