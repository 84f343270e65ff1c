#include <fmt/format.h>

#include <algorithm>

#include "common_words.hpp"
#include "csx/sla/in_force.hpp"
#include "csx/sla/lifecycle.hpp"
#include "csx/sla/service.hpp"
#include "handoff_sections.hpp"
#include "lifecycle_words.hpp"

namespace csx::report {

namespace {

constexpr Phrase k_customer{"Customer", "Cliente"};
constexpr Phrase k_customer_tier{"Tier", "Tier"};
constexpr Phrase k_touch_model{"Touch model", "Modelo de atendimento"};
constexpr Phrase k_customer_mrr{"MRR", "MRR"};
constexpr Phrase k_industry{"Industry", "Ramo"};
constexpr Phrase k_location{"Location", "Localização"};
constexpr Phrase k_customer_product{"Product", "Produto"};
constexpr Phrase k_plan{"Plan", "Plano"};
constexpr Phrase k_start{"Start", "Início"};
constexpr Phrase k_customer_signed{"Signed", "Assinatura"};
constexpr Phrase k_renews{"Renews", "Renovação"};
constexpr Phrase k_customer_contacts{"Contacts", "Contatos"};
constexpr Phrase k_customer_name{"Name", "Nome"};
constexpr Phrase k_role{"Role", "Papel"};
constexpr Phrase k_persona{"Persona", "Persona"};
constexpr Phrase k_influence{"Influence", "Influência"};
constexpr Phrase k_reach{"Reach", "Contato"};
constexpr Phrase k_expects{"Expects", "Espera"};

void add(Facts& facts, std::string name, std::string text) {
  if (!text.empty()) {
    facts.rows.emplace_back(std::move(name), std::move(text));
  }
}

Facts facts_of(const HandoffView& view) {
  const model::Account& account = *view.account;
  const time::Date day = view.today;
  Facts facts;
  add(facts, view.in(k_account), fmt::format("{} ({})", account.name, account.id.value));
  if (const auto* segment = account.segment ? account.segment->on(day) : nullptr) {
    add(facts, view.in(k_segment), view.names.segment(segment->value));
  }
  if (const auto* tier = account.tier ? account.tier->on(day) : nullptr) {
    add(facts, view.in(k_customer_tier), view.names.tier(tier->value));
  }
  const sla::Versions versions = sla::main_versions(view.data);
  if (const auto touch = sla::touch_model_on(account, versions.on(day), day)) {
    add(facts, view.in(k_touch_model), std::string(word(*touch)));
  }
  if (account.profile) {
    add(facts, view.in(k_industry), account.profile->industry.value_or(""));
    add(facts, view.in(k_location), account.profile->location.value_or(""));
  }
  const sla::LifecycleState stage =
      sla::lifecycle_on(account, view.data.handoffs_of(account.id.value), day, view.data.zone());
  add(facts, view.in(k_lifecycle), view.in(phrase_of(stage.stage)));
  add(facts, view.in(k_customer_mrr), said(sla::mrr_on(account, day), view.language));
  return facts;
}

bool is_of_handoff(const HandoffView& view, const model::Subscription& subscription) {
  const auto& named = view.handoff.subscriptions;
  return named.empty() ||
         std::ranges::any_of(named, [&](const auto& each) { return each == subscription.id; });
}

void add_subscriptions(Blocks& out, const HandoffView& view) {
  Table table{{{"id"},
               {view.in(k_customer_product)},
               {view.in(k_plan)},
               {view.in(k_customer_mrr), Align::right},
               {view.in(k_customer_signed)},
               {view.in(k_start)},
               {view.in(k_renews)}},
              {}};
  for (const model::Subscription& subscription : view.account->subscriptions) {
    if (!is_of_handoff(view, subscription)) {
      continue;
    }
    const Money* price = sla::price_on(subscription, view.today);
    const auto renews = subscription.term ? subscription.term->renews_on : std::nullopt;
    table.rows.push_back(
        {subscription.id.value, subscription.product, subscription.plan.value_or(""),
         said(price != nullptr ? *price : subscription.mrr, view.language),
         subscription.signed_at ? said(*subscription.signed_at, view.data.zone(), view.language) : "",
         said(subscription.start_on, view.language), view.said_date(renews)});
  }
  if (!table.rows.empty()) {
    out.push_back(Heading{3, view.heading("subscriptions")});
    out.push_back(std::move(table));
  }
}

void add_contacts(Blocks& out, const HandoffView& view) {
  if (view.account->contacts.value.empty()) {
    return;
  }
  out.push_back(Heading{3, view.in(k_customer_contacts)});
  Table table{{{view.in(k_customer_name)},
               {view.in(k_role)},
               {view.in(k_persona)},
               {view.in(k_influence)},
               {view.in(k_reach)},
               {view.in(k_expects)}},
              {}};
  for (const model::Contact& contact : view.account->contacts.value) {
    std::string reach = contact.email ? contact.email->value : std::string();
    if (contact.phone) {
      reach += (reach.empty() ? "" : ", ") + *contact.phone;
    }
    table.rows.push_back({contact.name,
                          contact.role ? std::string(said(word(*contact.role), view.language)) : "",
                          contact.persona ? view.names.persona(contact.persona->value) : "",
                          contact.influence ? std::string(said(word(*contact.influence), view.language)) : "",
                          std::move(reach), contact.expectation.value_or("")});
  }
  out.push_back(std::move(table));
}

}  // namespace

void add_customer(Blocks& out, const HandoffView& view) {
  if (view.account == nullptr) {
    return;
  }
  out.push_back(Heading{2, view.in(k_customer)});
  out.push_back(facts_of(view));
  add_subscriptions(out, view);
  add_contacts(out, view);
}

}  // namespace csx::report
