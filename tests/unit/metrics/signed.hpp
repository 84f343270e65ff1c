#pragma once

#include <string>
#include <string_view>
#include <utility>

#include "csx/model/write.hpp"
#include "folder.hpp"

namespace csx::metrics::testing {

/// A workspace with the main agreement `x` and the calendar `br`.
inline constexpr std::string_view k_agreed =
    "kind: workspace\nname: W\nformat: 1\ncurrency: BRL\ntimezone: America/Sao_Paulo\ncalendar: br\n"
    "main_agreement: x\ndefinitions: {csat_scale: {min: 1, max: 5}}\n";

/// 09:00 to 12:00 and 13:00 to 18:00 from Monday to Friday.
inline std::pair<std::string, std::string> calendar() {
  return {"calendars/br.yaml",
          "kind: calendar\nid: br\ntimezone: America/Sao_Paulo\nhours:\n"
          "  mon: [\"09:00-12:00\", \"13:00-18:00\"]\n  tue: [\"09:00-12:00\", \"13:00-18:00\"]\n"
          "  wed: [\"09:00-12:00\", \"13:00-18:00\"]\n  thu: [\"09:00-12:00\", \"13:00-18:00\"]\n"
          "  fri: [\"09:00-12:00\", \"13:00-18:00\"]\n"};
}

/// The agreement `x` between cs and support, in force since 2026, with further keys; signed by both.
inline std::pair<std::string, std::string> agreement(std::string_view keys) {
  std::string text = fmt::format(
      "kind: agreement\nid: x\nversion: 1\ntitle: X\nbetween: [cs, support]\neffective_from: 2026-01-01\n{}",
      keys);
  const auto tree = store::memory_tree({{"csx.yaml", std::string(k_workspace)}, {"x.yaml", text}});
  const auto data = store::load(*tree, {.threads = 1});
  REQUIRE(data);
  const model::AnyRecord* record = data->find("agreement", "x");
  REQUIRE(record != nullptr);
  const std::string digest = model::content_digest(record->value());
  text += fmt::format(
      "approvals:\n  - {{area: cs, by: bia, date: 2025-12-20, of: \"{0}\"}}\n"
      "  - {{area: support, by: sam, date: 2025-12-20, of: \"{0}\"}}\n",
      digest);
  return {"agreements/x.yaml", text};
}

/// A journal of an account; entries in flow style, ids are `ACCOUNT-0`, `ACCOUNT-1`…
inline std::pair<std::string, std::string> journal(std::string_view account,
                                                   const std::vector<std::string>& entries) {
  std::string text = fmt::format("kind: journal\naccount: {}\nentries:\n", account);
  for (std::size_t i = 0; i < entries.size(); ++i) {
    text += fmt::format("  - {{id: {}-{}, {}}}\n", account, i, entries[i]);
  }
  return {fmt::format("accounts/{}/journal/2026-10.yaml", account), text};
}

inline std::pair<std::string, std::string> people() {
  return {"people.yaml",
          "kind: person\nid: bia\nname: Bia\narea: cs\ncalendar: br\n---\nkind: person\nid: sam\nname: Sam\n"
          "area: support\nspecialties: [pdv]\n"};
}

/// These files, the calendar `br` and both people.
inline Folder agreed(Files files, std::string_view as_of = "2026-11-20",
                     std::string_view workspace = k_agreed) {
  files.push_back(calendar());
  files.push_back(people());
  return {std::move(files), as_of, workspace};
}

/// Keys of an account that has paid for erp since 2026 began.
inline std::string pays(std::string_view price = "100.00 BRL") {
  return buys("start_on: 2026-01-01", price);
}

}  // namespace csx::metrics::testing
