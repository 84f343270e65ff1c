#include "support_tickets.hpp"

#include <algorithm>

#include "csx/model/account.hpp"
#include "csx/sla/people.hpp"

namespace csx::report {
namespace {

using How = Misrouted::How;

class Router {
 public:
  explicit Router(const metrics::Facts& facts) : m_facts(facts) {}

  void look_at(const metrics::EntryFacts& entry, const model::Ticket& ticket) {
    if (!ticket.nature) {
      ++m_routing.no_nature;
    } else if (!ticket.handled_by.empty()) {
      const bool is_product = *ticket.nature == model::Nature::product;
      ++(is_product ? m_routing.product : m_routing.relationship);
      add(is_product ? How::product_at_cs : How::relationship_at_support, entry, ticket,
          of_area(ticket, is_product ? "cs" : "support", entry.day));
    }
    const std::string* csm = csm_of(entry);
    if (ticket.escalated_by && csm != nullptr) {
      ++m_routing.escalated;
      if (ticket.escalated_by->value != *csm) {
        add(How::outside_portfolio, entry, ticket, {ticket.escalated_by->value});
      }
    }
  }

  Routing take() {
    std::ranges::stable_sort(m_routing.found, [](const Misrouted& a, const Misrouted& b) {
      return a.how != b.how ? a.how < b.how : a.entry->at < b.entry->at;
    });
    return std::move(m_routing);
  }

 private:
  void add(How how, const metrics::EntryFacts& entry, const model::Ticket& ticket,
           std::vector<std::string> people) {
    if (!people.empty()) {
      m_routing.found.push_back({how, &entry, &ticket, std::move(people)});
    }
  }

  std::vector<std::string> of_area(const model::Ticket& ticket, std::string_view wanted,
                                   time::Date day) const {
    std::vector<std::string> people;
    for (const auto& person : ticket.handled_by) {
      const model::Area* area = sla::area_of(m_facts.data(), person.value, day);
      if (area != nullptr && area->value == wanted) {
        people.push_back(person.value);
      }
    }
    return people;
  }

  static const std::string* csm_of(const metrics::EntryFacts& entry) {
    if (entry.account == nullptr || !entry.account->account->owners || !entry.account->account->owners->csm) {
      return nullptr;
    }
    const auto* csm = entry.account->account->owners->csm->on(entry.day);
    return csm != nullptr ? &csm->value : nullptr;
  }

  const metrics::Facts& m_facts;
  Routing m_routing;
};

}  // namespace

Routing routing_of(const metrics::Facts& facts, const time::Period& period) {
  Router router(facts);
  for (const metrics::EntryFacts& entry : facts.entries(model::EntryType::ticket)) {
    const auto* ticket = entry.entry->body.get<model::Ticket>();
    if (ticket != nullptr && period.contains(entry.day)) {
      router.look_at(entry, *ticket);
    }
  }
  return router.take();
}

}  // namespace csx::report
