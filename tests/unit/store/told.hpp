#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/account.hpp"
#include "csx/model/kinds.hpp"
#include "csx/store/dataset.hpp"

namespace csx::store {

inline constexpr std::string_view k_workspace =
    "kind: workspace\nformat: 1\nname: Test\nlanguage: en\ncurrency: BRL\ntimezone: UTC\n";

/// What a data set says of its folder, line by line, so that two can be compared.
inline std::string told(const Dataset& data) {
  std::vector<std::string> lines;
  for (const Diagnostic& each : data.findings()) {
    lines.push_back(each.place.file + " " + each.place.pointer + " " + each.rule + ": " + each.message);
  }
  for (const InlineSuppression& each : data.suppressions()) {
    lines.push_back(data.files()[each.file] + " " + std::to_string(each.line) + " " + each.rule);
  }
  std::ranges::sort(lines);
  const auto add = [&](std::string_view what, const model::AnyRecord& record) {
    lines.push_back(std::string(what) + " " + data.file_of(record) + "#" +
                    std::to_string(record.source().document) + " " + record.reference());
    const model::AnyRecord* same = data.find(record.kind().name, record.identity());
    lines.back() += same == nullptr ? "" : ", found in " + data.file_of(*same);
    lines.back() += data.usable<model::Account>(record.identity()) == &record
                        ? ": " + record.as<model::Account>().name
                        : "";
  };
  for (const model::AnyRecord* record : data.records()) {
    add("record", *record);
  }
  for (const model::Kind& kind : model::kinds()) {
    for (const model::AnyRecord* record : data.of_kind(kind)) {
      add("usable", *record);
    }
  }
  for (const std::string_view target :
       {"account", "person", "agreement", "handoff", "entry", "segment", "subscription"}) {
    lines.emplace_back(target);
    for (const std::string_view id : data.ids(target)) {
      lines.back() += " " + std::string(id);
    }
  }
  for (const std::string_view id : {"hidden", "hidden-too"}) {
    lines.push_back(std::string(id) + (data.may_have_id("account", id) ? " may be there" : " is nowhere"));
  }
  for (const std::string_view account : data.ids("account")) {
    for (const model::AnyRecord* handoff : data.handoffs_of(account)) {
      add(account, *handoff);
    }
  }
  for (const std::string_view agreement : data.ids("agreement")) {
    for (const model::AnyRecord* version : data.versions(agreement)) {
      add(agreement, *version);
    }
  }
  std::string text;
  for (const std::string& line : lines) {
    text += line + "\n";
  }
  return text;
}

}  // namespace csx::store
