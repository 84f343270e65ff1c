#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "../../../src/report/field_words.hpp"
#include "../../../src/report/record_blocks.hpp"
#include "csx/model/account.hpp"
#include "csx/model/agreement.hpp"
#include "csx/report/words.hpp"

using namespace csx;
using namespace csx::report;
using model::Language;

namespace {

/// Every key and every word of a vocabulary below a type.
void collect(const model::Type& type, std::set<std::string_view>& keys, std::set<std::string_view>& words,
             std::set<const model::Type*>& seen) {
  if (!seen.insert(&type).second) {
    return;
  }
  if (type.form == model::Form::scalar) {
    for (const model::Word& word : type.scalar->words) {
      words.insert(word.word);
    }
    return;
  }
  for (const model::Row& row : type.rows) {
    keys.insert(row.key);
    collect(*row.type, keys, words, seen);
  }
  for (const model::Type* inner : {type.element, type.key}) {
    if (inner != nullptr) {
      collect(*inner, keys, words, seen);
    }
  }
}

store::Dataset data_of(const std::string& agreement) {
  const auto tree = store::memory_tree(
      {{"csx.yaml", "kind: workspace\nname: A\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\n"},
       {"people.yaml", "kind: person\nid: ana\nname: Ana Souza\narea: sales\n"},
       {"agreements/a.yaml", agreement}});
  auto data = store::load(*tree);
  REQUIRE(data);
  return std::move(*data);
}

const std::string k_agreement =
    "kind: agreement\nid: sales-cs\nversion: 1\ntitle: Acordo\nbetween: [sales, cs]\neffective_from: "
    "2026-07-01\n"
    "owners: {sales: ana}\n"
    "strategy:\n"
    "  segments:\n"
    "    - {id: mid, name: Médias, pains: [{id: p, text: Fatura à mão}], value_cycle: 30d}\n"
    "tiers: [{id: a, name: Ouro, rank: 1}]\n"
    "portfolio: {criteria: [mrr], max_imbalance: 30.5%}\n"
    "commitments:\n"
    "  - id: submitted\n"
    "    statement: Vendas entrega\n"
    "    responsible: sales\n"
    "    subject: handoff\n"
    "    clock: {from: contract-signed, to: submitted, within: [{tier: a, within: 1bd}, {within: 16bh}]}\n"
    "    target: 95%\n";

std::string text_in(Language language, std::string_view key) {
  const store::Dataset data = data_of(k_agreement);
  const auto& record = *data.all<model::Agreement>().begin();
  const auto& agreement = record.as<model::Agreement>();
  const HandoffNames names(data, nullptr, {&agreement});
  Blocks blocks;
  add_field(blocks, {data, names, language}, model::type_of<model::Agreement>, &agreement, key, 2);
  return text_of(blocks, std::nullopt, Color::never);
}

}  // namespace

TEST_CASE("every field and every word of agreements and accounts is said in Portuguese") {
  std::set<std::string_view> keys;
  std::set<std::string_view> words;
  std::set<const model::Type*> seen;
  collect(model::type_of<model::Agreement>, keys, words, seen);
  collect(model::type_of<model::Account>, keys, words, seen);
  CHECK(keys.size() > 150);
  for (const std::string_view key : keys) {
    CAPTURE(key);
    CHECK(has_field_word(key));
  }
  for (const std::string_view word : words) {
    CAPTURE(word);
    CHECK(is_known_word(word));
  }
}

TEST_CASE("a record is told with the names of what it refers to, in the language") {
  CHECK(text_in(Language::en, "owners") == "  Owners  Sales: Ana Souza\n");
  CHECK(text_in(Language::pt_br, "owners") == "  Responsáveis  Vendas: Ana Souza\n");
  CHECK(text_in(Language::pt_br, "effective_from") == "  Vale desde  01/07/2026\n");
  CHECK(text_in(Language::pt_br, "review_every").empty());
  CHECK(text_in(Language::pt_br, "portfolio") ==
        "Carteira\n--------\n\n  Critérios             MRR\n  Desequilíbrio máximo  30,5%\n");
}

TEST_CASE("flat lists are tables without ids that names replace, others are told item by item") {
  CHECK(text_in(Language::en, "tiers") == "Tiers\n-----\n\nOuro\n\n  Id    a\n  Rank  1\n");
  CHECK(text_in(Language::en, "strategy") ==
        "Strategy\n--------\n\nSegments\n\nMédias\n\n"
        "  Id           mid\n  Pains        Fatura à mão\n  Value cycle  30 days\n");
}

TEST_CASE("a clock is told among the facts of its commitment, each time limit with its condition") {
  CHECK(text_in(Language::pt_br, "commitments") ==
        "Compromissos\n------------\n\nVendas entrega\n\n"
        "  Id           submitted\n"
        "  Responsável  Vendas\n"
        "  Sobre        passagem\n"
        "  De           contrato assinado\n"
        "  Para         submetida\n"
        "  Prazo        Tier Ouro: 1 dia útil\n"
        "               16 horas úteis\n"
        "  Meta         95%\n");
}

TEST_CASE("durations, conditions and periods in words") {
  const auto duration = [](std::string_view text) { return time::Duration::parse(text).value(); };
  CHECK(said(duration("1bd"), Language::pt_br) == "1 dia útil");
  CHECK(said(duration("2bd"), Language::en) == "2 business days");
  CHECK(said(duration("1mo"), Language::pt_br) == "1 mês");
  const auto condition = [](std::string_view text) { return model::Condition::parse(text).value(); };
  CHECK(said(condition(">= 90%"), Language::pt_br) == "no mínimo 90%");
  CHECK(said(condition("between 3 and 8.5"), Language::pt_br) == "entre 3 e 8,5");
  CHECK(said(condition("= high"), Language::pt_br) == "alta");
  CHECK(said(condition("< 1200.00 BRL"), Language::en) == "less than 1,200.00 BRL");
  struct Row {
    std::string_view period;
    std::string_view en;
    std::string_view pt;
  };
  for (const Row& row :
       {Row{"2026", "2026", "2026"}, Row{"2026-10", "October 2026", "outubro de 2026"},
        Row{"2026-Q3", "3rd quarter of 2026", "3º trimestre de 2026"},
        Row{"2024-02", "February 2024", "fevereiro de 2024"}, Row{"2026-10-05", "2026-10-05", "05/10/2026"},
        Row{"2026-02..2026-04", "2026-02-01 to 2026-04-30", "01/02/2026 a 30/04/2026"}}) {
    CHECK(said(time::Period::parse(row.period).value(), Language::en) == row.en);
    CHECK(said(time::Period::parse(row.period).value(), Language::pt_br) == row.pt);
  }
}
