#pragma once

#include "context.hpp"
#include "csx/model/workspace.hpp"

namespace csx::cli {

/// Of documents for people: as --lang says, else the workspace's, else English.
inline model::Language language_of(const Context& context, const model::Workspace& workspace) {
  if (const auto& lang = context.globals().lang) {
    return *lang == "en" ? model::Language::en : model::Language::pt_br;
  }
  return workspace.language.value_or(model::Language::en);
}

}  // namespace csx::cli
