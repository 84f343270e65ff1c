#pragma once

#include <doctest/doctest.h>

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "csx/model/agreement.hpp"
#include "csx/model/write.hpp"
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

/// The text of an agreement that its parties signed; `text` makes it from the digest they sign.
template <class Text>
std::string signed_text(std::string_view id, Text text) {
  const std::string nobody = text("sha256:" + std::string(64, '0'));
  const auto tree = store::memory_tree({{"csx.yaml", std::string(k_workspace)}, {"a.yaml", nobody}});
  const auto data = store::load(*tree);
  REQUIRE(data);
  return text(model::content_digest(data->get<model::Agreement>(id)));
}

/// What one rule says about a folder of these files, csx.yaml among them, at the end of a day: the pointers
/// of its findings, in order of the text as far as pointers tell. `base` is the folder before a change.
inline std::vector<std::string> found(std::string_view rule, Files files, std::string_view day = "2026-11-22",
                                      const std::optional<Files>& base = {}) {
  const auto read = [](Files of) {
    const auto tree = store::memory_tree(std::move(of));
    auto data = store::load(*tree);
    REQUIRE(data);
    return std::make_unique<store::Dataset>(*std::move(data));
  };
  const auto data = read(std::move(files));
  const auto before = base ? read(*base) : nullptr;
  const time::Date today = time::Date::parse(day).value();
  std::vector<Diagnostic> diagnostics =
      check({*data, data->zone().end_of(today), today, before.get()}, {.only = {std::string(rule)}});
  sort_and_deduplicate(diagnostics);
  std::vector<std::string> pointers;
  for (const Diagnostic& diagnostic : diagnostics) {
    pointers.push_back(diagnostic.place.pointer);
  }
  return pointers;
}

}  // namespace csx::rules::testing
