#pragma once

#include <memory>
#include <span>
#include <string_view>
#include <vector>

#include "csx/metrics/metric.hpp"
#include "csx/metrics/score.hpp"

/// How customers fare, as the main agreement declares it. *Source*: metrics.md of the design, "Fit and
/// health".
namespace csx::metrics {

/// What a measure of health may be read from beside the metrics of the catalogue.
struct HealthSource {
  std::string_view name;  ///< `usage.logins`; `usage.features.` stands for all names behind it
  std::string_view doc;   ///< what it is, and in which unit
};
/// *Order*: as shown.
std::span<const HealthSource> health_sources();

/// Whether a name is a value of the journal, with the feature's name where it needs one.
bool is_journal_source(std::string_view source);
/// The metric that a measure is read from; null for none. Health does not measure itself.
const Metric* metric_source(std::string_view source);
/// Whether a person wrote down a feeling there: feeling is not a measure.
bool is_feeling(std::string_view source);

struct Health {
  std::vector<ScoredPart> parts;  ///< a line for each measure, in its order
  WeightedScore total;
  const model::Band* band = nullptr;           ///< after overrides
  const model::Band* uncapped = nullptr;       ///< that the score alone would give
  const model::HealthOverride* cap = nullptr;  ///< that lowered the band
  bool is_outside_bands = false;               ///< there are bands, and none holds the score
  bool only_feeling = false;                   ///< all that has a score and a weight is a feeling

  const std::optional<Fraction>& score() const { return total.score; }
};

/// The health of accounts at an instant. Metrics of the catalogue are measured once for all accounts, over
/// the time until then in which the measure does not expire.
class HealthBook {
 public:
  HealthBook(const Facts& facts, time::Instant at);
  ~HealthBook();

  time::Date day() const { return m_day; }
  const model::AnyRecord* agreement() const { return m_agreement; }  ///< in force on the day; null for none
  const model::HealthModel* model() const { return m_model; }        ///< null where nothing is declared
  Health of(const AccountFacts& account) const;

  /// What an account counts in the health of a group. *Errors*: why nobody knows: nothing is declared, a rate
  /// is missing.
  tl::expected<Exact, std::string> weight_of(const AccountFacts& account) const;

 private:
  struct Measured;
  const Facts& m_facts;
  time::Instant m_at;
  time::Date m_day;
  const model::AnyRecord* m_agreement = nullptr;
  const model::HealthModel* m_model = nullptr;
  std::unique_ptr<Measured> m_measured;
};

/// The health of all accounts that pay on the day of an instant, by one book.
class HealthSheet {
 public:
  struct Row {
    const AccountFacts* account = nullptr;
    Health health;
  };

  HealthSheet(const Facts& facts, time::Instant at);

  const HealthBook& book() const { return m_book; }
  /// *Order*: of the folder.
  const std::vector<Row>& rows() const { return m_rows; }

 private:
  HealthBook m_book;
  std::vector<Row> m_rows;
};

/// The health of a group: sum(score * weight) / sum(weight) over accounts whose score is known.
struct GroupHealth {
  std::optional<Fraction> score;
  std::size_t known = 0;    ///< accounts with a score and a weight
  std::size_t unknown = 0;  ///< accounts without a score
  std::string why;          ///< of no score
};
class GroupSum {
 public:
  void add(const HealthBook& book, const AccountFacts& account, const Health& health);
  GroupHealth result() const;

 private:
  Fraction m_weighted;
  Exact m_weights;
  GroupHealth m_result;
};

}  // namespace csx::metrics
