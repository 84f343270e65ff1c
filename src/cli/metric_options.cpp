#include "metric_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

constexpr unsigned k_longest_trend = 120;

bool splits(metrics::Dimension dimension, Splits what) {
  return what == Splits::figures ||
         (dimension != metrics::Dimension::month && dimension != metrics::Dimension::area);
}

}  // namespace

Option by_option(std::vector<std::string>& words, Splits what) {
  return {
      .names = "--by",
      .value = "A,B",
      .doc = what == Splits::figures
                 ? std::string_view("split by segment, tier, touch-model, csm, rep, lead-source, area, "
                                    "product, month, account, fit-band, handoff; several are combined")
                 : std::string_view("one line a group: segment, tier, touch-model, csm, rep, lead-source, "
                                    "product, account, fit-band, handoff; several are combined"),
      .into = &words};
}

Option trend_option(std::optional<std::string>& text) {
  return {
      .names = "--trend", .value = "N", .doc = "also the N periods of the same length before", .into = &text};
}

Option where_option(std::vector<std::string>& words, Splits what) {
  return {
      .names = "--where",
      .value = "FIELD=VALUE",
      .doc = what == Splits::figures
                 ? std::string_view("only records with this value, or one of several with commas between; "
                                    "may be repeated")
                 : std::string_view("only accounts with this value, or one of several with commas between; "
                                    "may be repeated"),
      .into = &words,
      .completes = Completes::field};
}

Result<std::vector<metrics::Dimension>> read_dimensions(const std::vector<std::string>& words, Splits what) {
  std::vector<std::string_view> known;
  for (const std::string_view word : metrics::dimension_words()) {
    if (splits(*metrics::parse_dimension(word), what)) {
      known.push_back(word);
    }
  }
  std::vector<metrics::Dimension> by;
  for (const std::string& text : words) {
    for (const std::string_view part : split(text, ',')) {
      const std::string_view word = trim(part);
      const auto dimension = metrics::parse_dimension(word);
      if (!dimension || !splits(*dimension, what)) {
        return fail(
            ErrorKind::usage,
            fmt::format("--by {} is nothing {}split by{}", csx::quoted(word),
                        what == Splits::figures ? "to " : "that accounts are ", did_you_mean(word, known)),
            {fmt::format("write {}", enumerate(known, "or"))});
      }
      if (std::ranges::find(by, *dimension) != by.end()) {
        return fail(ErrorKind::usage, fmt::format("--by names {} twice", word));
      }
      by.push_back(*dimension);
    }
  }
  return by;
}

Result<unsigned> read_trend(const std::optional<std::string>& text, unsigned otherwise, unsigned least) {
  unsigned trend = otherwise;
  if (text) {
    const auto [end, wrong] = std::from_chars(text->data(), text->data() + text->size(), trend);
    if (wrong != std::errc() || end != text->data() + text->size() || trend < least ||
        trend > k_longest_trend) {
      return fail(ErrorKind::usage, fmt::format("--trend {} is not a number of periods from {} to {}",
                                                csx::quoted(*text), least, k_longest_trend));
    }
  }
  return trend;
}

}  // namespace csx::cli
