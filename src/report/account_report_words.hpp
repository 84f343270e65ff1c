#pragma once

#include "common_words.hpp"

/// What the report of an account says.
namespace csx::report::account_words {

inline constexpr Phrase k_customer_since{"Customer since", "Cliente desde"};
inline constexpr Phrase k_live_since{"Live since", "Ativo desde"};
inline constexpr Phrase k_tier{"Tier", "Tier"};
inline constexpr Phrase k_touch{"Touch model", "Modelo de atendimento"};
inline constexpr Phrase k_csm{"CSM", "CSM"};
inline constexpr Phrase k_mrr{"MRR", "MRR"};
inline constexpr Phrase k_last_contact{"Last contact", "Último contato"};
inline constexpr Phrase k_days_ago{"{} ({} days ago)", "{} (há {} dias)"};
inline constexpr Phrase k_overdue{"{} commitments are overdue", "{} compromissos estão vencidos"};
inline constexpr Phrase k_one_overdue{"1 commitment is overdue", "1 compromisso está vencido"};
inline constexpr Phrase k_next{"Next steps", "Próximos passos"};
inline constexpr Phrase k_promise_due{"Deliver the promise: {}", "Entregar a promessa: {}"};
inline constexpr Phrase k_plan_step{"{}: {}", "{}: {}"};
inline constexpr Phrase k_milestone_due{"Milestone: {}", "Marco: {}"};
inline constexpr Phrase k_renewal{"Renewal of {}", "Renovação de {}"};
inline constexpr Phrase k_request_open{"Answer to: {}", "Resposta a: {}"};
inline constexpr Phrase k_payment_open{"Payment of {}", "Pagamento de {}"};
inline constexpr Phrase k_by_customer{"customer", "cliente"};
inline constexpr Phrase k_past{"overdue", "vencido"};
inline constexpr Phrase k_commitments_of_year{"Commitments of the last twelve months",
                                              "Compromissos dos últimos doze meses"};
inline constexpr Phrase k_kept{"Kept in time", "No prazo"};
inline constexpr Phrase k_open{"Open", "Em aberto"};
inline constexpr Phrase k_objectives{"Objectives", "Objetivos"};
inline constexpr Phrase k_objective{"Objective", "Objetivo"};
inline constexpr Phrase k_baseline{"Baseline", "Partida"};
inline constexpr Phrase k_now{"Now", "Agora"};
inline constexpr Phrase k_progress{"Progress", "Progresso"};
inline constexpr Phrase k_due{"By", "Até"};
inline constexpr Phrase k_support{"Support", "Suporte"};
inline constexpr Phrase k_tickets{"Tickets of the last twelve months", "Chamados dos últimos doze meses"};
inline constexpr Phrase k_tickets_open{"Open tickets", "Chamados abertos"};
inline constexpr Phrase k_reopened{"Reopened", "Reabertos"};
inline constexpr Phrase k_by_month{"Tickets by month", "Chamados por mês"};
inline constexpr Phrase k_by_month_text{
    "How many tickets the account opened in each of the last twelve months.",
    "Quantos chamados a conta abriu em cada um dos últimos doze meses."};
inline constexpr Phrase k_month{"Month", "Mês"};
inline constexpr Phrase k_opened{"Opened", "Abertos"};
inline constexpr Phrase k_voice{"Voice of the customer", "Voz do cliente"};
inline constexpr Phrase k_answered{"Answered", "Respondida"};
inline constexpr Phrase k_not_answered{"not yet", "ainda não"};
inline constexpr Phrase k_timeline{"What happened", "O que aconteceu"};
inline constexpr Phrase k_handoff{"Handoff {}: {}", "Passagem {}: {}"};
inline constexpr Phrase k_earlier{"and {} earlier entries", "e mais {} registros anteriores"};

}  // namespace csx::report::account_words
