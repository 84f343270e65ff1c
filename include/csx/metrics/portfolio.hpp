#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/model/person.hpp"
#include "csx/sla/handoff_state.hpp"

/// Which CSM looks after what, and how much work that is. *Source*: metrics.md of the design, "Portfolio".
namespace csx::metrics {

/// Of one CSM to another, as `csx portfolio simulate` tries it.
struct Move {
  const AccountFacts* account = nullptr;
  std::string_view to;  ///< id of a person
};

/// A paying account as its portfolio sees it.
struct Holding {
  const AccountFacts* account = nullptr;
  std::string_view csm;      ///< empty for none
  std::optional<Exact> mrr;  ///< none: a rate is missing
  std::optional<model::TouchModel> touch;
  const model::TouchPolicy* policy = nullptr;  ///< null where the agreement says nothing of its touch model
  std::optional<Fraction> hours;               ///< a month, as its touch model says
  bool is_difficult = false;
  /// By each criterion of the agreement: MRR, or the place of its level or size, from 1; none: not known.
  std::vector<std::optional<Fraction>> criteria;
  std::optional<std::int64_t> silent_days;  ///< since the last contact; none: never
  bool is_past_cadence = false;             ///< counted from the last contact, else from the sale
  /// Working minutes a day in common with its CSM, across zones; none: one's hours or zone are not known.
  std::optional<Exact> common_minutes;
};

/// Something in a portfolio that does not go together.
struct Conflict {
  enum class Kind : std::uint8_t {
    exclusive_shared,
    too_many_accounts,
    over_capacity,
    past_cadence,
    no_overlap
  };
  Kind kind = Kind::exclusive_shared;
  std::string text;  ///< a sentence without period
  std::vector<std::string> accounts;
};
std::string_view word(Conflict::Kind kind);  ///< `exclusive-shared`

/// One CSM, or the accounts that have none.
struct Portfolio {
  std::string_view csm;  ///< empty for accounts without one
  const model::Person* person = nullptr;
  std::vector<const Holding*> holdings;
  std::optional<Exact> mrr;  ///< none: a rate is missing
  Fraction hours;            ///< a month, of accounts whose hours are known
  std::size_t unknown_hours = 0;
  Fraction difficult_hours;
  std::optional<Fraction> capacity;  ///< hours a month
  std::string no_capacity;           ///< why it is not known
  /// Sums by each criterion of the agreement; none where there are accounts and of none the value is known.
  std::vector<std::optional<Fraction>> criteria;
  std::vector<Conflict> conflicts;

  /// `hours`; none where there are accounts and of none the hours are known.
  std::optional<Fraction> known_hours() const;
  std::optional<Fraction> load() const;  ///< known hours / capacity
};

/// How unevenly one criterion is spread.
struct Imbalance {
  model::PortfolioCriterion criterion = model::PortfolioCriterion::mrr;
  std::optional<Fraction> mean;  ///< none: no value is known
  /// Largest difference of a CSM's sum from the mean, as a share of the mean; none where that is zero.
  std::optional<Fraction> largest;
  std::string_view csm;              ///< whose that is
  std::size_t unknown = 0;           ///< accounts of which the value is not known
  std::optional<bool> is_too_large;  ///< against portfolio.max_imbalance
};

/// A handoff on its way to Customer Success that nobody has accepted yet.
struct Arrival {
  const model::AnyRecord* handoff = nullptr;
  const AccountFacts* account = nullptr;
  std::string_view to;  ///< person; empty for nobody
  sla::HandoffState state = sla::HandoffState::draft;
  std::optional<model::TouchModel> touch;
  std::optional<Fraction> hours;
};

class Portfolios {
 public:
  enum class Detail : std::uint8_t {
    loads,  ///< neither difficult customers nor contacts nor conflicts
    all,
  };
  /// As they stand on the as-of day, after moves that are only tried.
  explicit Portfolios(const Facts& facts, std::span<const Move> moves = {}, Detail detail = Detail::all);
  Portfolios(const Portfolios&) = delete;
  Portfolios& operator=(const Portfolios&) = delete;

  const model::Agreement* agreement() const { return m_agreement; }    ///< in force; null for none
  const std::vector<Holding>& holdings() const { return m_holdings; }  ///< *Order*: of the folder
  /// *Order*: by id; accounts without a CSM last, where there are some. CSMs are all who look after a paying
  /// account, and everybody of the area cs with a capacity and segments who works here.
  const std::vector<Portfolio>& all() const { return m_all; }
  const Portfolio* find(std::string_view csm) const;
  /// One for each criterion of the agreement. Over the portfolios of people who hold an account of
  /// which it is known.
  const std::vector<Imbalance>& imbalances() const { return m_imbalances; }
  const std::vector<Arrival>& arrivals() const { return m_arrivals; }

 private:
  void add_holdings(std::span<const Move> moves);
  void add_portfolios();
  void add_imbalances();
  void add_conflicts(Portfolio& portfolio) const;
  void add_arrivals();

  const Facts& m_facts;
  Detail m_detail;
  const model::Agreement* m_agreement = nullptr;
  std::vector<Holding> m_holdings;
  std::vector<Portfolio> m_all;
  std::vector<Imbalance> m_imbalances;
  std::vector<Arrival> m_arrivals;
};

/// Hours a month that a person can give to accounts: hours_per_week * 52 / 12 * (1 - admin_share) *
/// utilisation. *Errors*: what is not stated.
tl::expected<Fraction, std::string> monthly_capacity(const model::Person& person, time::Date day);

/// A CSM's hours for one account of a touch model, a month; none where the agreement says nothing.
std::optional<Fraction> monthly_hours(const model::Agreement* agreement,
                                      std::optional<model::TouchModel> touch);

/// A move that makes portfolios more even, and why it may be made.
struct Proposal {
  Move move;
  std::string_view from;
  std::string why;
};

/// Moves, each the best that there is after those before it: they lessen the spread of load and criteria,
/// keep within capacity and the limits of touch models, leave exclusive-touch accounts where they are, and
/// give an account only to a person prepared for its segment. At most `most`. Changes nothing.
/// Who holds no account takes part only where `also` names them: a manager has a capacity, too.
std::vector<Proposal> balance(const Facts& facts, std::size_t most,
                              std::span<const std::string_view> also = {});

}  // namespace csx::metrics
