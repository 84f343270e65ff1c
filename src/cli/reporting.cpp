#include "reporting.hpp"

#include "csx/base/text.hpp"
#include "csx/model/account.hpp"
#include "language.hpp"

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

}  // namespace csx::cli
