#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <vector>

#include "csx/model/playbook.hpp"
#include "csx/sla/people.hpp"
#include "spans.hpp"
#include "support_rows.hpp"
#include "support_walk.hpp"

namespace csx::metrics::support {

namespace {

/// As many categories as a list of the most frequent questions has.
constexpr std::size_t k_top_categories = 10;

/// The most frequent categories of the tickets opened in the period that the filter wants; of equally
/// frequent ones the first by name.
std::set<std::string_view> top_categories(const Input& input, const Sink& sink) {
  std::map<std::string_view, std::size_t> counts;
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (ticket.category && input.holds(entry.day) && sink.wants(subject_of(entry, entry.day))) {
      ++counts[*ticket.category];
    }
  });
  std::vector<std::pair<std::string_view, std::size_t>> ranked(counts.begin(), counts.end());
  std::ranges::stable_sort(ranked, [](const auto& a, const auto& b) { return a.second > b.second; });
  ranked.resize(std::min(ranked.size(), k_top_categories));
  std::set<std::string_view> top;
  for (const auto& each : ranked) {
    top.insert(each.first);
  }
  return top;
}

bool knows(const model::Person& person, std::string_view product_area) {
  return std::ranges::find(person.specialties, product_area) != person.specialties.end();
}

bool somebody_knows(const Facts& facts, std::string_view product_area, time::Date day) {
  return std::ranges::any_of(facts.data().all<model::Person>(), [&](const model::AnyRecord& record) {
    const auto& person = record.as<model::Person>();
    return sla::works_on(person, day) && knows(person, product_area);
  });
}

}  // namespace

void with_article(const Input& input, Sink& sink) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (!ticket.closed_at || !input.facts.has_come(*ticket.closed_at)) {
      return;
    }
    const time::Date day = input.facts.day_of(*ticket.closed_at);
    if (input.holds(day)) {
      sink.add(subject_of(entry, day), ticket.article ? 1 : 0, 1);
    }
  });
}

void stale_articles(const Input& input, Sink& sink) {
  const model::Agreement* agreement = input.facts.agreement_on(input.last);
  const time::Duration* limit =
      agreement != nullptr && agreement->thresholds && agreement->thresholds->article_stale_after
          ? &*agreement->thresholds->article_stale_after
          : nullptr;
  if (limit == nullptr) {
    sink.unknown("no agreement in force sets thresholds.article_stale_after");
  }
  for (const model::AnyRecord& record : input.facts.data().all<model::Knowledge>()) {
    for (const model::Article& article : record.as<model::Knowledge>().articles) {
      Subject subject;
      subject.record = &record;
      subject.anchor = input.last;
      subject.part = article.id.value;
      subject.product = article.product_area ? std::string_view(*article.product_area) : std::string_view();
      if (!article.reviewed_on || *article.reviewed_on > input.last) {
        sink.exclude(subject, "no review until then is recorded");
      } else if (limit != nullptr) {
        sink.add(subject, days_after(*article.reviewed_on, *limit) < input.last ? 1 : 0, 1);
      }
    }
  }
}

void category_coverage(const Input& input, Sink& sink) {
  const std::set<std::string_view> top = top_categories(input, sink);
  std::set<std::string_view> covered;
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (ticket.category && ticket.article && entry.day <= input.last) {
      covered.insert(*ticket.category);
    }
  });
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (!input.holds(entry.day)) {
      return;
    }
    const Subject subject = subject_of(entry, entry.day);
    if (!ticket.category) {
      sink.exclude(subject, "the category is not recorded");
    } else if (!top.contains(*ticket.category)) {
      sink.aside(subject, "in rarer categories");
    } else {
      const bool is_covered = covered.contains(*ticket.category);
      sink.add(subject, is_covered ? 1 : 0, 1);
      if (!is_covered) {
        sink.aside(subject, fmt::format("no article for {}", *ticket.category));
      }
    }
  });
}

void self_service(const Input& input, Sink& sink) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (!input.holds(entry.day)) {
      return;
    }
    const Subject subject = subject_of(entry, entry.day);
    if (!ticket.channel) {
      sink.exclude(subject, "the channel is not recorded");
    } else {
      sink.add(subject, ticket.channel == model::Channel::portal ? 1 : 0, 1);
    }
  });
}

template <Guided Wanted>
void handling_time(const Input& input, Sink& sink) {
  each_resolved(input, [&](const EntryFacts&, const model::Ticket& ticket, const Standing& standing,
                           const Subject& subject) {
    if (standing.is_open || ticket.article.has_value() != (Wanted == Guided::by_article)) {
      return;
    }
    ticket.handling_minutes ? sink.sample(subject, Exact(*ticket.handling_minutes))
                            : sink.exclude(subject, "the working time is not recorded");
  });
}
template void handling_time<Guided::by_article>(const Input&, Sink&);
template void handling_time<Guided::alone>(const Input&, Sink&);

void specialty_gaps(const Input& input, Sink& sink) {
  each_ticket(input, [&](const EntryFacts& entry, const model::Ticket& ticket) {
    if (!input.holds(entry.day)) {
      return;
    }
    const Subject subject = subject_of(entry, entry.day);
    if (!ticket.product_area) {
      sink.exclude(subject, "the product area is not recorded");
    } else if (ticket.handled_by.empty()) {
      sink.exclude(subject, "nobody is recorded as handling it");
    } else {
      const bool has_specialist = std::ranges::any_of(ticket.handled_by, [&](const auto& person) {
        const auto* handler = input.facts.data().get<model::Person>(person.value);
        return handler != nullptr && knows(*handler, *ticket.product_area);
      });
      sink.add(subject, has_specialist ? 0 : 1, 1);
      if (!has_specialist && !somebody_knows(input.facts, *ticket.product_area, entry.day)) {
        sink.aside(subject, fmt::format("nobody is a specialist of {}", *ticket.product_area));
      }
    }
  });
}

void standard_answers(const Input& input, Sink& sink) {
  each_resolved(input, [&](const EntryFacts&, const model::Ticket& ticket, const Standing& standing,
                           const Subject& subject) {
    if (!standing.is_open) {
      sink.add(subject, ticket.standard ? 1 : 0, 1);
    }
  });
}

}  // namespace csx::metrics::support
