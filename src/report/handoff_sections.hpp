#pragma once

#include <string>
#include <string_view>

#include "csx/model/handoff.hpp"
#include "csx/report/blocks.hpp"
#include "csx/report/words.hpp"
#include "csx/sla/completeness.hpp"
#include "handoff_names.hpp"

namespace csx::report {

/// What every part of the document is written from.
struct HandoffView {
  const store::Dataset& data;
  const model::Handoff& handoff;
  const model::Account* account;  ///< null when it is not known
  time::Instant as_of;
  time::Date today;
  model::Language language;
  const HandoffNames& names;
  const sla::Completeness& asked;   ///< of the giver
  const sla::Completeness& answer;  ///< of the receiver

  std::string in(const Phrase& phrase) const { return std::string(phrase.in(language)); }
  std::string heading(std::string_view field) const { return std::string(heading_of(field, language)); }
  std::string said_date(const std::optional<time::Date>& date) const {
    return date ? said(*date, language) : std::string();
  }
  /// `Ana Souza (Sales)`.
  std::string side(const model::HandoffSide& side) const;
  bool is_accepted() const;
  bool has_happened(const model::TimelineEvent& event) const {
    return data.zone().resolve(event.at) <= as_of;
  }
};

/// Segment, tier, revenue, subscriptions and contacts.
void add_customer(Blocks& out, const HandoffView& view);
/// What the giver filled in, field by field in the order of the description.
void add_content(Blocks& out, const HandoffView& view);
/// What the receiver filled in: introduction, kickoff, feedback.
void add_arrival(Blocks& out, const HandoffView& view);

}  // namespace csx::report
