#pragma once

#include <doctest/doctest.h>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/rules/rule.hpp"
#include "csx/store/dataset.hpp"

namespace csx::rules::testing {

using Files = std::vector<std::pair<std::string, std::string>>;

inline constexpr std::string_view k_workspace =
    "kind: workspace\n"
    "name: Aurora Sistemas\n"
    "format: 1\n"
    "currency: BRL\n"
    "timezone: America/Sao_Paulo\n";

/// What one rule says about a folder of these files, csx.yaml among them, at the end of a day: the pointers
/// of its findings, in order of the text as far as pointers tell.
inline std::vector<std::string> found(std::string_view rule, Files files,
                                      std::string_view day = "2026-11-22") {
  const auto tree = store::memory_tree(std::move(files));
  const auto data = store::load(*tree);
  REQUIRE(data);
  const time::Date today = time::Date::parse(day).value();
  std::vector<Diagnostic> diagnostics =
      check({*data, data->zone().end_of(today), today}, {.only = {std::string(rule)}});
  sort_and_deduplicate(diagnostics);
  std::vector<std::string> pointers;
  for (const Diagnostic& diagnostic : diagnostics) {
    pointers.push_back(diagnostic.place.pointer);
  }
  return pointers;
}

}  // namespace csx::rules::testing
