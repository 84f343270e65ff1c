#include "csx/report/words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>

#include "csx/model/handoff.hpp"
#include "csx/model/walk.hpp"

namespace csx::report {

namespace {

using model::Language;

struct WordEntry {
  std::string_view word;
  Phrase phrase;
};

constexpr auto k_words = std::to_array<WordEntry>({
    {"sales-to-cs", {"from Sales to Customer Success", "de Vendas para Sucesso do Cliente"}},
    {"marketing-to-sales", {"from Marketing to Sales", "de Marketing para Vendas"}},
    {"onboarding-to-ongoing",
     {"from onboarding to the team that stays", "da implantação para o time contínuo"}},
    {"csm-to-csm", {"from one CSM to another", "de um CSM para outro"}},
    {"cs-to-support", {"from Customer Success to Support", "de Sucesso do Cliente para Suporte"}},
    {"marketing", {"Marketing", "Marketing"}},
    {"sales", {"Sales", "Vendas"}},
    {"onboarding", {"Onboarding", "Implantação"}},
    {"cs", {"Customer Success", "Sucesso do Cliente"}},
    {"support", {"Support", "Suporte"}},
    {"product", {"Product", "Produto"}},
    {"finance", {"Finance", "Financeiro"}},
    {"draft", {"draft", "rascunho"}},
    {"opened", {"opened", "aberta"}},
    {"submitted", {"submitted", "submetida"}},
    {"returned", {"returned", "devolvida"}},
    {"accepted", {"accepted", "aceita"}},
    {"introduced", {"customer introduced", "cliente apresentado"}},
    {"kickoff-held", {"kickoff held", "kickoff realizado"}},
    {"activated", {"customer live", "cliente ativado"}},
    {"completed", {"completed", "concluída"}},
    {"on-hold", {"on hold", "em espera"}},
    {"resumed", {"resumed", "retomada"}},
    {"cancelled", {"cancelled", "cancelada"}},
    {"missing-information", {"missing information", "falta informação"}},
    {"wrong-information", {"wrong information", "informação errada"}},
    {"bad-fit", {"bad fit", "cliente sem aderência"}},
    {"unsupported-promise", {"unsupported promise", "promessa que não oferecemos"}},
    {"not-signed", {"not signed", "sem assinatura"}},
    {"other", {"other", "outro"}},
    {"planned", {"planned", "planejada"}},
    {"doing", {"under way", "em andamento"}},
    {"done", {"done", "pronta"}},
    {"blocked", {"blocked", "parada"}},
    {"sponsor", {"sponsor", "patrocinador"}},
    {"decision-maker", {"decision-maker", "decisor"}},
    {"champion", {"champion", "defensor"}},
    {"user", {"user", "usuário"}},
    {"billing", {"billing", "cobrança"}},
    {"blocker", {"blocker", "opositor"}},
    {"low", {"low", "baixa"}},
    {"medium", {"medium", "média"}},
    {"high", {"high", "alta"}},
    {"good", {"good", "boa"}},
    {"poor", {"poor", "ruim"}},
    {"contract-signed", {"contract signed", "contrato assinado"}},
    {"first-submitted", {"first submission", "primeira submissão"}},
    {"first-value", {"first value", "primeiro valor"}},
    {"touchpoint", {"contact", "contato"}},
    {"value", {"value perceived", "valor percebido"}},
    {"renewal-due", {"renewal due", "renovação"}},
    {"payment-due", {"payment due", "vencimento"}},
    {"payment-received", {"payment received", "pagamento recebido"}},
    {"churned", {"left", "saída"}},
    {"first-response", {"first response", "primeira resposta"}},
    {"resolved", {"resolved", "resolvido"}},
    {"reopened", {"reopened", "reaberto"}},
    {"closed", {"closed", "fechado"}},
    {"received", {"received", "recebida"}},
    {"responded", {"responded", "respondida"}},
    {"asked", {"asked", "pedido feito"}},
    {"answered", {"answered", "respondido"}},
    {"raised", {"raised", "registrado"}},
    {"delivered", {"delivered", "entregue"}},
    {"normal", {"normal", "normal"}},
    {"urgent", {"urgent", "urgente"}},
    {"handoff", {"handoff", "passagem"}},
    {"ticket", {"ticket", "chamado"}},
    {"survey", {"survey", "pesquisa"}},
    {"request", {"request to the customer", "pedido ao cliente"}},
    {"improvement", {"improvement", "melhoria"}},
    {"account", {"account", "conta"}},
    {"mrr", {"MRR", "MRR"}},
    {"segment", {"Segment", "Segmento"}},
    {"tier", {"Tier", "Tier"}},
    {"touch-model", {"Touch model", "Modelo de atendimento"}},
    {"csm", {"CSM", "CSM"}},
    {"rep", {"Sold by", "Quem vendeu"}},
    {"lead-source", {"Lead source", "Origem do lead"}},
    {"area", {"Area", "Área"}},
    {"month", {"Month", "Mês"}},
    {"fit-band", {"Fit", "Aderência"}},
    {"first-pass", {"accepted at once", "aceita de primeira"}},
    {"absent", {"absent", "ausente"}},
    {"bought-alone", {"bought alone", "comprou sem vendedor"}},
    {"promoter", {"promoter", "promotor"}},
    {"passive", {"passive", "neutro"}},
    {"detractor", {"detractor", "detrator"}},
    {"self-service", {"self-service", "autosserviço"}},
    {"meeting", {"meeting", "reunião"}},
    {"call", {"call", "ligação"}},
    {"e-mail", {"e-mail", "e-mail"}},
    {"message", {"message", "mensagem"}},
    {"visit", {"visit", "visita"}},
    {"social", {"social network", "rede social"}},
    {"portal", {"portal", "portal"}},
    {"event", {"event", "evento"}},
    {"training", {"training", "treinamento"}},
    {"interview", {"interview", "entrevista"}},
    {"expectation-gap", {"gap of expectations", "distância de expectativas"}},
    {"lateness", {"comes late", "atrasos em reuniões"}},
    {"no-shows", {"does not come", "faltas em reuniões"}},
    {"slow-answers", {"answers late", "respostas lentas"}},
    {"overdue-payments", {"pays late", "pagamentos atrasados"}},
    {"micro", {"micro", "micro"}},
    {"small", {"small", "pequena"}},
    {"large", {"large", "grande"}},
    {"none", {"none", "nenhuma"}},
    {"minor", {"minor", "pequena"}},
    {"major", {"major", "grande"}},
    {"open", {"open", "aberto"}},
    {"skipped", {"skipped", "pulado"}},
    {"same", {"same", "o mesmo"}},
    {"distinct", {"another", "outro"}},
    {"tech-touch", {"tech-touch", "tech touch"}},
    {"low-touch", {"low-touch", "low touch"}},
    {"mid-touch", {"mid-touch", "mid touch"}},
    {"high-touch", {"high-touch", "high touch"}},
    {"exclusive-touch", {"exclusive-touch", "exclusive touch"}},
    {"expansion_potential", {"expansion potential", "potencial de expansão"}},
    {"service_expectation", {"service expectation", "expectativa de atendimento"}},
    {"company_size", {"company size", "porte da empresa"}},
    {"payment", {"payment", "pagamento"}},
    {"usage", {"use of the product", "uso do produto"}},
    {"referral", {"referral", "indicação"}},
    {"churn-event", {"customer left", "saída de cliente"}},
    {"health-note", {"feeling noted", "sentimento anotado"}},
    {"nps", {"NPS", "NPS"}},
    {"csat", {"CSAT", "CSAT"}},
    {"ces", {"CES", "CES"}},
    {"stars", {"stars", "estrelas"}},
    {"likert", {"Likert", "Likert"}},
    {"red", {"red", "vermelho"}},
    {"yellow", {"yellow", "amarelo"}},
    {"green", {"green", "verde"}},
    {"proactive", {"proactive", "proativa"}},
    {"reactive", {"reactive", "reativa"}},
    {"relationship", {"relationship", "relacionamento"}},
    {"note", {"note", "nota"}},
    {"warning", {"warning", "aviso"}},
    {"error", {"error", "erro"}},
    {"mon", {"Monday", "segunda"}},
    {"tue", {"Tuesday", "terça"}},
    {"wed", {"Wednesday", "quarta"}},
    {"thu", {"Thursday", "quinta"}},
    {"fri", {"Friday", "sexta"}},
    {"sat", {"Saturday", "sábado"}},
    {"sun", {"Sunday", "domingo"}},
});

/// How fields are called, and the question in Portuguese; in English it is the field's own description.
struct FieldWords {
  std::string_view field;
  Phrase heading;
  std::string_view question_pt;
};

constexpr auto k_words_fields = std::to_array<FieldWords>({
    {"context", {"Context", "Contexto"}, "O que quem recebe precisa saber do cliente."},
    {"context.current_scenario", {"Current scenario", "Cenário atual"}, "Onde o cliente está?"},
    {"context.desired_scenario", {"Desired scenario", "Cenário desejado"}, "Aonde o cliente quer chegar?"},
    {"context.history", {"History", "Histórico"}, "O que aconteceu até a venda?"},
    {"context.pains", {"Pains", "Dores"}, "O que dói?"},
    {"context.needs", {"Needs", "Necessidades"}, "Do que o cliente precisa?"},
    {"context.objectives", {"Objectives", "Objetivos"}, "O que o cliente quer alcançar, com números?"},
    {"context.expectations", {"Expectations", "Expectativas"}, "O que cada pessoa espera?"},
    {"context.promises", {"Promises", "Promessas"}, "O que foi prometido nesta venda?"},
    {"context.objections", {"Objections", "Objeções"}, "Que objeções houve e o que foi respondido?"},
    {"context.contract", {"Contract", "Contrato"}, "O que foi assinado?"},
    {"context.contract.plan", {"Plan", "Plano"}, "Que plano foi comprado?"},
    {"context.contract.scope", {"Scope", "Escopo"}, "O que está incluído?"},
    {"context.contract.special_terms", {"Special terms", "Condições especiais"}, "O que foge do padrão?"},
    {"context.why_now", {"Why now", "Por que agora"}, "Por que o cliente comprou agora?"},
    {"integrations", {"Integrations", "Integrações"}, "Que sistemas serão ligados?"},
    {"automations", {"Automations", "Automações"}, "Que processos serão automatizados?"},
    {"planned_improvements",
     {"Planned improvements", "Melhorias planejadas"},
     "Que melhorias futuras já estão previstas?"},
    {"risks", {"Risks", "Riscos"}, "O que pode dar errado?"},
    {"follow_up",
     {"Follow-up", "Acompanhamento"},
     "O que se faz em seguida, conforme o modelo de atendimento?"},
    {"introduction", {"Introduction", "Apresentação"}, "Como o cliente conhece o novo time?"},
    {"introduction.how", {"How", "Como"}, "Reunião, e-mail, grupo?"},
    {"introduction.who", {"Who", "Quem"}, "Quem é apresentado a quem?"},
    {"kickoff", {"Kickoff", "Kickoff"}, "Como foi a primeira reunião?"},
    {"kickoff.participants", {"Participants", "Participantes"}, "Quem participa, dos dois lados?"},
    {"feedback", {"Feedback", "Retorno"}, "O que quem recebe devolve?"},
    {"feedback.fit", {"Fit", "Aderência"}, "O cliente combina com a proposta de valor?"},
    {"feedback.comment", {"Comment", "Comentário"}, "O que Vendas deve saber para a próxima venda?"},
    {"locations", {"Documents", "Documentos"}, "Onde estão contrato, plano, contexto e objetivo?"},
    {"locations.contract", {"Contract", "Contrato"}, "Onde está o contrato?"},
    {"locations.plan", {"Plan", "Plano"}, "Onde está o plano comprado?"},
    {"locations.context", {"Context", "Contexto"}, "Onde está o contexto do cliente?"},
    {"locations.objective", {"Objective", "Objetivo"}, "Onde está o objetivo do cliente?"},
    {"subscriptions", {"Subscriptions", "Assinaturas"}, "O que foi assinado?"},
    {"exclusions", {"Exclusions", "Exclusões"}, "Que prazos os dois lados concordaram em não contar?"},
    {"timeline", {"Timeline", "Linha do tempo"}, "O que aconteceu, em ordem?"},
});

const FieldWords* find_field(std::string_view field) {
  const auto* found = std::ranges::find(k_words_fields, field, &FieldWords::field);
  return found == k_words_fields.end() ? nullptr : found;
}

/// The sentence that describes a field, found by going down its description.
std::string_view description_of(std::string_view field) {
  const model::Type* record = &model::type_of<model::Handoff>;
  const model::Row* row = nullptr;
  while (!field.empty()) {
    const std::size_t dot = field.find('.');
    row = record != nullptr ? record->find(field.substr(0, dot)) : nullptr;
    if (row == nullptr) {
      return {};
    }
    record = &model::bare(*row->type);
    field = dot == field.npos ? std::string_view() : field.substr(dot + 1);
  }
  return row != nullptr ? row->doc : std::string_view();
}

}  // namespace

std::string_view said(std::string_view word, Language language) {
  const auto* found = std::ranges::find(k_words, word, &WordEntry::word);
  return found == k_words.end() ? word : found->phrase.in(language);
}

bool is_known_word(std::string_view word) {
  return std::ranges::find(k_words, word, &WordEntry::word) != k_words.end();
}

std::string_view heading_of(std::string_view field, Language language) {
  const FieldWords* words = find_field(field);
  return words != nullptr ? words->heading.in(language) : field;
}

std::string_view question_of(std::string_view field, Language language) {
  const FieldWords* words = find_field(field);
  return words != nullptr && language == Language::pt_br ? words->question_pt : description_of(field);
}

std::string said(time::Date date, Language language) {
  if (language == Language::en) {
    return date.to_string();
  }
  const std::chrono::year_month_day ymd = date.ymd();
  return fmt::format("{:02}/{:02}/{:04}", static_cast<unsigned>(ymd.day()),
                     static_cast<unsigned>(ymd.month()), static_cast<int>(ymd.year()));
}

std::string said(const time::Timestamp& at, const time::Zone& zone, Language language) {
  if (at.precision == time::Timestamp::Precision::date) {
    return said(at.date(), language);
  }
  const time::LocalTime local = zone.to_local(zone.resolve(at));
  const auto day = std::chrono::floor<std::chrono::days>(local);
  const auto minutes = std::chrono::duration_cast<std::chrono::minutes>(local - day).count();
  return fmt::format("{} {:02}:{:02}", said(time::Date{day}, language), minutes / 60, minutes % 60);
}

std::string said(const Decimal& number, Language language) {
  const bool english = language == Language::en;
  const std::string text = number.to_string();
  const std::size_t begin = text.starts_with('-') ? 1 : 0;
  const std::size_t end = std::min(text.find('.'), text.size());
  std::string out = text.substr(0, begin);
  for (std::size_t i = begin; i < end; ++i) {
    if (i > begin && (end - i) % 3 == 0) {
      out += english ? ',' : '.';
    }
    out += text[i];
  }
  if (end < text.size()) {
    out += english ? '.' : ',';
    out.append(text, end + 1);
  }
  return out;
}

Decimal percent_of(std::int64_t part, std::int64_t whole) {
  constexpr std::int64_t k_all = 1000;  // in tenths of a percent
  std::int64_t tenths = (2 * part * k_all + whole) / (2 * whole);
  tenths = part < whole ? std::min(tenths, k_all - 1) : tenths;
  tenths = part > 0 ? std::max<std::int64_t>(tenths, 1) : tenths;
  return tenths % 10 == 0 ? Decimal(tenths / 10, 0) : Decimal(tenths, 1);
}

std::string said(const Money& money, Language language) {
  return fmt::format("{} {}", said(money.amount, language), money.currency.view());
}

std::string said(const std::vector<Money>& sums, Language language) {
  std::string out;
  for (const Money& money : sums) {
    out.append(out.empty() ? "" : " + ").append(said(money, language));
  }
  return out;
}

}  // namespace csx::report
