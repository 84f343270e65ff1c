#pragma once

#include <mutex>
#include <optional>

#include "csx/metrics/facts.hpp"
#include "csx/store/dataset.hpp"

namespace csx::rules {

/// What is measured of a folder, made when the first rule asks and then shared by all.
class SharedFacts {
 public:
  SharedFacts(const store::Dataset& data, time::Instant as_of) : m_data(data), m_as_of(as_of) {}

  /// Safe to call from several threads.
  const metrics::Facts& get() const {
    std::call_once(m_once, [this] { m_facts.emplace(m_data, m_as_of); });
    return *m_facts;
  }

 private:
  const store::Dataset& m_data;
  time::Instant m_as_of;
  mutable std::once_flag m_once;
  mutable std::optional<metrics::Facts> m_facts;
};

}  // namespace csx::rules
