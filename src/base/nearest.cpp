#include "csx/base/text.hpp"

#include "csx/base/utf8.hpp"

#include <utf8proc.h>

#include <algorithm>
#include <array>
#include <utility>

namespace csx {
namespace {

// Nobody misspells a longer word than that, and distances are quadratic.
constexpr std::size_t k_longest_word = 128;

/// The letters that count: without case, hyphens, underscores and spaces. False when there are too many.
bool fold(std::string_view word, std::u32string& out) {
  out.clear();
  for (std::size_t at = 0; at < word.size();) {
    const auto step = utf8::decode(word, at);
    at += step.length;
    if (step.value == '-' || step.value == '_' || step.value == ' ') {
      continue;
    }
    if (out.size() == k_longest_word) {
      return false;
    }
    const bool ascii_upper = step.value >= 'A' && step.value <= 'Z';
    if (ascii_upper) {
      out += step.value + ('a' - 'A');
    } else if (step.value < 0x80 || !step.valid) {
      out += step.value;
    } else {
      out += static_cast<char32_t>(utf8proc_tolower(static_cast<utf8proc_int32_t>(step.value)));
    }
  }
  return true;
}

/// Optimal string alignment distance (a swap of neighbours counts one), or `limit + 1` when it is beyond
/// `limit`.
std::size_t distance_within(std::u32string_view a, std::u32string_view b, std::size_t limit) {
  const std::size_t beyond = limit + 1;
  if (std::max(a.size(), b.size()) - std::min(a.size(), b.size()) > limit) {
    return beyond;
  }
  using Row = std::array<std::size_t, k_longest_word + 1>;
  std::array<Row, 3> rows;
  Row* two_up = &rows[0];
  Row* up = &rows[1];
  Row* row = &rows[2];
  for (std::size_t j = 0; j <= b.size(); ++j) {
    (*up)[j] = j;
  }
  for (std::size_t i = 1; i <= a.size(); ++i) {
    (*row)[0] = i;
    std::size_t smallest = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      const std::size_t replaced = (*up)[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U);
      std::size_t best = std::min({replaced, (*up)[j] + 1, (*row)[j - 1] + 1});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) {
        best = std::min(best, (*two_up)[j - 2] + 1);
      }
      (*row)[j] = best;
      smallest = std::min(smallest, best);
    }
    if (smallest > limit) {
      return beyond;
    }
    std::swap(two_up, up);
    std::swap(up, row);
  }
  return std::min((*up)[b.size()], beyond);
}

}  // namespace

std::optional<std::string_view> nearest(std::string_view word, std::span<const std::string_view> candidates) {
  std::u32string wanted;
  if (!fold(word, wanted) || wanted.empty()) {
    return std::nullopt;
  }
  std::optional<std::string_view> best;
  std::size_t best_distance = k_longest_word;
  std::u32string letters;
  for (const std::string_view candidate : candidates) {
    if (!fold(candidate, letters)) {
      continue;
    }
    const std::size_t limit = std::min(best_distance - 1, std::max(wanted.size(), letters.size()) / 3);
    const std::size_t distance = distance_within(wanted, letters, limit);
    if (distance > limit) {
      continue;
    }
    best = candidate;
    best_distance = distance;
    if (distance == 0) {
      break;
    }
  }
  return best;
}

std::string did_you_mean(std::string_view word, std::span<const std::string_view> candidates) {
  const auto found = nearest(word, candidates);
  return found ? ", did you mean " + quoted(*found) + "?" : std::string{};
}

}  // namespace csx
