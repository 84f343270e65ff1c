#include <algorithm>

#include "common_words.hpp"
#include "csx/model/account.hpp"
#include "csx/report/reports.hpp"
#include "csx/rules/rule.hpp"
#include "csx/rules/selection.hpp"
#include "csx/sla/service.hpp"
#include "record_blocks.hpp"
#include "report_view.hpp"

namespace csx::report {
namespace {

constexpr Phrase k_raio_x_title{"X-ray: {}", "Raio-X: {}"};
constexpr Phrase k_raio_x_csm{"CSM", "CSM"};
constexpr Phrase k_reviewed{"Last reviewed", "Última revisão"};
constexpr Phrase k_ago{"{}, {} days ago", "{}, há {} dias"};
constexpr Phrase k_raio_x_never{"never", "nunca"};
constexpr Phrase k_no_xray{"There is no X-ray of this account", "Esta conta não tem raio-X"};
constexpr Phrase k_no_xray_text{
    "Ask the customer, then `csx set account/{} xray.reviewed_on={}` and its other fields.",
    "Pergunte ao cliente e grave com `csx set account/{} xray.reviewed_on={}` e os outros campos."};
constexpr Phrase k_stale{"The X-ray is older than the agreement allows",
                         "O raio-X é mais antigo do que o acordo permite"};
constexpr Phrase k_no_channel{"No channel is known to be active", "Nenhum canal ativo é conhecido"};
constexpr Phrase k_need{"What it needs now", "Do que precisa agora"};
constexpr Phrase k_said{"Said on", "Dito em"};
constexpr Phrase k_hours{"When it works", "Quando trabalha"};
constexpr Phrase k_company{"The company", "A empresa"};

class RaioX {
 public:
  RaioX(const ReportInput& input, const model::Account& account)
      : m_view(input, &account), m_account(account), m_teller{input.data, m_view.names, input.language} {}

  Blocks write() {
    head();
    if (!m_account.xray) {
      m_out.emplace_back(
          Callout{Callout::Tone::warning, m_view.in(k_no_xray),
                  m_view.in(k_no_xray_text, m_account.id.value, m_view.input.today.to_string())});
    } else {
      xray(*m_account.xray);
    }
    if (m_account.profile) {
      chapter(k_company, record_blocks(m_teller, model::type_of<model::Profile>, &*m_account.profile, 3));
    }
    for (const std::string_view part : {"contacts", "expectations"}) {
      add_field(m_out, m_teller, model::type_of<model::Account>, &m_account, part, 2);
    }
    return std::move(m_out);
  }

 private:
  void head() {
    const time::Date today = m_view.input.today;
    m_out.emplace_back(Heading{1, m_view.in(k_raio_x_title, m_account.name)});
    Facts facts;
    facts.rows.emplace_back(m_view.in(k_account), m_account.id.value);
    if (const auto* segment = m_account.segment ? m_account.segment->on(today) : nullptr) {
      facts.rows.emplace_back(m_view.in(k_segment), m_view.names.segment(segment->value));
    }
    if (const std::string* csm = sla::csm_on(m_account, today)) {
      facts.rows.emplace_back(m_view.in(k_raio_x_csm), m_view.names.person(*csm));
    }
    const auto reviewed = m_account.xray ? m_account.xray->reviewed_on : std::nullopt;
    facts.rows.emplace_back(m_view.in(k_reviewed), reviewed ? m_view.in(k_ago, m_view.date(*reviewed),
                                                                        (today.day - reviewed->day).count())
                                                            : m_view.in(k_raio_x_never));
    facts.rows.emplace_back(m_view.in(k_as_of), m_view.date(today));
    m_out.emplace_back(std::move(facts));
  }

  void chapter(const Phrase& heading, Blocks blocks) {
    if (!blocks.empty()) {
      m_out.emplace_back(Heading{2, m_view.in(heading)});
      std::ranges::move(blocks, std::back_inserter(m_out));
    }
  }

  /// Whether csx check finds that of this account: what a page warns of is what a check warns of.
  bool finds(std::string_view rule) const {
    const std::vector<Diagnostic> found = rules::check(
        {m_view.input.data, m_view.input.as_of, m_view.input.today}, {.only = {std::string(rule)}});
    const std::string ref = "account/" + m_account.id.value;
    return std::ranges::any_of(found, [&](const Diagnostic& each) { return each.record == ref; });
  }

  void xray(const model::Xray& xray) {
    if (finds("account/xray-stale")) {
      m_out.emplace_back(Callout{Callout::Tone::warning, m_view.in(k_stale), {}});
    }
    if (finds("account/no-active-channel")) {
      m_out.emplace_back(Callout{Callout::Tone::warning, m_view.in(k_no_channel), {}});
    }
    if (xray.current_need) {
      chapter(k_need, {Prose{xray.current_need->text},
                       Facts{{{m_view.in(k_said), m_view.date(xray.current_need->date)}}}});
    }
    Blocks hours;
    for (const std::string_view part : {"working_hours", "busy"}) {
      add_field(hours, m_teller, model::type_of<model::Xray>, &xray, part, 3);
    }
    chapter(k_hours, std::move(hours));
    for (const std::string_view part : {"local_impact", "channels", "users"}) {
      add_field(m_out, m_teller, model::type_of<model::Xray>, &xray, part, 2);
    }
  }

  ReportView m_view;
  const model::Account& m_account;
  Teller m_teller;
  Blocks m_out;
};

}  // namespace

Blocks raio_x(const ReportInput& input, const model::AnyRecord& account) {
  return RaioX(input, account.as<model::Account>()).write();
}

}  // namespace csx::report
