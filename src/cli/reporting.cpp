#include "reporting.hpp"

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "document.hpp"
#include "language.hpp"
#include "period_option.hpp"

namespace csx::cli {

Result<std::shared_ptr<const Reporting>> open_reporting(Context& context, ClocksWanted wanted) {
  Result<std::shared_ptr<const Session>> session = open_session(context);
  if (!session) {
    return fail(std::move(session.error()));
  }
  sla::Clocks clocks;
  if (wanted == ClocksWanted::all) {
    clocks = sla::clocks_at((*session)->data, (*session)->as_of);
  }
  const model::Language language = language_of(context, (*session)->data.workspace());
  auto reporting = std::make_shared<const Reporting>(std::move(*session), std::move(clocks), language);
  context.keep(reporting);
  return reporting;
}

Result<std::shared_ptr<const Measuring>> open_measuring(Context& context) {
  Result<std::shared_ptr<const Session>> session = open_session(context);
  if (!session) {
    return fail(std::move(session.error()));
  }
  const model::Language language = language_of(context, (*session)->data.workspace());
  auto measuring = std::make_shared<const Measuring>(std::move(*session), language);
  context.keep(measuring);
  return measuring;
}

Result<time::Period> read_begun_period(const std::optional<std::string>& said, std::string_view otherwise,
                                       time::Date today) {
  Result<time::Period> period = read_period(said, otherwise, today);
  if (period && period->first > today) {
    return fail(ErrorKind::usage,
                fmt::format("the period {} begins after {}", period->to_string(), today.to_string()),
                {"a report tells what happened: give a period that has begun"});
  }
  return period;
}

Option account_argument(std::optional<std::string>& id) {
  return {.names = "ACCOUNT",
          .value = {},
          .doc = "id of the account",
          .into = &id,
          .completes = Completes::account,
          .place = Option::Place::argument,
          .need = Option::Need::required};
}

Result<const model::AnyRecord*> find_account(const store::Dataset& data, std::string_view id) {
  constexpr std::string_view k_kind = "account/";
  id.remove_prefix(id.starts_with(k_kind) ? k_kind.size() : 0);
  if (const model::AnyRecord* account = data.usable<model::Account>(id)) {
    return account;
  }
  if (data.find("account", id) != nullptr) {
    return fail(ErrorKind::io, fmt::format("account {} cannot be read", csx::quoted(id)),
                {"run `csx check` for what is wrong with it"});
  }
  return fail(ErrorKind::usage,
              fmt::format("{} is no account of this folder{}", csx::quoted(id),
                          did_you_mean(id, data.ids("account"))),
              {"`csx list account` lists them"});
}

Status put_account_report(Context& context, std::string_view account, ClocksWanted wanted,
                          report::Blocks (*write)(const report::ReportInput&, const model::AnyRecord&)) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<const model::AnyRecord*> found = find_account(session.data, account);
  if (!found) {
    return fail(found.error());
  }
  sla::Clocks clocks;
  if (wanted == ClocksWanted::all) {
    clocks =
        sla::clocks_at(session.data, session.as_of, {.account = (*found)->as<model::Account>().id.value});
  }
  put_document(context, session,
               write({session.data, clocks, session.as_of, session.today,
                      language_of(context, session.data.workspace())},
                     **found));
  return {};
}

}  // namespace csx::cli
