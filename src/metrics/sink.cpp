#include "csx/metrics/sink.hpp"

#include <fmt/format.h>

#include "keys.hpp"

namespace csx::metrics {

namespace {

void count(Counts& counts, std::string_view word) {
  const auto found = counts.find(word);
  if (found != counts.end()) {
    ++found->second;
  } else {
    counts.emplace(word, 1);
  }
}

}  // namespace

Sink::Sink(const Input& input, const Metric& metric, const Asked& asked)
    : m_input(input), m_metric(metric), m_asked(asked), m_keys(asked.by.size()) {}

bool Sink::is_filtered() const {
  return m_asked.where != nullptr && !m_asked.where->is_empty();
}

bool Sink::wants(const Subject& subject) const {
  return !is_filtered() || admits(*m_asked.where, subject, m_input.facts);
}

template <class Change>
void Sink::fold(const Subject& subject, Change change) {
  if (subject.into != Subject::Into::groups_only) {
    change(m_total);
  }
  if (m_asked.by.empty() || subject.into == Subject::Into::total_only) {
    return;
  }
  for (std::size_t i = 0; i < m_keys.size(); ++i) {
    const std::string_view key = key_of(m_input.facts, subject, m_asked.by[i], m_metric.area, m_combined);
    m_keys[i] = key.empty() ? k_unknown_key : key;
  }
  change(m_groups[m_keys]);
}

void Sink::keep(const Subject& subject, Contribution::Kind kind, const Parts& parts, std::string_view word) {
  if (m_asked.explain && subject.into != Subject::Into::groups_only) {
    m_contributions.push_back({subject, kind, parts, std::string(word)});
  }
}

void Sink::add(const Subject& subject, const Exact& numerator, const Exact& denominator) {
  add(subject, Parts{numerator, denominator});
}

void Sink::add(const Subject& subject, const Parts& parts) {
  if (!wants(subject)) {
    return;
  }
  const void* identity = subject.entry != nullptr ? static_cast<const void*>(subject.entry) : subject.record;
  fold(subject, [&](Totals& totals) {
    for (std::size_t i = 0; i < parts.size(); ++i) {
      totals.parts[i] += parts[i];
    }
    if (subject.role == Subject::Role::counted && totals.latest != identity) {
      ++totals.n;
      totals.latest = identity;
    }
  });
  keep(subject, Contribution::Kind::counted, parts, {});
}

void Sink::sample(const Subject& subject, const Exact& value) {
  if (!wants(subject)) {
    return;
  }
  fold(subject, [&](Totals& totals) {
    totals.samples.push_back(value);
    ++totals.n;
  });
  keep(subject, Contribution::Kind::sample, Parts{value}, {});
}

void Sink::exclude(const Subject& subject, std::string_view reason) {
  if (wants(subject)) {
    fold(subject, [&](Totals& totals) { count(totals.excluded, reason); });
    keep(subject, Contribution::Kind::excluded, {}, reason);
  }
}

void Sink::aside(const Subject& subject, std::string_view label) {
  if (wants(subject)) {
    fold(subject, [&](Totals& totals) { count(totals.aside, label); });
    keep(subject, Contribution::Kind::aside, {}, label);
  }
}

void Sink::unknown(const Subject& subject, std::string_view reason) {
  if (!wants(subject)) {
    return;
  }
  const std::string why = fmt::format("{}: {}", subject.ref(), reason);
  fold(subject, [&](Totals& totals) {
    count(totals.excluded, reason);
    if (totals.unknown.empty()) {
      totals.unknown = why;
    }
  });
  keep(subject, Contribution::Kind::excluded, {}, reason);
}

void Sink::unknown(std::string_view reason) {
  if (m_total.unknown.empty()) {
    m_total.unknown = reason;
  }
}

}  // namespace csx::metrics
