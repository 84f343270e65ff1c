#pragma once

#include <string>
#include <vector>

#include "csx/sla/clock_explanation.hpp"
#include "places.hpp"

namespace csx::cli {

/// `tier a or b, priority high`; `any` for a row without conditions.
std::string conditions_of(const model::WithinRow& row);

/// Every place that the story of a clock names, looked up at once.
class StoryPlaces {
 public:
  StoryPlaces(const Session& session, const sla::Clock& clock, const sla::ClockExplanation& why);

  const FoundPlace& commitment() const { return m_places[0]; }
  const FoundPlace& start() const { return m_places[1]; }
  const FoundPlace& stop() const { return m_places[2]; }
  const FoundPlace& row(std::size_t i) const { return m_places[3 + i]; }
  const FoundPlace& hold_from(std::size_t i) const { return m_places[3 + m_rows + 2 * i]; }
  const FoundPlace& hold_to(std::size_t i) const { return m_places[4 + m_rows + 2 * i]; }
  const FoundPlace& exclusion() const { return m_places.back(); }  ///< of a clock that has one

 private:
  std::vector<FoundPlace> m_places;
  std::size_t m_rows = 0;
};

}  // namespace csx::cli
