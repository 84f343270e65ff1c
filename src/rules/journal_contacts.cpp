#include <fmt/format.h>

#include <array>

#include "journal_rules.hpp"

namespace csx::rules::journal {

namespace {

using model::AnyRecord;
using model::Entry;
using model::Journal;
using model::Request;
using model::Touchpoint;

void no_show_held(const Input& input, Report& report) {
  each<Touchpoint>(input,
                   [&](const AnyRecord& record, const Journal&, const Entry& entry, const Touchpoint& body) {
                     if (body.no_show.value_or(false) && body.started_at) {
                       report
                           .add(record, *body.no_show,
                                fmt::format("{}the customer did not come, and it began at {}", subject(entry),
                                            body.started_at->to_string()))
                           .note(record, *body.started_at, "it began here");
                     }
                   });
}

void started_before(const Input& input, Report& report) {
  each<Touchpoint>(input,
                   [&](const AnyRecord& record, const Journal&, const Entry& entry, const Touchpoint& body) {
                     if (!body.started_at) {
                       return;
                     }
                     const time::Date started = sla::day_of(input.data.zone(), *body.started_at);
                     const time::Date day = sla::day_of(input.data.zone(), entry.at);
                     if (started < day) {
                       report
                           .add(record, *body.started_at,
                                fmt::format("{}it began on {}, before the day of the entry, {}",
                                            subject(entry), started.to_string(), day.to_string()))
                           .note(record, entry.at, "the entry");
                     }
                   });
}

void answered_before_asked(const Input& input, Report& report) {
  each<Request>(input, [&](const AnyRecord& record, const Journal&, const Entry& entry, const Request& body) {
    if (body.answered_at && sla::is_before(input.data.zone(), *body.answered_at, entry.at)) {
      report
          .add(record, *body.answered_at,
               fmt::format("{}answered at {}, before it was asked at {}", subject(entry),
                           body.answered_at->to_string(), entry.at.to_string()))
          .note(record, entry.at, "asked here");
    }
  });
}

constexpr auto k_contact_rules = std::to_array<Rule>({
    {"journal/no-show-held", Severity::error, "A meeting to which the customer did not come was not held.",
     "No-shows are a sign of a difficult customer and do not count as contact. An entry that says both that "
     "nobody came and when it began counts for one of two opposite things.",
     "Remove `no_show` or `started_at`", no_show_held},
    {"journal/started-before", Severity::warning, "A contact does not begin on a day before its own.",
     "`at` is when the contact took place; `started_at` is only needed to tell how late it began. Different "
     "days "
     "mean that one of them is a slip of the pen.",
     "Correct `at` or `started_at`", started_before},
    {"journal/answered-before-asked", Severity::error, "A request is answered after it was asked.",
     "How long customers take to answer is a sign of how well they work with us. An answer before the "
     "question "
     "makes that time negative.",
     "Correct `at` or `answered_at`", answered_before_asked},
});

}  // namespace

std::span<const Rule> contact_rules() {
  return k_contact_rules;
}

}  // namespace csx::rules::journal
