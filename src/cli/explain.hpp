#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/json.hpp"
#include "csx/model/kinds.hpp"
#include "csx/report/diagnostics.hpp"
#include "csx/rules/rule.hpp"
#include "fields.hpp"

/// The pages of `csx explain`.
namespace csx::cli {

struct PageStyle {
  std::size_t width = 100;
  report::Color color = report::Color::never;
};

/// A rule's own case of the gallery, and what it finds there.
struct RuleExample {
  struct File {
    std::string path;
    std::string_view text;
  };
  std::vector<File> files;        ///< those that have findings of the rule, others left out
  std::vector<Finding> findings;  ///< of this rule
};
/// None when the gallery has no case of the rule.
std::optional<RuleExample> example_of(const rules::Rule& rule);

std::string rule_page(const rules::Rule& rule, const PageStyle& style);
Json rule_json(const rules::Rule& rule);

/// What a kind is and every field it has, a level deep.
std::string kind_page(const model::Kind& kind, const PageStyle& style);
Json kind_json(const model::Kind& kind);

/// `path` is the whole name: `account.touch_model`.
std::string field_page(std::string_view path, const Field& field, const PageStyle& style);
Json field_json(std::string_view path, const Field& field);

/// What a value of the type looks like, in words: `list of touch models`, `date, or a list of {from, value}`.
std::string type_in_words(const model::Type& type);

}  // namespace csx::cli
