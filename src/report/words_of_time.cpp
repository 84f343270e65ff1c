#include <fmt/format.h>

#include <array>
#include <chrono>

#include "csx/report/words.hpp"

// Durations, periods and conditions in words.
namespace csx::report {
namespace {

using model::Language;
using time::Duration;

struct Counted {
  Phrase one;
  Phrase many;
};

Counted unit_of(Duration::Unit unit) {
  switch (unit) {
    case Duration::Unit::minutes:
      return {{"minute", "minuto"}, {"minutes", "minutos"}};
    case Duration::Unit::hours:
      return {{"hour", "hora"}, {"hours", "horas"}};
    case Duration::Unit::business_minutes:
      return {{"business minute", "minuto útil"}, {"business minutes", "minutos úteis"}};
    case Duration::Unit::business_hours:
      return {{"business hour", "hora útil"}, {"business hours", "horas úteis"}};
    case Duration::Unit::days:
      return {{"day", "dia"}, {"days", "dias"}};
    case Duration::Unit::weeks:
      return {{"week", "semana"}, {"weeks", "semanas"}};
    case Duration::Unit::months:
      return {{"month", "mês"}, {"months", "meses"}};
    case Duration::Unit::quarters:
      return {{"quarter", "trimestre"}, {"quarters", "trimestres"}};
    case Duration::Unit::years:
      return {{"year", "ano"}, {"years", "anos"}};
    case Duration::Unit::business_days:
      return {{"business day", "dia útil"}, {"business days", "dias úteis"}};
  }
  return {};
}

std::string said_operand(const model::Operand& operand, Language language) {
  switch (operand.kind) {
    case model::Operand::Kind::number:
      return said(operand.number, language);
    case model::Operand::Kind::share:
      return said(operand.number, language) + "%";
    case model::Operand::Kind::money:
      return said(Money{operand.number, operand.currency}, language);
    case model::Operand::Kind::duration:
      return said(operand.duration, language);
    case model::Operand::Kind::word:
      return std::string(said(operand.word, language));
  }
  return {};
}

Phrase operator_of(model::Condition::Operator op) {
  using Operator = model::Condition::Operator;
  switch (op) {
    case Operator::less:
      return {"less than {}", "menos de {}"};
    case Operator::at_most:
      return {"at most {}", "no máximo {}"};
    case Operator::equal:
      return {"{}", "{}"};
    case Operator::not_equal:
      return {"other than {}", "diferente de {}"};
    case Operator::at_least:
      return {"at least {}", "no mínimo {}"};
    case Operator::greater:
      return {"more than {}", "mais de {}"};
    case Operator::between:
      return {"between {} and {}", "entre {} e {}"};
  }
  return {};
}

constexpr std::array<Phrase, 12> k_name_months{
    Phrase{"January", "janeiro"}, Phrase{"February", "fevereiro"}, Phrase{"March", "março"},
    Phrase{"April", "abril"},     Phrase{"May", "maio"},           Phrase{"June", "junho"},
    Phrase{"July", "julho"},      Phrase{"August", "agosto"},      Phrase{"September", "setembro"},
    Phrase{"October", "outubro"}, Phrase{"November", "novembro"},  Phrase{"December", "dezembro"}};
constexpr std::array<Phrase, 4> k_quarters{
    Phrase{"1st quarter of {}", "1º trimestre de {}"}, Phrase{"2nd quarter of {}", "2º trimestre de {}"},
    Phrase{"3rd quarter of {}", "3º trimestre de {}"}, Phrase{"4th quarter of {}", "4º trimestre de {}"}};

bool is_whole(const time::Period& period, unsigned first_month, unsigned last_month) {
  const auto first = period.first.ymd();
  const auto last = period.last.ymd();
  const std::chrono::year_month_day_last end{first.year() / std::chrono::month(last_month) /
                                             std::chrono::last};
  return first.year() == last.year() && unsigned(first.month()) == first_month &&
         unsigned(first.day()) == 1 && unsigned(last.month()) == last_month && last.day() == end.day();
}

}  // namespace

std::string said(const model::Share& share, Language language) {
  return said(share.percent, language) + "%";
}

std::string said(const Duration& duration, Language language) {
  const Counted unit = unit_of(duration.unit);
  const Phrase& word = duration.count == 1 ? unit.one : unit.many;
  return fmt::format("{} {}", said(Decimal(duration.count, 0), language), word.in(language));
}

std::string said(const model::Condition& condition, Language language) {
  return fmt::format(fmt::runtime(operator_of(condition.op).in(language)),
                     said_operand(condition.low, language), said_operand(condition.high, language));
}

std::string said(const model::Goal& goal, Language language) {
  return goal.bare_share ? said_operand(goal.condition.low, language) : said(goal.condition, language);
}

std::string said(const time::Period& period, Language language) {
  const auto first = period.first.ymd();
  const int year = static_cast<int>(first.year());
  const unsigned month = static_cast<unsigned>(first.month());
  if (is_whole(period, 1, 12)) {
    return std::to_string(year);
  }
  if (is_whole(period, month, month)) {
    return fmt::format(fmt::runtime(language == Language::en ? "{} {}" : "{} de {}"),
                       k_name_months[month - 1].in(language), year);
  }
  if (month % 3 == 1 && is_whole(period, month, month + 2)) {
    return fmt::format(fmt::runtime(k_quarters[month / 3].in(language)), year);
  }
  return period.first == period.last
             ? said(period.first, language)
             : fmt::format(fmt::runtime(language == Language::en ? "{} to {}" : "{} a {}"),
                           said(period.first, language), said(period.last, language));
}

}  // namespace csx::report
