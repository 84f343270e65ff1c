#include <fmt/format.h>

#include <array>
#include <functional>

#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Journal;

void no_account(const Input& input, Report& report) {
  each_journal(input, [&](const AnyRecord& record, const Journal& journal) {
    for (const Entry& entry : journal.entries) {
      if (account_of(journal, entry) == nullptr && !record.written().is_unread("/account")) {
        report.add(record, entry.account,
                   fmt::format("{}neither the entry nor its file names an account", subject(entry)));
      }
    }
  });
}

/// The account whose folder a file lies in: `accounts/ID/journal/…`; empty elsewhere.
std::string_view folder_account_of(std::string_view path) {
  const std::vector<std::string_view> parts = split(path, '/');
  for (std::size_t i = 0; i + 3 < parts.size(); ++i) {
    if (parts[i] == "accounts" && parts[i + 2] == "journal") {
      return parts[i + 1];
    }
  }
  return {};
}

void folder_account(const Input& input, Report& report) {
  each_journal(input, [&](const AnyRecord& record, const Journal& journal) {
    const std::string_view folder = folder_account_of(input.data.file_of(record));
    if (journal.account && !folder.empty() && journal.account->value != folder) {
      report.add(record, *journal.account,
                 fmt::format("the journal is of account {} and lies in the folder of {}",
                             quoted(journal.account->value), quoted(folder)));
    }
  });
}

void out_of_order(const Input& input, Report& report) {
  each_journal(input, [&](const AnyRecord& record, const Journal& journal) {
    const Entry* first = nullptr;
    const Entry* before_first = nullptr;
    std::size_t count = 0;
    for (std::size_t i = 1; i < journal.entries.size(); ++i) {
      if (sla::is_before(input.data.zone(), journal.entries[i].at, journal.entries[i - 1].at)) {
        ++count;
        if (first == nullptr) {
          first = &journal.entries[i];
          before_first = &journal.entries[i - 1];
        }
      }
    }
    if (first != nullptr) {
      report
          .add(record, first->at,
               fmt::format("{} in this file {} earlier than the one above, the first is {}",
                           counted(count, "entry", "entries"), count == 1 ? "is" : "are",
                           quoted(first->id.value)))
          .note(record, before_first->at, "the entry above");
    }
  });
}

/// `2026-10` where a path's file or folder is named so; empty otherwise.
std::string_view month_in(std::string_view path) {
  const auto is_month = [](std::string_view name) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (name.size() != 7 || name[4] != '-') {
      return false;
    }
    for (const std::size_t i : {0U, 1U, 2U, 3U, 5U, 6U}) {
      if (!is_digit(name[i])) {
        return false;
      }
    }
    return true;
  };
  const std::vector<std::string_view> parts = split(path, '/');
  for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
    const std::string_view name = part->substr(0, part->find('.'));
    if (is_month(name)) {
      return name;
    }
  }
  return {};
}

void wrong_month(const Input& input, Report& report) {
  each_journal(input, [&](const AnyRecord& record, const Journal& journal) {
    const std::string_view month = month_in(input.data.file_of(record));
    if (month.empty()) {
      return;
    }
    const Entry* first = nullptr;
    std::size_t count = 0;
    for (const Entry& entry : journal.entries) {
      // Near midnight the month depends on the zone: either reading may be meant.
      const bool fits = entry.at.date().to_string().starts_with(month) ||
                        sla::day_of(input.data.zone(), entry.at).to_string().starts_with(month);
      if (!fits) {
        ++count;
        first = first == nullptr ? &entry : first;
      }
    }
    if (first != nullptr) {
      report.add(record, first->at,
                 fmt::format("the file is of {}, {} {} of another month, the first is {}", month,
                             counted(count, "entry", "entries"), count == 1 ? "is" : "are",
                             quoted(first->id.value)));
    }
  });
}

/// Says of each instant at which something happened, as against when it is meant to.
class Instants {
 public:
  using Judge = std::function<void(const time::Timestamp&, std::string_view)>;
  explicit Instants(const Judge& judge) : m_judge(judge) {}

