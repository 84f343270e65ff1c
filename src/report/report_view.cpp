#include "report_view.hpp"

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "field_words.hpp"

namespace csx::report {
namespace {

std::string with(const std::string& head, const std::string& text) {
  return text.empty() ? head : head + ": " + text;
}

}  // namespace

std::string ReportView::instant(time::Instant at) const {
  const std::string text = input.data.zone().format(at);
  return said(time::Timestamp::parse(text).value(), input.data.zone(), input.language);
}

std::string ReportView::period(const time::Period& period) const {
  std::string named = said(period, input.language);
  const std::string first = date(period.first);
  return named.starts_with(first) ? named : fmt::format("{} ({} – {})", named, first, date(period.last));
}

std::string ReportView::section(std::string_view path) const {
  std::string text;
  for (const std::string_view key : split(path, '.')) {
    text.append(text.empty() ? "" : " › ")
        .append(has_field_word(key) ? field_word(key, input.language) : std::string(key));
  }
  return text;
}

std::string ReportView::share(std::size_t part, std::size_t whole) const {
  if (whole == 0) {
    return "n/a";
  }
  const Decimal percent = percent_of(static_cast<std::int64_t>(part), static_cast<std::int64_t>(whole));
  return fmt::format("{}% ({}/{})", said(percent, input.language), number(part), number(whole));
}

std::string ReportView::account(std::string_view id) const {
  const auto* found = input.data.get<model::Account>(id);
  return found != nullptr ? found->name : std::string(id);
}

std::string ReportView::key(metrics::Dimension dimension, std::string_view value) const {
  constexpr Phrase k_not_known{"not known", "não se sabe"};
  if (value == metrics::k_unknown_key) {
    return in(k_not_known);
  }
  switch (dimension) {
    case metrics::Dimension::segment:
      return names.segment(value);
    case metrics::Dimension::tier:
      return names.tier(value);
    case metrics::Dimension::csm:
    case metrics::Dimension::rep:
      return names.person(value);
    case metrics::Dimension::touch_model:
    case metrics::Dimension::area:
    case metrics::Dimension::handoff:
      return word(value);
    case metrics::Dimension::account:
      return account(value);
    case metrics::Dimension::month:
      if (const auto month = time::Period::parse(value)) {
        return said(*month, input.language);
      }
      break;
    case metrics::Dimension::lead_source:
    case metrics::Dimension::product:
    case metrics::Dimension::fit_band:
      break;
  }
  return std::string(value);
}

std::string ReportView::subject(const sla::Clock& clock) const {
  const std::string name = clock.subject.account != nullptr ? clock.subject.account->name : std::string();
  const std::string ref = clock.subject.ref();
  if (clock.subject.handoff == nullptr && clock.subject.entry == nullptr) {
    return name.empty() ? ref : name;
  }
  return name.empty() ? ref : fmt::format("{} ({})", name, ref);
}

std::string ReportView::commitment(const sla::Clock& clock) const {
  return clock.commitment->statement ? *clock.commitment->statement : clock.path();
}

std::string ReportView::owner(const sla::Clock& clock) const {
  return clock.owner != nullptr ? names.person(*clock.owner) : std::string();
}

std::vector<AccountEntry> ReportView::entries(std::optional<std::string_view> account) const {
  std::vector<AccountEntry> found;
  for (const model::AnyRecord& record : input.data.all<model::Journal>()) {
    const auto& journal = record.as<model::Journal>();
    for (const model::Entry& entry : journal.entries) {
      const auto* of = account_of(journal, entry);
      const bool wanted = !account || (of != nullptr && of->value == *account);
      if (wanted && has_happened(entry.at)) {
        found.push_back({&record, &entry, of != nullptr ? &of->value : nullptr, day_of(entry.at)});
      }
    }
  }
  const time::Zone& zone = input.data.zone();
  std::ranges::stable_sort(found, [&](const AccountEntry& a, const AccountEntry& b) {
    return zone.resolve(a.entry->at) < zone.resolve(b.entry->at);
  });
  return found;
}

std::string ReportView::told(const model::Entry& entry) const {
  constexpr Phrase k_contact{"Contact", "Contato"};
  constexpr Phrase k_no_show{"did not come", "não compareceu"};
  constexpr Phrase k_request{"Request to the customer", "Pedido ao cliente"};
  constexpr Phrase k_ticket{"Ticket", "Chamado"};
  constexpr Phrase k_payment{"Payment of {}, due on {}", "Pagamento de {}, vencimento {}"};
  constexpr Phrase k_usage{"Use of the product", "Uso do produto"};
  constexpr Phrase k_perceived_value{"Value perceived", "Valor percebido"};
  constexpr Phrase k_referral{"Referral", "Indicação"};
  constexpr Phrase k_improvement{"Improvement for {}", "Melhoria para {}"};
  constexpr Phrase k_left{"Left", "Saída"};
  constexpr Phrase k_feeling{"Feeling: {}", "Sentimento: {}"};
  if (const auto* body = entry.body.get<model::Touchpoint>()) {
    std::string head = fmt::format("{} ({})", in(k_contact), word(model::word(body->channel)));
    head += body->no_show.value_or(false) ? ", " + in(k_no_show) : std::string();
    return with(head, body->activity ? *body->activity : entry.note.value_or(""));
  }
  if (const auto* body = entry.body.get<model::Request>()) {
    return with(in(k_request), body->subject.value_or(""));
  }
  if (const auto* body = entry.body.get<model::Ticket>()) {
    return with(in(k_ticket), body->subject ? *body->subject : body->category.value_or(""));
  }
  if (const auto* body = entry.body.get<model::Survey>()) {
    return with(fmt::format("{} {}", word(model::word(body->instrument)), said(body->score, input.language)),
                body->comment.value_or(""));
  }
  if (const auto* body = entry.body.get<model::Payment>()) {
    return in(k_payment, said(body->amount, input.language), date(body->due_on));
  }
  if (const auto* body = entry.body.get<model::Usage>()) {
    return with(in(k_usage), said(body->period, input.language));
  }
  if (const auto* body = entry.body.get<model::Value>()) {
    return with(in(k_perceived_value), body->evidence ? *body->evidence : entry.note.value_or(""));
  }
  if (const auto* body = entry.body.get<model::Referral>()) {
    return with(in(k_referral), body->referred);
  }
  if (const auto* body = entry.body.get<model::Improvement>()) {
    return with(in(k_improvement, word(body->area.value)), body->what);
  }
  if (const auto* body = entry.body.get<model::ChurnEvent>()) {
    return with(in(k_left), body->reason.value_or(""));
  }
  if (const auto* body = entry.body.get<model::HealthNote>()) {
    return with(in(k_feeling, word(model::word(body->sentiment))), body->reason);
  }
  return word(model::word(entry.type));
}

}  // namespace csx::report
