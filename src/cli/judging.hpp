#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "csx/metrics/account_key.hpp"
#include "csx/report/table.hpp"
#include "metric_options.hpp"
#include "session.hpp"

/// What the commands share that judge accounts: which they look at, how they are split, how figures are
/// written.
namespace csx::cli {

/// The account, the filter and the split that several commands take.
struct AccountChoice {
  std::optional<std::string> account;
  std::vector<std::string> where;
  std::vector<std::string> by;
};
Option account_choice(std::optional<std::string>& id);

/// A folder that was read, and what metrics know of it.
struct Judging {
  std::shared_ptr<const Session> session;
  std::shared_ptr<const metrics::Facts> facts;
  std::vector<metrics::Dimension> by;
  std::vector<const metrics::AccountFacts*> accounts;  ///< chosen; *order*: of the folder
  bool is_one = false;                                 ///< one account was named
};

/// Which accounts are looked at unless one is named.
enum class Wanted : unsigned char { all, paying };
/// Opens the folder. *Errors*: as of open_session; usage for an account or a filter that nothing matches.
Result<Judging> open_judging(Context& context, const AccountChoice& choice, Wanted wanted);

/// `72.5`, or `n/a`.
std::string score_text(const std::optional<Fraction>& score);
/// `83%`; empty for none.
std::string percent_text(const std::optional<Fraction>& share);
/// A fraction as a decimal text, or null.
Json decimal_json(const std::optional<Fraction>& number);
Json text_json(std::string_view text);  ///< null for an empty one

/// Puts a table into the context in the formats text, csv and markdown; `note` is said where it is empty.
void put_table(Context& context, const report::Table& table, std::string_view note);

}  // namespace csx::cli
