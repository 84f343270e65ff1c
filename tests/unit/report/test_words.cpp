#include <doctest/doctest.h>

#include "csx/model/handoff.hpp"
#include "csx/report/words.hpp"

using namespace csx;
using model::Language;

TEST_CASE("numbers and sums as each language writes them") {
  struct Row {
    std::string_view number;
    std::string_view en;
    std::string_view pt;
  };
  for (const Row& row : {Row{"0", "0", "0"}, Row{"12", "12", "12"}, Row{"1200.00", "1,200.00", "1.200,00"},
                         Row{"-1234567.5", "-1,234,567.5", "-1.234.567,5"}, Row{"-100", "-100", "-100"},
                         Row{"999.999", "999.999", "999,999"}}) {
    CAPTURE(row.number);
    CHECK(report::said(*Decimal::parse(row.number), Language::en) == row.en);
    CHECK(report::said(*Decimal::parse(row.number), Language::pt_br) == row.pt);
  }
  const std::vector<Money> sums{{Decimal(150000, 2), *Currency::parse("BRL")},
                                {Decimal(5, 0), *Currency::parse("USD")}};
  CHECK(report::said(sums, Language::en) == "1,500.00 BRL + 5 USD");
  CHECK(report::said(std::vector<Money>{}, Language::en).empty());
}

TEST_CASE("instants are said in the workspace's zone, dates alone stay dates") {
  const time::Zone zone = time::Zone::find("America/Sao_Paulo").value();
  const auto at = [](std::string_view text) { return time::Timestamp::parse(text).value(); };
  CHECK(report::said(at("2026-03-02T13:12:59Z"), zone, Language::en) == "2026-03-02 10:12");
  CHECK(report::said(at("2026-03-02T01:05:00Z"), zone, Language::pt_br) == "01/03/2026 22:05");
  CHECK(report::said(at("2026-03-02"), zone, Language::pt_br) == "02/03/2026");
}

TEST_CASE("fields have a heading and a question in both languages") {
  CHECK(report::heading_of("context.why_now", Language::en) == "Why now");
  CHECK(report::heading_of("context.why_now", Language::pt_br) == "Por que agora");
  CHECK(report::question_of("context.why_now", Language::en) == "Why the customer bought now.");
  CHECK(report::question_of("context.contract.scope", Language::en) == "What is included.");
  CHECK(report::question_of("context.contract.scope", Language::pt_br) == "O que está incluído?");
  CHECK(report::heading_of("context.nothing", Language::en) == "context.nothing");
  CHECK(report::question_of("context.nothing", Language::en).empty());
}

TEST_CASE("every block of a handoff that people fill in has its words") {
  const auto has_words = [](const std::string& path) {
    CAPTURE(path);
    CHECK(report::heading_of(path, Language::en) != path);
    CHECK_FALSE(report::question_of(path, Language::pt_br).empty());
  };
  for (const model::Row& row : model::type_of<model::Handoff>.rows) {
    const std::string key(row.key);
    if (key == "id" || key == "account" || key == "type" || key == "from" || key == "to") {
      continue;
    }
    has_words(key);
    const model::Type& type = model::bare(*row.type);
    if (type.form == model::Form::record) {
      for (const model::Row& inner : type.rows) {
        has_words(key + "." + std::string(inner.key));
      }
    }
  }
}

TEST_CASE("words of vocabularies are said in the language, unknown ones as they are") {
  CHECK(report::said("kickoff-held", Language::pt_br) == "kickoff realizado");
  CHECK(report::said("kickoff-held", Language::en) == "kickoff held");
  CHECK(report::said("it", Language::pt_br) == "it");
  for (const model::Word& word : model::Words<model::HandoffEvent>::words) {
    CAPTURE(word.word);
    CHECK(report::said(word.word, Language::pt_br) != word.word);
  }
  for (const model::Word& word : model::Words<model::ReturnReason>::words) {
    CAPTURE(word.word);
    CHECK(report::said(word.word, Language::pt_br) != word.word);
  }
}
