#pragma once

#include <optional>
#include <string>
#include <vector>

#include "csx/model/handoff.hpp"
#include "csx/model/workspace.hpp"
#include "csx/sla/completeness.hpp"
#include "csx/store/dataset.hpp"

/// A new handoff: who it is between, and a text that asks what must be filled in.
namespace csx::cli {

/// The areas and persons of a new handoff, as far as the account and those that are named tell.
struct Sides {
  model::HandoffSide from;
  model::HandoffSide to;
};
/// Persons given by name bring their area along; else the account's owners on the day. *Errors*: usage for a
/// person of an area that the type does not go between.
Result<Sides> sides_for(const store::Dataset& data, const model::Account& account, model::HandoffType type,
                        const std::optional<std::string>& from, const std::optional<std::string>& to,
                        time::Date day);

/// The subscriptions of a new handoff after a sale: those that no other one is for. Empty for other types.
std::vector<std::string> subscriptions_for(const store::Dataset& data, const model::Account& account,
                                           model::HandoffType type, time::Date day);

/// `2026-03-padaria-aurora`; with the type, then a number behind it where that is taken.
std::string id_for(const store::Dataset& data, const model::Account& account, model::HandoffType type,
                   time::Date day);

/// What a draft is written from.
struct Draft {
  const model::Handoff& handoff;  ///< without timeline
  const model::Account& account;
  std::string at;  ///< of the event `opened`
  std::string by;
  std::vector<const model::Agreement*> agreements;
  time::Date day;
  model::Language language = model::Language::en;
};

/// The whole text: the head, the timeline, and an empty key for every field that the agreements ask for, with
/// the question it answers and why it is asked above it.
std::string draft_text(const Draft& draft);

}  // namespace csx::cli
