#pragma once

#include "csx/report/words.hpp"

/// Heads of columns and names of facts that several pages have in common.
namespace csx::report {

inline constexpr Phrase k_account{"Account", "Conta"};
inline constexpr Phrase k_accounts{"Accounts", "Contas"};
inline constexpr Phrase k_action{"Action", "Ação"};
inline constexpr Phrase k_agreement{"Agreement", "Acordo"};
inline constexpr Phrase k_area{"Area", "Área"};
inline constexpr Phrase k_as_of{"As of", "Posição em"};
inline constexpr Phrase k_before{"Before", "Antes"};
inline constexpr Phrase k_cases{"Cases", "Casos"};
inline constexpr Phrase k_commitment{"Commitment", "Compromisso"};
inline constexpr Phrase k_commitments{"Commitments", "Compromissos"};
inline constexpr Phrase k_customers{"Customers", "Clientes"};
inline constexpr Phrase k_field{"Field", "Campo"};
inline constexpr Phrase k_figure{"Figure", "Indicador"};
inline constexpr Phrase k_lifecycle{"Stage", "Estágio"};
inline constexpr Phrase k_missed{"Missed", "Fora do prazo"};
inline constexpr Phrase k_no{"no", "não"};
inline constexpr Phrase k_nobody{"nobody", "ninguém"};
inline constexpr Phrase k_opinions{"Opinions that wait for an answer", "Opiniões que esperam resposta"};
inline constexpr Phrase k_owed_by{"Owed by", "Quem deve"};
inline constexpr Phrase k_owner{"Owner", "Responsável"};
inline constexpr Phrase k_percentage_points{" pp", " p.p."};
inline constexpr Phrase k_period{"Period", "Período"};
inline constexpr Phrase k_quality{"Quality", "Qualidade"};
inline constexpr Phrase k_reason{"Reason", "Motivo"};
inline constexpr Phrase k_segment{"Segment", "Segmento"};
inline constexpr Phrase k_share{"Share", "Parte"};
inline constexpr Phrase k_stage{"Stage", "Etapa"};
inline constexpr Phrase k_state{"State", "Situação"};
inline constexpr Phrase k_target{"Target", "Meta"};
inline constexpr Phrase k_times{"Times", "Vezes"};
inline constexpr Phrase k_value{"Value", "Valor"};
inline constexpr Phrase k_what{"What", "O quê"};
inline constexpr Phrase k_when{"When", "Quando"};
inline constexpr Phrase k_who{"Who", "Quem"};
inline constexpr Phrase k_yes{"yes", "sim"};

}  // namespace csx::report
