#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <compare>
#include <deque>
#include <functional>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/journal.hpp"
#include "csx/model/walk.hpp"
#include "families.hpp"

/// Rules about ids: each names one thing, each reference names something.
namespace csx::rules {
namespace {

using model::Mention;
using model::Role;
using model::Scope;

std::vector<Mention> mentions_of(const model::AnyRecord& record) {
  std::vector<Mention> mentions;
  model::collect_mentions(*record.kind().type, record.value(), mentions);
  return mentions;
}

/// The ids of one target among mentions.
std::vector<std::string_view> declared(const std::vector<Mention>& mentions, std::string_view target) {
  std::vector<std::string_view> ids;
  for (const Mention& mention : mentions) {
    if (mention.role() == Role::declares && mention.target().name == target) {
      ids.push_back(mention.id());
    }
  }
  return ids;
}

/// What the account that a record is about declares; kept from one record to the next, which mostly has the
/// same.
class PartsOfAccount {
 public:
  explicit PartsOfAccount(const store::Dataset& data) : m_data(data) {}

  /// Null when there is no such account.
  const std::vector<Mention>* of(std::string_view account) {
    if (account != m_account || !m_looked) {
      m_looked = true;
      m_account = account;
      m_record = account.empty() ? nullptr : m_data.find("account", account);
      m_mentions = m_record == nullptr ? std::vector<Mention>() : mentions_of(*m_record);
    }
    return m_record == nullptr ? nullptr : &m_mentions;
  }

 private:
  const store::Dataset& m_data;
  bool m_looked = false;
  std::string m_account;
  const model::AnyRecord* m_record = nullptr;
  std::vector<Mention> m_mentions;
};

/// Looks every reference up.
class ReferenceCheck {
 public:
  ReferenceCheck(const Input& input, Report& report)
      : m_data(input.data), m_report(report), m_parts(input.data) {}

  void run() {
    for (const model::AnyRecord* record : m_data.records()) {
      if (&record->kind() == &model::kind_of<model::Journal>()) {
        check_journal(*record);
        continue;
      }
      std::string_view account;
      if (&record->kind() == &model::kind_of<model::Account>()) {
        account = record->as<model::Account>().id.value;
      } else if (&record->kind() == &model::kind_of<model::Handoff>()) {
        account = record->as<model::Handoff>().account.value;
      }
      check(*record, mentions_of(*record), account);
    }
  }

 private:
  void check_journal(const model::AnyRecord& record) {
    const auto& journal = record.as<model::Journal>();
    std::vector<Mention> mentions;
    if (journal.account) {
      model::collect_mentions(model::type_of<model::Reference<model::Account>>, &*journal.account, mentions);
      check(record, mentions, {});
    }
    for (const model::Entry& entry : journal.entries) {
      const auto* account = account_of(journal, entry);
      mentions.clear();
      model::collect_mentions(model::type_of<model::Entry>, &entry, mentions);
      check(record, mentions, account != nullptr ? std::string_view(account->value) : std::string_view());
    }
  }

  void check(const model::AnyRecord& record, const std::vector<Mention>& mentions, std::string_view account) {
    for (const Mention& mention : mentions) {
      if (mention.role() != Role::refers || mention.id().empty()) {
        continue;
      }
      switch (mention.target().scope) {
        case Scope::folder:
        case Scope::agreement:
        case Scope::any_record:
          if (!m_data.has_id(mention.target().name, mention.id())) {
            say(record, mention, m_data.ids(mention.target().name), {});
          }
          break;
        case Scope::account:
          if (const std::vector<Mention>* parts = m_parts.of(account)) {
            check_among(record, mention, declared(*parts, mention.target().name),
                        fmt::format(" of account {}", account));
          }
          break;
        case Scope::record:
          check_among(record, mention, declared(mentions, mention.target().name), " of this record");
          break;
      }
    }
  }

  void check_among(const model::AnyRecord& record, const Mention& mention,
                   const std::vector<std::string_view>& ids, const std::string& whose) {
    if (std::ranges::find(ids, mention.id()) == ids.end()) {
      say(record, mention, ids, whose);
    }
  }

