#include "csx/metrics/account_key.hpp"

#include "acquisition.hpp"
#include "keys.hpp"

namespace csx::metrics {

std::vector<std::string> account_keys(const Facts& facts, const AccountFacts& account, time::Date day,
                                      std::span<const Dimension> by) {
  const Subject subject = acquisition::subject_of(account, day);
  std::vector<std::string> keys;
  Combined combined;
  for (const Dimension dimension : by) {
    const std::string_view key = key_of(facts, subject, dimension, {}, combined);
    keys.emplace_back(key.empty() ? k_unknown_key : key);
  }
  return keys;
}

bool admits_account(const Where& where, const Facts& facts, const AccountFacts& account, time::Date day) {
  return where.is_empty() || admits(where, acquisition::subject_of(account, day), facts);
}

}  // namespace csx::metrics
