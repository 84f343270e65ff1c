#include "handoff_names.hpp"

#include <algorithm>

#include "csx/model/person.hpp"
#include "csx/model/playbook.hpp"
#include "csx/sla/service.hpp"

namespace csx::report {

namespace {

template <class List>
auto by_id(const List& list, std::string_view id) -> const typename List::value_type* {
  const auto found = std::ranges::find_if(list, [&](const auto& item) { return item.id.value == id; });
  return found == list.end() ? nullptr : &*found;
}

/// Looks into one agreement after the other.
template <class Find>
std::string first_of(const std::vector<const model::Agreement*>& agreements, std::string_view id, Find find) {
  for (const model::Agreement* agreement : agreements) {
    if (const std::string* found = find(*agreement)) {
      return *found;
    }
  }
  return std::string(id);
}

/// The same, for parts of segments.
template <class Find>
std::string first_of_segments(const std::vector<const model::Agreement*>& agreements, std::string_view id,
                              Find find) {
  return first_of(agreements, id, [&](const model::Agreement& agreement) -> const std::string* {
    if (agreement.strategy) {
      for (const model::Segment& segment : agreement.strategy->segments) {
        if (const std::string* found = find(segment)) {
          return found;
        }
      }
    }
    return nullptr;
  });
}

const std::string* get(const std::optional<std::string>& text) {
  return text ? &*text : nullptr;
}

}  // namespace

HandoffNames::HandoffNames(const store::Dataset& data, const model::Account* account,
                           std::vector<const model::Agreement*> in_force)
    : m_data(data), m_account(account), m_agreements(std::move(in_force)) {
  const auto all = data.of_kind(model::kind_of<model::Agreement>());
  for (auto at = all.rbegin(); at != all.rend(); ++at) {
    m_agreements.push_back(&(*at)->as<model::Agreement>());
  }
}

std::string HandoffNames::person(std::string_view id) const {
  const auto* found = m_data.get<model::Person>(id);
  return found != nullptr ? found->name : std::string(id);
}

std::string HandoffNames::onboarding_step(std::string_view id) const {
  if (m_account == nullptr || !m_account->onboarding) {
    return std::string(id);
  }
  const auto& followed = m_account->onboarding->playbook;
  const auto* playbook = followed ? m_data.get<model::Playbook>(followed->value) : nullptr;
  const model::PlaybookStep* step = playbook != nullptr ? by_id(playbook->steps, id) : nullptr;
  return step != nullptr ? step->title : std::string(id);
}

std::string HandoffNames::contact(std::string_view id) const {
  const model::Contact* found = m_account != nullptr ? by_id(m_account->contacts.value, id) : nullptr;
  return found != nullptr ? found->name : std::string(id);
}

std::string HandoffNames::segment(std::string_view id) const {
  return first_of(m_agreements, id, [&](const model::Agreement& agreement) {
    const model::Segment* found = sla::find_segment(agreement, id);
    return found != nullptr ? get(found->name) : nullptr;
  });
}

std::string HandoffNames::tier(std::string_view id) const {
  return first_of(m_agreements, id, [&](const model::Agreement& agreement) {
    const model::Tier* found = sla::find_tier(agreement, id);
    return found != nullptr ? get(found->name) : nullptr;
  });
}

std::string HandoffNames::persona(std::string_view id) const {
  return first_of_segments(m_agreements, id, [&](const model::Segment& segment) {
    const model::Persona* found = by_id(segment.personas, id);
    return found != nullptr ? &found->title : nullptr;
  });
}

std::string HandoffNames::objective(std::string_view id) const {
  return first_of_segments(m_agreements, id, [&](const model::Segment& segment) {
    const model::Objective* found = by_id(segment.objectives, id);
    return found != nullptr ? &found->text : nullptr;
  });
}

std::string HandoffNames::objection(std::string_view id) const {
  return first_of(m_agreements, id, [&](const model::Agreement& agreement) -> const std::string* {
    const model::Objection* found = agreement.how ? by_id(agreement.how->objections, id) : nullptr;
    return found != nullptr ? &found->objection : nullptr;
  });
}

std::string HandoffNames::differentiator(std::string_view id) const {
  return first_of(m_agreements, id, [&](const model::Agreement& agreement) -> const std::string* {
    const model::Differentiator* found =
        agreement.strategy ? by_id(agreement.strategy->differentiators, id) : nullptr;
    return found != nullptr ? &found->claim : nullptr;
  });
}

const model::Promise* HandoffNames::promise(std::string_view id) const {
  return m_account != nullptr ? by_id(m_account->promises.value, id) : nullptr;
}

}  // namespace csx::report
