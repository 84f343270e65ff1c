#pragma once

#include <span>
#include <string>
#include <string_view>

#include "csx/model/type.hpp"
#include "csx/model/workspace.hpp"
#include "csx/store/dataset.hpp"
#include "handoff_names.hpp"

namespace csx::report {

/// Says values of records to people: names in place of ids, words of a language in place of vocabularies.
struct Teller {
  const store::Dataset& data;
  const HandoffNames& names;
  model::Language language;

  /// A scalar, a list of scalars or a map of them; empty when absent.
  std::string text(const model::Type& type, const void* value) const;
  /// A record of such fields on one line: `Tier A: 8 business hours`.
  std::string line(const model::Type& record, const void* value) const;
};

/// Keys that name the record they stand in, best first: `name`, `title`, ….
std::span<const std::string_view> title_keys();
bool is_title(std::string_view key);

/// Free texts, which are told one below the other; words stand behind each other.
bool is_list_of_texts(const model::Type& type);

}  // namespace csx::report
