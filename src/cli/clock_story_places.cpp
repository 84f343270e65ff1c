#include "clock_story_places.hpp"

namespace csx::cli {
namespace {

template <class T>
std::string printed(std::string_view name, const std::optional<model::OneOrMany<T>>& wanted) {
  if (!wanted) {
    return {};
  }
  std::vector<std::string> words;
  for (const T& each : *wanted) {
    words.push_back(model::Scalar<T>::print(each));
  }
  return fmt::format("{} {}", name, fmt::join(words, " or "));
}

}  // namespace

std::string conditions_of(const model::WithinRow& row) {
  std::vector<std::string> all{printed("tier", row.tier), printed("segment", row.segment),
                               printed("touch model", row.touch_model), printed("priority", row.priority)};
  for (const auto& [field, wanted] : row.when) {
    all.push_back(printed(field.value, std::optional(wanted)));
  }
  std::erase(all, std::string());
  return all.empty() ? "any" : fmt::format("{}", fmt::join(all, ", "));
}

StoryPlaces::StoryPlaces(const Session& session, const sla::Clock& clock, const sla::ClockExplanation& why) {
  std::vector<MemberOf> members{{clock.agreement, clock.commitment, &model::type_of<model::Commitment>}};
  const auto add = [&](const sla::Happening* happening) {
    members.push_back(happening != nullptr ? MemberOf{happening->record, happening->member, happening->type}
                                           : MemberOf{});
  };
  add(clock.start);
  add(clock.stop);
  for (const sla::TriedRow& row : why.rows) {
    members.push_back({clock.agreement, row.row, &model::type_of<model::WithinRow>});
  }
  for (const sla::Pause& pause : why.pauses) {
    add(&pause.from);
    add(pause.to ? &*pause.to : nullptr);
  }
  m_rows = why.rows.size();
  if (clock.exclusion != nullptr) {
    members.push_back({clock.subject.record, clock.exclusion, &model::type_of<model::Exclusion>});
  }
  m_places = find_places(session, members);
}

}  // namespace csx::cli
