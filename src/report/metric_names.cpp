#include <algorithm>
#include <array>

#include "csx/report/metrics.hpp"
#include "metric_words.hpp"

namespace csx::report {
namespace {

/// English is the catalogue's.
struct Translated {
  std::string_view id;
  std::string_view pt_br;
};

constexpr auto k_names = std::to_array<Translated>({
    {"acquisition.accounts", "Contas conquistadas"},
    {"acquisition.accounts-attainment", "Contas conquistadas ante a meta"},
    {"acquisition.mrr", "MRR conquistado"},
    {"acquisition.mrr-attainment", "MRR conquistado ante a meta"},
    {"acquisition.outside-mix", "Conquistas além do mix esperado"},
    {"acquisition.cac", "Custo de aquisição (CAC)"},
    {"acquisition.commission", "Comissão"},
    {"acquisition.lost-commission", "Comissão de contas já perdidas"},
    {"acquisition.later-churn", "Churn das contas conquistadas"},
    {"handoff.attainment", "Compromissos das passagens cumpridos"},
    {"handoff.submitted", "Passagens submetidas"},
    {"handoff.accepted", "Passagens aceitas"},
    {"handoff.lead-time", "Tempo total das passagens"},
    {"handoff.time-to-submit", "Da assinatura à submissão"},
    {"handoff.time-to-answer", "Da submissão à resposta"},
    {"handoff.time-to-rework", "Da devolução à nova submissão"},
    {"handoff.time-to-introduce", "Do aceite à apresentação"},
    {"handoff.time-to-kickoff", "Do aceite ao kickoff"},
    {"handoff.time-to-activate", "Do kickoff à ativação"},
    {"handoff.time-to-complete", "Da ativação à conclusão"},
    {"handoff.first-pass", "Aceite de primeira"},
    {"handoff.returns", "Devoluções"},
    {"handoff.completeness", "Completude"},
    {"handoff.quality", "Qualidade do conteúdo"},
    {"handoff.absent", "Contas sem passagem"},
    {"handoff.unsupported-promises", "Promessas fora da oferta"},
    {"handoff.promises-on-time", "Promessas entregues no prazo"},
    {"handoff.churn-first-pass", "Churn após passagem aceita de primeira"},
    {"handoff.churn-returned", "Churn após passagem devolvida"},
    {"handoff.churn-absent", "Churn sem passagem"},
    {"onboarding.started", "Implantações iniciadas"},
    {"onboarding.completed", "Implantações concluídas"},
    {"onboarding.completion", "Implantações concluídas das iniciadas"},
    {"onboarding.duration", "Duração da implantação"},
    {"onboarding.steps-done", "Passos da implantação feitos"},
    {"onboarding.stuck-steps", "Passos parados"},
    {"onboarding.time-to-engage", "Tempo até o primeiro encontro"},
    {"onboarding.time-to-value", "Tempo até o primeiro valor (TTV)"},
    {"onboarding.value-cycle", "Ciclo de valor (CPV)"},
    {"onboarding.value-overdue", "Valor atrasado"},
    {"onboarding.milestones", "Marcos alcançados"},
    {"onboarding.celebrated", "Marcos comemorados"},
    {"onboarding.objectives", "Alcance dos objetivos"},
    {"onboarding.trainings", "Treinamentos dados"},
    {"onboarding.churn-completed", "Churn após implantação concluída"},
    {"onboarding.churn-unfinished", "Churn sem implantação concluída"},
    {"revenue.opening", "MRR de abertura"},
    {"revenue.new", "MRR novo"},
    {"revenue.reactivation", "MRR reativado"},
    {"revenue.expansion", "MRR de expansão"},
    {"revenue.contraction", "MRR de contração"},
    {"revenue.churn", "MRR perdido"},
    {"revenue.closing", "MRR de fechamento"},
    {"revenue.revaluation", "Reavaliação"},
    {"revenue.upgrade", "Upgrades"},
    {"revenue.cross-sell", "Cross-sell"},
    {"revenue.downgrade", "Downgrades"},
    {"revenue.dropped-product", "Produtos abandonados"},
    {"revenue.cs-upgrade", "Upgrades por CS"},
    {"revenue.cs-upgrade-share", "Parte dos upgrades por CS"},
    {"revenue.cs-cross-sell", "Cross-sell por CS"},
    {"revenue.cs-cross-sell-share", "Parte do cross-sell por CS"},
    {"revenue.cs-downgrade", "Downgrades por CS"},
    {"revenue.cs-downgrade-share", "Parte dos downgrades por CS"},
    {"revenue.nrr", "Retenção líquida (NRR)"},
    {"revenue.grr", "Retenção bruta (GRR)"},
    {"revenue.logo-churn", "Churn de clientes"},
    {"revenue.gross-churn", "Churn bruto de receita"},
    {"revenue.net-churn", "Churn líquido de receita"},
    {"revenue.quick-ratio", "Quick ratio"},
    {"revenue.accounts", "Contas pagantes"},
    {"revenue.new-accounts", "Contas novas"},
    {"revenue.reactivated-accounts", "Contas reativadas"},
    {"revenue.lost-accounts", "Contas perdidas"},
    {"revenue.joined-and-left", "Entraram e saíram"},
    {"revenue.arpa", "Receita por conta (ARPA)"},
    {"revenue.lifetime", "Tempo de vida do cliente"},
    {"revenue.ltv", "Valor do cliente (LTV)"},
    {"revenue.cac-payback", "Retorno do CAC"},
    {"satisfaction.nps-relational", "NPS relacional"},
    {"satisfaction.nps-transactional", "NPS transacional"},
    {"satisfaction.csat", "Satisfação do cliente (CSAT)"},
    {"satisfaction.ces", "Esforço do cliente (CES)"},
    {"satisfaction.low-effort", "Pouco esforço"},
    {"satisfaction.stars", "Melhores estrelas"},
    {"satisfaction.likert", "Concordância com uma afirmação"},
    {"satisfaction.response", "Opiniões respondidas no prazo"},
    {"satisfaction.response-promoters", "Promotores respondidos no prazo"},
    {"satisfaction.response-passives", "Neutros respondidos no prazo"},
    {"satisfaction.response-detractors", "Detratores respondidos no prazo"},
    {"satisfaction.unanswered", "Opiniões sem resposta"},
    {"satisfaction.unowned", "Opiniões sem dono"},
    {"support.csat", "Satisfação com o Suporte (CSAT)"},
    {"support.ces", "Esforço com o Suporte (CES)"},
    {"support.reopened", "Chamados reabertos"},
    {"support.first-contact-resolution", "Resolução no primeiro contato"},
    {"support.first-response", "Tempo de primeira resposta"},
    {"support.resolution", "Tempo de resolução"},
    {"support.attainment", "Chamados no prazo"},
    {"support.attainment-urgent", "Chamados no prazo, urgentes"},
    {"support.attainment-high", "Chamados no prazo, alta"},
    {"support.attainment-normal", "Chamados no prazo, normais"},
    {"support.attainment-low", "Chamados no prazo, baixa"},
    {"support.opened", "Chamados abertos"},
    {"support.solved", "Chamados resolvidos"},
    {"support.backlog", "Chamados em aberto no fim"},
    {"support.closure-rate", "Taxa de fechamento"},
    {"support.articles", "Chamados fechados com artigo"},
    {"support.stale-articles", "Artigos vencidos"},
    {"support.category-coverage", "Cobertura das principais categorias"},
    {"support.self-service", "Autosserviço"},
    {"support.time-with-article", "Tempo de trabalho com artigo"},
    {"support.time-without-article", "Tempo de trabalho sem artigo"},
    {"support.specialty-gaps", "Falta de especialista"},
    {"support.standard-answers", "Respostas padrão"},
    {"relationship.since-contact", "Dias desde o último contato"},
    {"relationship.cadence", "Cadência de contato cumprida"},
    {"relationship.proactive", "Contatos proativos"},
    {"relationship.no-shows", "Faltas"},
    {"relationship.lateness", "Atraso do cliente"},
    {"relationship.answer-time", "Tempo de resposta do cliente"},
    {"relationship.open-requests", "Idade dos pedidos em aberto"},
    {"relationship.payment-delay", "Atraso de pagamento"},
    {"relationship.touch-drop", "Atendimento mais distante que na venda"},
    {"relationship.direct-expectations", "Expectativas ouvidas diretamente"},
    {"relationship.overlap", "Horário de trabalho em comum"},
    {"relationship.coverage", "Cobertura de etapas e atividades"},
    {"funnel.retained", "Retidos"},
    {"funnel.expanded", "Retidos que expandiram"},
    {"funnel.referred", "Expandidos que indicaram"},
    {"funnel.through", "Da abertura à indicação"},
    {"fit.mean", "Aderência média das contas conquistadas"},
    {"fit.share-above-minimum", "Contas conquistadas com aderência suficiente"},
    {"fit.bad-wins", "Conquistas sem aderência"},
    {"fit.coverage", "Critérios de aderência respondidos"},
    {"health.mean", "Saúde"},
    {"health.lowest-band", "Contas na faixa de saúde mais baixa"},
    {"health.coverage", "Medidas de saúde conhecidas"},
    {"health.only-feeling", "Saúde que se apoia só no sentimento"},
    {"portfolio.hours", "Horas que as contas pedem"},
    {"portfolio.revenue-per-hour", "Receita por hora de CSM"},
    {"portfolio.difficult", "Clientes difíceis"},
    {"portfolio.difficult-load", "Carga dos clientes difíceis"},
});

constexpr auto k_families = std::to_array<Translated>({
    {"acquisition", "Aquisição"},
    {"handoff", "Passagens"},
    {"onboarding", "Implantação"},
    {"revenue", "Receita"},
    {"satisfaction", "Satisfação"},
    {"support", "Suporte"},
    {"relationship", "Relacionamento"},
    {"funnel", "Funil"},
    {"fit", "Aderência"},
    {"health", "Saúde"},
    {"portfolio", "Carteira"},
});

/// Of the catalogue, in English, and in Portuguese.
constexpr auto k_phrases = std::to_array<Phrase>({
    {"of no account won the fit is known", "de nenhuma conta conquistada se conhece a aderência"},
    {"of no account won the fit can be held against a minimum",
     "de nenhuma conta conquistada a aderência pode ser comparada com um mínimo"},
    {"nobody asks for a fit", "nenhum acordo pergunta pela aderência"},
    {"of no paying account the health is known", "de nenhuma conta pagante se conhece a saúde"},
    {"of no paying account the band is known", "de nenhuma conta pagante se conhece a faixa"},
    {"nobody says how health is scored", "nenhum acordo diz como a saúde é pontuada"},
    {"of no paying account anything is known", "de nenhuma conta pagante se sabe algo"},
    {"of no paying account the hours are known", "de nenhuma conta pagante se conhecem as horas"},
    {"of no paying account a sign is known", "de nenhuma conta pagante se conhece um sinal"},
    {"no MRR was lost", "nenhum MRR foi perdido"},
    {"no account had its first value", "nenhuma conta teve o primeiro valor"},
    {"no account had recurring revenue at opening", "nenhuma conta tinha receita recorrente na abertura"},
    {"no account had value a second time", "nenhuma conta teve valor pela segunda vez"},
    {"no account has recurring revenue at the end", "nenhuma conta tem receita recorrente no fim"},
    {"no account was met for the first time", "nenhuma conta teve o primeiro encontro"},
    {"no account was retained", "nenhuma conta foi retida"},
    {"no account was won", "nenhuma conta foi conquistada"},
    {"no account went live", "nenhuma conta foi ativada"},
    {"no account with a commission was won", "nenhuma conta com comissão foi conquistada"},
    {"no account with an acquisition cost was won", "nenhuma conta com custo de aquisição foi conquistada"},
    {"no appointment tells of delays", "nenhum compromisso marcado fala de atrasos"},
    {"no article has a review", "nenhum artigo tem revisão"},
    {"no blueprint names an activity", "nenhum blueprint cita uma atividade"},
    {"no clock of a handoff was due", "nenhum prazo de passagem vencia"},
    {"no clock of a ticket was due", "nenhum prazo de chamado vencia"},
    {"no clock of such a ticket was due", "nenhum prazo de chamado assim vencia"},
    {"no contact tells who reached out", "nenhum contato diz de quem partiu"},
    {"no contact was due", "nenhum contato vencia"},
    {"no expectation tells its source", "nenhuma expectativa diz a sua fonte"},
    {"no handoff of which anything is asked was submitted", "nenhuma passagem com exigências foi submetida"},
    {"no handoff was answered for the first time", "nenhuma passagem teve a primeira resposta"},
    {"no milestone was reached", "nenhum marco foi alcançado"},
    {"no objective was measured", "nenhum objetivo foi medido"},
    {"no onboarding began", "nenhuma implantação começou"},
    {"no paying account has had a contact", "nenhuma conta pagante teve contato"},
    {"no paying account has had value and an expected cycle",
     "nenhuma conta pagante teve valor e um ciclo esperado"},
    {"no payment came in", "nenhum pagamento entrou"},
    {"no promise names a differentiator", "nenhuma promessa cita um diferencial"},
    {"no promise was due", "nenhuma promessa vencia"},
    {"no request was answered", "nenhum pedido foi respondido"},
    {"no request was open", "nenhum pedido estava em aberto"},
    {"no retained account expanded", "nenhuma conta retida expandiu"},
    {"no step is recorded", "nenhum passo está registrado"},
    {"no step with a limit is under way", "nenhum passo com limite está em andamento"},
    {"no such account was won", "nenhuma conta assim foi conquistada"},
    {"no such answer came in", "nenhuma resposta assim chegou"},
    {"no such ticket was opened", "nenhum chamado assim foi aberto"},
    {"no such ticket with a working time was resolved",
     "nenhum chamado assim com tempo de trabalho foi resolvido"},
    {"no sum is known", "nenhuma soma é conhecida"},
    {"no ticket had its first response", "nenhum chamado teve a primeira resposta"},
    {"no ticket was closed", "nenhum chamado foi fechado"},
    {"no ticket was open", "nenhum chamado estava em aberto"},
    {"no ticket was opened", "nenhum chamado foi aberto"},
    {"no ticket was resolved", "nenhum chamado foi resolvido"},
    {"no ticket with a category was opened", "nenhum chamado com categoria foi aberto"},
    {"no ticket with a channel was opened", "nenhum chamado com canal foi aberto"},
    {"no ticket with counted contacts was resolved", "nenhum chamado com contatos contados foi resolvido"},
    {"nothing was scheduled", "nada foi marcado"},
    {"of no account with a CSM both hours are known",
     "de nenhuma conta com CSM os dois horários são conhecidos"},
    {"of no paying account both touch models are known",
     "de nenhuma conta pagante os dois modelos de atendimento são conhecidos"},
    {"no agreement in force on the first day states an expected mix",
     "nenhum acordo em vigor no primeiro dia diz o mix esperado"},
    {"no agreement in force states a goal for the period",
     "nenhum acordo em vigor diz uma meta para o período"},
    {"no agreement in force sets thresholds.article_stale_after",
     "nenhum acordo em vigor define thresholds.article_stale_after"},
    {"csx.yaml states no definitions.csat_scale", "o csx.yaml não diz definitions.csat_scale"},
    {"no account has ever had recurring revenue", "nenhuma conta teve jamais receita recorrente"},
    {"no account had recurring revenue at the beginning of a month",
     "nenhuma conta tinha receita recorrente no início de um mês"},
    {"no account was lost: there is no churn to divide by",
     "nenhuma conta foi perdida: não há churn por que dividir"},
    {"no change with a known origin", "nenhuma mudança de origem conhecida"},
    {"none happened", "nada disso aconteceu"},
    {"none came to its end", "nenhuma chegou ao fim"},
    {"definitions.margin is 0%: nothing is ever paid back", "definitions.margin é 0%: nada se paga nunca"},
    {"the period holds no whole calendar month that has passed",
     "o período não tem um mês inteiro que já passou"},
    {"csx.yaml states no definitions.margin", "o csx.yaml não diz definitions.margin"},
    {"no answer to such a survey came in", "nenhuma resposta a uma pesquisa assim chegou"},
    {"no answer to a survey of effort came in", "nenhuma resposta a uma pesquisa de esforço chegou"},
    {"answers on different scales have no mean", "respostas em escalas diferentes não têm média"},
    {"no clock of such feedback was due", "nenhum prazo de opinião assim vencia"},
    {"no clock of feedback was due", "nenhum prazo de opinião vencia"},
    {"nothing was due yet", "nada venceu ainda"},
    {"nothing was due", "nada vencia"},
    {"referred without expanding", "indicaram sem expandir"},
    {"no agreement was in force", "nenhum acordo estava em vigor"},
    {"the agreement does not say how fit is scored", "o acordo não diz como a aderência é pontuada"},
    {"the weights sum to zero", "os pesos somam zero"},
    {"nothing that has a weight is known", "nada do que tem peso é conhecido"},
    {"the accounts with a score have no recurring revenue to weigh by",
     "as contas com nota não têm receita recorrente por que ponderar"},
});

template <std::size_t N>
const Translated* find_in(const std::array<Translated, N>& table, std::string_view id) {
  const auto* found = std::ranges::find(table, id, &Translated::id);
  return found == table.end() ? nullptr : found;
}

}  // namespace

bool has_name(const metrics::Metric& metric) {
  return find_in(k_names, metric.id) != nullptr;
}

bool has_name(const metrics::Family& family) {
  return find_in(k_families, family.name) != nullptr;
}

std::string name_of(const metrics::Metric& metric, model::Language language) {
  const Translated* found = find_in(k_names, metric.id);
  return std::string(found == nullptr || language == model::Language::en ? metric.title : found->pt_br);
}

std::string name_of(const metrics::Family& family, model::Language language) {
  const Translated* found = find_in(k_families, family.name);
  return std::string(found == nullptr || language == model::Language::en ? family.title : found->pt_br);
}

std::string phrase_of(std::string_view english, model::Language language) {
  const auto* found = std::ranges::find(k_phrases, english, &Phrase::en);
  return std::string(found == k_phrases.end() ? english : found->in(language));
}

std::string said_reason(std::string_view reason, model::Language language) {
  constexpr std::string_view k_every = "judged every ";
  constexpr std::string_view k_not_computed = " is not computed";
  constexpr std::string_view k_to_come = "the period begins after the as-of date, ";
  if (language == model::Language::en) {
    return std::string(reason);
  }
  if (reason.starts_with(k_every)) {
    const auto every = time::Duration::parse(reason.substr(k_every.size()));
    return every ? "avaliado a cada " + said(*every, language) : std::string(reason);
  }
  if (reason.starts_with(k_to_come)) {
    const auto day = time::Date::parse(reason.substr(k_to_come.size()));
    return day ? "o período começa depois da data da posição, " + said(*day, language) : std::string(reason);
  }
  if (reason.ends_with(k_not_computed)) {
    return std::string(reason.substr(0, reason.size() - k_not_computed.size())) + " não é calculada";
  }
  return phrase_of(reason, language);
}

}  // namespace csx::report
