#pragma once

#include "common_words.hpp"

/// What the report before-after says.
namespace csx::report::before_after_words {

inline constexpr Phrase k_title{"Before and after: {} version {}", "Antes e depois: {} versão {}"};
inline constexpr Phrase k_effective{"In effect since", "Em vigor desde"};
inline constexpr Phrase k_after{"After", "Depois"};
inline constexpr Phrase k_span{"{} to {} ({} days)", "{} a {} ({} dias)"};
inline constexpr Phrase k_why{"Why this version", "Por que esta versão"};
inline constexpr Phrase k_better{"Commitments that got better: {}", "Compromissos que melhoraram: {}"};
inline constexpr Phrase k_worse{"Commitments that got worse: {}", "Compromissos que pioraram: {}"};
inline constexpr Phrase k_none{"Nothing can be compared", "Nada pode ser comparado"};
inline constexpr Phrase k_none_text{
    "No commitment and no metric has a value on both sides that rests on enough cases.",
    "Nenhum compromisso e nenhum indicador tem valor dos dois lados com casos suficientes."};
inline constexpr Phrase k_caution{"What changed after is not always because of it",
                                  "Mudar depois não é mudar por causa"};
inline constexpr Phrase k_caution_text{
    "Both sides have the same number of days, but not the same season, demand or team.",
    "Os dois lados têm o mesmo número de dias, mas não a mesma época, demanda ou equipe."};
inline constexpr Phrase k_few_text{
    "A share or a distribution of fewer than {} cases on a side is not judged (minimum_n).",
    "Parte ou distribuição com menos de {} casos de um lado não é julgada (minimum_n)."};
inline constexpr Phrase k_no_minimum{
    "The agreement sets no thresholds.minimum_n: few cases are judged as many.",
    "O acordo não define thresholds.minimum_n: poucos casos são julgados como muitos."};
inline constexpr Phrase k_other{"Version {} took effect on {}, inside of these days.",
                                "A versão {} entrou em vigor em {}, dentro destes dias."};
inline constexpr Phrase k_commitments_judged{"Commitments of the agreement", "Compromissos do acordo"};
inline constexpr Phrase k_change{"Change", "Mudança"};
inline constexpr Phrase k_result{"Result", "Resultado"};
inline constexpr Phrase k_not_owed{"not owed", "não era devido"};
inline constexpr Phrase k_is_better{"better", "melhor"};
inline constexpr Phrase k_is_worse{"WORSE", "PIOR"};
inline constexpr Phrase k_is_same{"same", "igual"};
inline constexpr Phrase k_few{"few cases", "poucos casos"};
inline constexpr Phrase k_n_better{"Better", "Melhor"};
inline constexpr Phrase k_n_worse{"Worse", "Pior"};
inline constexpr Phrase k_n_same{"Same", "Igual"};
inline constexpr Phrase k_n_few{"Few cases", "Poucos casos"};
inline constexpr Phrase k_unmeasured{"{} more figures have no value on either side.",
                                     "Outros {} indicadores não têm valor em nenhum dos lados."};
inline constexpr Phrase k_one_side{"With a value on one side only", "Com valor de um lado só"};

}  // namespace csx::report::before_after_words