  void of(const Entry& entry) const {
    m_judge(entry.at, "the entry");
    if (const auto* touchpoint = entry.body.get<model::Touchpoint>()) {
      maybe(touchpoint->started_at, "the start");
    } else if (const auto* request = entry.body.get<model::Request>()) {
      maybe(request->answered_at, "the answer");
    } else if (const auto* survey = entry.body.get<model::Survey>()) {
      maybe(survey->responded_at, "the response");
    } else if (const auto* improvement = entry.body.get<model::Improvement>()) {
      maybe(improvement->answered_at, "the answer");
      maybe(improvement->delivered_at, "the delivery");
    } else if (const auto* ticket = entry.body.get<model::Ticket>()) {
      of(*ticket);
    }
  }

 private:
  void maybe(const std::optional<time::Timestamp>& at, std::string_view what) const {
    if (at) {
      m_judge(*at, what);
    }
  }
  void of(const model::Ticket& ticket) const {
    maybe(ticket.first_response_at, "the first response");
    for (const model::Hold& hold : ticket.holds) {
      m_judge(hold.from, "the hold");
      maybe(hold.to, "the end of the hold");
    }
    for (const time::Timestamp& at : ticket.resolved) {
      m_judge(at, "the resolution");
    }
    for (const time::Timestamp& at : ticket.reopened) {
      m_judge(at, "the reopening");
    }
    maybe(ticket.closed_at, "the closing");
  }
  const Judge& m_judge;
};

void future_entry(const Input& input, Report& report) {
  each_journal(input, [&](const AnyRecord& record, const Journal& journal) {
    for (const Entry& entry : journal.entries) {
      const Instants::Judge judge = [&](const time::Timestamp& at, std::string_view what) {
        if (is_future(input, at)) {
          report.add(record, at,
                     fmt::format("{}{} is dated {}, after the as-of date {}", subject(entry), what,
                                 at.to_string(), input.today.to_string()));
        }
      };
      Instants(judge).of(entry);
      const auto* payment = entry.body.get<model::Payment>();
      if (payment != nullptr && payment->paid_on && *payment->paid_on > input.today) {
        report.add(record, *payment->paid_on,
                   fmt::format("{}the payment is dated {}, after the as-of date {}", subject(entry),
                               payment->paid_on->to_string(), input.today.to_string()));
      }
    }
  });
}

constexpr auto k_file_rules = std::to_array<Rule>({
    {"journal/no-account", Severity::error, "Every entry is about an account.",
     "The journal is a customer's history. An entry of nobody is in no history, and no metric counts it.",
     "Add `account:` to the entry, or to the file for all of its entries", no_account},
    {"journal/folder-account", Severity::warning, "A journal in an account's folder is of that account.",
     "People read the folder's name, csx reads `account:`. Where they differ, somebody has copied a file and "
     "all "
     "its entries count for another customer.",
     "Correct `account:`, or move the file", folder_account},
    {"journal/order", Severity::note, "Entries stand in order of time.",
     "A journal is read from top to bottom, and new entries go to the end. Order keeps two people's "
     "additions "
     "apart when their branches are merged. No result depends on it.",
     "Move the entries to their places", out_of_order},
    {"journal/wrong-month", Severity::note, "A file named after a month holds entries of that month.",
     "Whoever looks for what happened in October opens October's file. No result depends on it.",
     "Move the entries to the file of their month", wrong_month},
    {"journal/future-entry", Severity::warning, "No entry tells of the future.",
     "A journal tells what has happened. What is dated later than the moment of the check is left out of "
     "every "
     "number until then, so a wrong year hides a contact, an answer or a payment. Planned dates (`due_on`, "
     "`scheduled_at`) may lie ahead.",
     "Correct the date", future_entry},
});

}  // namespace

std::span<const Rule> file_rules() {
  return k_file_rules;
}

}  // namespace csx::rules::journal