  void say(const model::AnyRecord& record, const Mention& mention, std::span<const std::string_view> known,
           const std::string& whose) {
    constexpr std::size_t k_listed = 12;
    if (m_data.may_have_id(mention.target().name, mention.id())) {
      return;
    }
    const std::string suggestion = did_you_mean(mention.id(), known);
    Draft draft = m_report.add_at(
        record, mention.value, *mention.type,
        fmt::format("unknown {} {}{}{}", mention.target().name, quoted(mention.id()), whose, suggestion));
    if (suggestion.empty() && !known.empty() && known.size() <= k_listed) {
      draft.help(fmt::format("known: {}", enumerate(known)));
    }
  }

  const store::Dataset& m_data;
  Report& m_report;
  PartsOfAccount m_parts;
};

void unknown(const Input& input, Report& report) {
  ReferenceCheck(input, report).run();
}

/// What an id is unique among, and the id.
struct Named {
  std::string_view target;
  std::string_view id;
  friend auto operator<=>(const Named&, const Named&) = default;
};

struct HashOfNamed {
  std::size_t operator()(const Named& named) const {
    return std::hash<std::string_view>()(named.id) * 31 + std::hash<std::string_view>()(named.target);
  }
};

struct Seen {
  const model::AnyRecord* record;
  Mention mention;
};

/// Looks for ids that are given twice.
class DuplicateCheck {
 public:
  DuplicateCheck(const Input& input, Report& report) : m_input(input), m_report(report) {}

  void run() {
    m_in_folder.reserve(m_input.data.records().size());
    for (const model::AnyRecord* record : m_input.data.records()) {
      m_mentions.clear();
      model::collect_mentions(*record->kind().type, record->value(), m_mentions, model::Only::declared);
      check(*record);
    }
  }

 private:
  void check(const model::AnyRecord& record) {
    m_in_record.clear();
    for (std::size_t i = 0; i < m_mentions.size(); ++i) {
      const Mention& mention = m_mentions[i];
      if (mention.role() != Role::declares || mention.id().empty()) {
        continue;
      }
      if (is_version(record, mention) && record.written().is_unread("/version")) {
        continue;  // nobody knows which
      }
      if (mention.target().scope != Scope::folder) {
        m_in_record.emplace_back(Named{mention.target().name, mention.id()}, i);
        continue;
      }
      const Seen seen{&record, mention};
      if (const auto [first, fresh] = m_in_folder.try_emplace({mention.target().name, id_of(seen)}, seen);
          !fresh) {
        tell(seen, first->second);
      }
    }
    std::ranges::sort(m_in_record);
    for (std::size_t i = 1, first = 0; i < m_in_record.size(); ++i) {
      if (m_in_record[i].first != m_in_record[first].first) {
        first = i;
      } else {
        tell({&record, m_mentions[m_in_record[i].second]}, {&record, m_mentions[m_in_record[first].second]});
      }
    }
  }

  /// Versions of an agreement share their id.
  static bool is_version(const model::AnyRecord& record, const Mention& mention) {
    return &record.kind() == &model::kind_of<model::Agreement>() &&
           mention.target().name == record.kind().name;
  }

  std::string_view id_of(const Seen& seen) {
    return is_version(*seen.record, seen.mention) ? m_versions.emplace_back(seen.record->identity())
                                                  : std::string_view(seen.mention.id());
  }

  void tell(const Seen& second, const Seen& first) {
    const Mention& mention = second.mention;
    Draft draft =
        m_report.add_at(*second.record, mention.value, *mention.type,
                        fmt::format("{} {} exists already", mention.target().name, quoted(id_of(second))));
    draft.note_at(*first.record, first.mention.value, *first.mention.type, "first here");
  }

  const Input& m_input;
  Report& m_report;
  std::deque<std::string> m_versions;
  std::unordered_map<Named, Seen, HashOfNamed> m_in_folder;
  std::vector<Mention> m_mentions;
  std::vector<std::pair<Named, std::size_t>> m_in_record;
};

void duplicate_id(const Input& input, Report& report) {
  DuplicateCheck(input, report).run();
}

constexpr auto k_reference_rules = std::to_array<Rule>({
    {"reference/unknown", Severity::error, "Every id that is referred to exists.",
     "A handoff to nobody, an account in a segment that was never agreed, a promise that is nowhere written: "
     "what hangs "
     "in the air is counted nowhere and owned by no one.",
     "Correct the id, or make the record or part that it names", unknown},
    {"reference/duplicate-id", Severity::error, "Every id names one thing.",
     "With two of one name nobody knows which one a reference means, and one of them is lost in every count.",
     "Give one of the two another id", duplicate_id},
});

}  // namespace

std::span<const Rule> reference_rules() {
  return k_reference_rules;
}

}  // namespace csx::rules
