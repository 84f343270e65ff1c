#pragma once

#include <optional>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/rules/rule.hpp"
#include "lookup.hpp"

/// What the files of the family `agreement` share.
namespace csx::rules::agreement {

std::span<const Rule> strategy_rules();
std::span<const Rule> acquisition_rules();
std::span<const Rule> information_rules();
std::span<const Rule> handover_rules();
std::span<const Rule> role_rules();
std::span<const Rule> tier_rules();
std::span<const Rule> touch_rules();
std::span<const Rule> commitment_rules();
std::span<const Rule> metric_rules();
std::span<const Rule> clock_rules();
std::span<const Rule> limit_rules();
std::span<const Rule> filter_rules();
std::span<const Rule> score_rules();
std::span<const Rule> score_value_rules();
std::span<const Rule> health_rules();
std::span<const Rule> version_rules();
std::span<const Rule> approval_rules();
std::span<const Rule> upkeep_rules();

/// Every version that can still be mended: in force, or proposed.
template <class Judge>
void each_version(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Agreement>()) {
    const auto& version = record.as<model::Agreement>();
    if (!is_past(input, version)) {
      judge(record, version);
    }
  }
}

/// Those of the main agreement. Where the workspace names none, no agreement is asked for the main one's
/// parts.
template <class Judge>
void each_main_version(const Input& input, Judge judge) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    if (is_main(input.data, version)) {
      judge(record, version);
    }
  });
}

/// Every commitment of those versions.
template <class Judge>
void each_commitment(const Input& input, Judge judge) {
  each_version(input, [&](const model::AnyRecord& record, const model::Agreement& version) {
    for (const model::Commitment& commitment : version.commitments) {
      judge(record, version, commitment);
    }
  });
}

inline bool is_empty(const std::optional<std::string>& text) {
  return !text || trim(*text).empty();
}
template <class T>
bool is_empty(const std::optional<T>& value) {
  return !value.has_value();
}
template <class T>
bool is_empty(const std::vector<T>& list) {
  return list.empty();
}
template <class T>
bool is_empty(const model::Box<T>& block) {
  return !block;
}

/// Says that a part of a block is missing, at the block where the whole of it is. Silent where part of the
/// record could not be read: it may be there, misspelt.
template <class Block, class Part>
void ask_for(Report& report, const model::AnyRecord& record, const model::Box<Block>& block,
             Part Block::*part, std::string message) {
  if (!record.clean) {
    return;
  }
  if (!block) {
    report.add(record, block, std::move(message));
  } else if (is_empty((*block).*part)) {
    report.add(record, (*block).*part, std::move(message));
  }
}

}  // namespace csx::rules::agreement
