#include "metric_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

constexpr unsigned k_longest_trend = 120;

}  // namespace

Option by_option(std::vector<std::string>& words) {
  return {.names = "--by",
          .value = "A,B",
          .doc =
              "split by segment, tier, touch-model, csm, rep, lead-source, area, product, month; several "
              "are combined",
          .into = &words};
}

Option trend_option(std::optional<std::string>& text) {
  return {
      .names = "--trend", .value = "N", .doc = "also the N periods of the same length before", .into = &text};
}

Option where_option(std::vector<std::string>& words) {
  return {.names = "--where",
          .value = "FIELD=VALUE",
          .doc = "only records with this value, or one of several with commas between; may be repeated",
          .into = &words,
          .completes = Completes::field};
}

Result<std::vector<metrics::Dimension>> read_dimensions(const std::vector<std::string>& words) {
  std::vector<metrics::Dimension> by;
  for (const std::string& text : words) {
    for (const std::string_view part : split(text, ',')) {
      const std::string_view word = trim(part);
      const auto dimension = metrics::parse_dimension(word);
      if (!dimension) {
        return fail(ErrorKind::usage,
                    fmt::format("--by {} is nothing to split by{}", csx::quoted(word),
                                did_you_mean(word, metrics::dimension_words())),
                    {fmt::format("write {}", enumerate(metrics::dimension_words(), "or"))});
      }
      if (std::ranges::find(by, *dimension) != by.end()) {
        return fail(ErrorKind::usage, fmt::format("--by names {} twice", word));
      }
      by.push_back(*dimension);
    }
  }
  return by;
}

Result<unsigned> read_trend(const std::optional<std::string>& text, unsigned otherwise) {
  unsigned trend = otherwise;
  if (text) {
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), trend);
    if (wrong != std::errc() || end != text->data() + text->size() || trend == 0 || trend > k_longest_trend) {
      return fail(ErrorKind::usage, fmt::format("--trend {} is not a number of periods from 1 to {}",
                                                csx::quoted(*text), k_longest_trend));
    }
  }
  return trend;
}

}  // namespace csx::cli
