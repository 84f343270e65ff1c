#pragma once

#include "csx/report/words.hpp"

/// What the document of an audit says.
namespace csx::audit::words {

using report::Phrase;

inline constexpr Phrase k_title{"Audit of {}", "Auditoria de {}"};
inline constexpr Phrase k_period{"Period", "Período"};
inline constexpr Phrase k_as_of{"As of", "Posição em"};
inline constexpr Phrase k_commit{"Commit", "Commit"};
inline constexpr Phrase k_tree{"Tree", "Árvore"};
inline constexpr Phrase k_version{"csx", "csx"};
inline constexpr Phrase k_agreements{"Agreements", "Acordos"};
inline constexpr Phrase k_previous{"Audit before", "Auditoria anterior"};
inline constexpr Phrase k_errors{"The records have errors", "Os registros têm erros"};
inline constexpr Phrase k_errors_text{
    "csx check finds errors in what was read; the results may be wrong for that.",
    "O csx check encontra erros no que foi lido; os resultados podem estar errados por isso."};
inline constexpr Phrase k_all_met{"All commitments that were due were met",
                                  "Todos os compromissos devidos foram cumpridos"};
inline constexpr Phrase k_some_missed{"{} of {} commitments missed their target",
                                      "{} de {} compromissos ficaram abaixo da meta"};
inline constexpr Phrase k_none_due{"No commitment was due", "Nenhum compromisso era devido"};
inline constexpr Phrase k_without{"{} without a result", "{} sem resultado"};
inline constexpr Phrase k_commitments{"Commitments", "Compromissos"};
inline constexpr Phrase k_commitment{"Commitment", "Compromisso"};
inline constexpr Phrase k_owed_by{"Owed by", "Quem deve"};
inline constexpr Phrase k_result{"Result", "Resultado"};
inline constexpr Phrase k_target{"Target", "Meta"};
inline constexpr Phrase k_reached{"Reached", "Alcançada"};
inline constexpr Phrase k_cases{"Cases", "Casos"};
inline constexpr Phrase k_excluded{"Excluded", "Excluídos"};
inline constexpr Phrase k_before{"Before", "Antes"};
inline constexpr Phrase k_change{"Since", "Desde então"};
inline constexpr Phrase k_yes{"yes", "sim"};
inline constexpr Phrase k_no{"no", "não"};
inline constexpr Phrase k_chart{"Share of cases kept in time", "Parcela de casos no prazo"};
inline constexpr Phrase k_chart_text{
    "The share of due cases that was met, for each commitment with a result.",
    "A parcela dos casos devidos que foi cumprida, para cada compromisso com resultado."};
inline constexpr Phrase k_missed{"What missed", "O que ficou fora"};
inline constexpr Phrase k_missed_cases{"Cases that missed", "Casos fora do prazo"};
inline constexpr Phrase k_bottlenecks{"Bottlenecks", "Gargalos"};
inline constexpr Phrase k_metrics{"Metrics", "Métricas"};
inline constexpr Phrase k_remark{"Remark", "Observação"};
inline constexpr Phrase k_metric{"Metric", "Métrica"};
inline constexpr Phrase k_actions{"Actions that the audit before asked for",
                                  "Ações que a auditoria anterior pediu"};
inline constexpr Phrase k_action{"Action", "Ação"};
inline constexpr Phrase k_owner{"Owner", "Responsável"};
inline constexpr Phrase k_due{"Due", "Prazo"};
inline constexpr Phrase k_done{"Done", "Feita"};
inline constexpr Phrase k_open{"open", "aberta"};
inline constexpr Phrase k_overdue{"overdue", "atrasada"};
inline constexpr Phrase k_findings{"Findings of csx check", "Achados do csx check"};
inline constexpr Phrase k_rule{"Rule", "Regra"};
inline constexpr Phrase k_count{"Number", "Quantidade"};
inline constexpr Phrase k_example{"For example", "Por exemplo"};
inline constexpr Phrase k_no_findings{"None.", "Nenhum."};

}  // namespace csx::audit::words
