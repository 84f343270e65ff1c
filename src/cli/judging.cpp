#include "judging.hpp"

#include "csx/base/text.hpp"
#include "csx/sla/lifecycle.hpp"
#include "reporting.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace csx::cli {

Option account_choice(std::optional<std::string>& id) {
  return {.names = "ACCOUNT",
          .value = {},
          .doc = "only this account; all unless said",
          .into = &id,
          .completes = Completes::account,
          .place = Option::Place::argument};
}

Result<Judging> open_judging(Context& context, const AccountChoice& choice, Wanted wanted) {
  Judging judging;
  Result<std::vector<metrics::Dimension>> by = read_dimensions(choice.by, Splits::accounts);
  if (!by) {
    return fail(std::move(by.error()));
  }
  judging.by = *std::move(by);
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  judging.session = *opened;
  const Session& session = *judging.session;
  const Result<metrics::Where> where = metrics::parse_where(choice.where, session.data);
  if (!where) {
    return fail(where.error());
  }
  judging.facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(judging.facts);
  if (choice.account) {
    const Result<const model::AnyRecord*> account = find_account(session.data, *choice.account);
    if (!account) {
      return fail(account.error());
    }
    judging.is_one = true;
    judging.accounts.push_back(judging.facts->find((*account)->as<model::Account>().id.value));
    return judging;
  }
  for (const metrics::AccountFacts& account : judging.facts->accounts()) {
    if ((wanted == Wanted::all || sla::pays_on(*account.account, session.today)) &&
        metrics::admits_account(*where, *judging.facts, account, session.today)) {
      judging.accounts.push_back(&account);
    }
  }
  return judging;
}

std::string score_text(const std::optional<Fraction>& score) {
  return score ? score->rounded(1) : std::string("n/a");
}

std::string percent_text(const std::optional<Fraction>& share) {
  return share ? (*share * Fraction(100)).rounded(0) + "%" : std::string();
}

Json decimal_json(const std::optional<Fraction>& number) {
  if (!number) {
    return nullptr;
  }
  std::string text = number->rounded(6);
  text.resize(text.find_last_not_of('0') + 1);
  text.resize(text.ends_with('.') ? text.size() - 1 : text.size());
  return Json::parse(text);
}

Json text_json(std::string_view text) {
  return text.empty() ? Json(nullptr) : Json(text);
}

void put_table(Context& context, const report::Table& table, std::string_view note) {
  const std::string_view format = context.format();
  if (format == "csv") {
    context.out = report::csv_of(table);
  } else if (format == "markdown") {
    context.out = report::markdown_of(table);
  } else if (!table.rows.empty()) {
    context.out += report::text_of(table, context.width());
  } else {
    context.note(note);
  }
}

}  // namespace csx::cli
