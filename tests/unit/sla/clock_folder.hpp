#pragma once

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <string>
#include <string_view>
#include <vector>

#include "csx/model/write.hpp"
#include "csx/sla/clock.hpp"
#include "csx/store/dataset.hpp"
#include "folder.hpp"

/// Folders in which clocks run: one calendar, people, one account, agreements that are signed as they should
/// be.
namespace csx::sla::testing {

/// 09:00 to 12:00 and 13:00 to 18:00 from Monday to Friday; 2026-11-20, a Friday, is a holiday.
inline constexpr std::string_view k_calendar =
    "kind: calendar\nid: br\ntimezone: America/Sao_Paulo\nhours:\n"
    "  mon: [\"09:00-12:00\", \"13:00-18:00\"]\n  tue: [\"09:00-12:00\", \"13:00-18:00\"]\n"
    "  wed: [\"09:00-12:00\", \"13:00-18:00\"]\n  thu: [\"09:00-12:00\", \"13:00-18:00\"]\n"
    "  fri: [\"09:00-12:00\", \"13:00-18:00\"]\n"
    "holidays: [{date: 2026-11-20, name: Zumbi}]\n";
/// 08:00 to 10:00, every day.
inline constexpr std::string_view k_early =
    "kind: calendar\nid: early\ntimezone: America/Sao_Paulo\nhours:\n"
    "  mon: [\"08:00-10:00\"]\n  tue: [\"08:00-10:00\"]\n  wed: [\"08:00-10:00\"]\n  thu: [\"08:00-10:00\"]\n"
    "  fri: [\"08:00-10:00\"]\n  sat: [\"08:00-10:00\"]\n  sun: [\"08:00-10:00\"]\n";
inline constexpr std::string_view k_people =
    "kind: person\nid: ana\nname: Ana\narea: sales\n---\nkind: person\nid: bruno\nname: Bruno\narea: cs\n"
    "---\nkind: person\nid: eva\nname: Eva\narea: cs\ncalendar: early\n"
    "---\nkind: person\nid: vitor\nname: Vitor\narea: support\n";

/// An agreement from sales to cs; the commitments are items of a list, indented by four.
struct Version {
  int number = 1;
  std::string from = "2026-01-01";
  std::string commitments;
  std::string more = "";  ///< further keys
  enum class Approval : unsigned char { both, none } approval = Approval::both;
  std::string id = "sc";
  /// Tiers and touch models.
  std::string service =
      "tiers:\n  - {id: a, rank: 1, touch_model: high-touch}\n  - {id: b, rank: 2, touch_model: mid-touch}\n"
      "touch_models: [{id: high-touch, cadence: 15d}, {id: mid-touch, cadence: 30d}]\n";
};

inline std::string text_of(const Version& version, std::string_view approvals) {
  return fmt::format(
      "kind: agreement\nid: {}\nversion: {}\ntitle: T\nbetween: [sales, cs]\neffective_from: {}\n{}{}{}"
      "commitments:\n{}",
      version.id, version.number, version.from, approvals, version.more, version.service,
      version.commitments);
}

/// With the digest of its text, which only loading tells.
inline std::string signed_text(const Version& version) {
  if (version.approval == Version::Approval::none) {
    return text_of(version, "");
  }
  const auto tree =
      store::memory_tree({{"csx.yaml", std::string(k_workspace)}, {"a.yaml", text_of(version, "")}});
  const auto data = store::load(*tree);
  REQUIRE(data);
  const auto* agreement = data->get<model::Agreement>(fmt::format("{}@{}", version.id, version.number));
  REQUIRE_MESSAGE(agreement != nullptr, "the agreement cannot be read");
  for (const auto& finding : data->findings()) {
    FAIL_CHECK(finding.message);
  }
  const std::string digest = model::content_digest(agreement);
  return text_of(version, fmt::format("approvals:\n  - {{area: sales, by: ana, date: 2025-12-01, of: {0}}}\n"
                                      "  - {{area: cs, by: bruno, date: 2025-12-01, of: {0}}}\n",
                                      digest));
}

/// What a folder holds beside calendars and people.
struct Parts {
  std::vector<Version> versions;
  std::string account = "tier: a\nowners: {sales: ana, csm: bruno}\n";  ///< keys of the account
  std::string handoff = "";  ///< timeline events, `  - {…}` each; none: no handoff
  std::string keys = "";     ///< further keys of the handoff
  std::string type = "sales-to-cs";
  std::string journal = "";  ///< entries of the account
  std::string workspace = "calendar: br\nmain_agreement: sc\n";
};

inline store::Dataset folder(const Parts& parts) {
  Files files{{"csx.yaml", std::string(k_workspace) + parts.workspace},
              {"calendars/br.yaml", std::string(k_calendar)},
              {"calendars/early.yaml", std::string(k_early)},
              {"people.yaml", std::string(k_people)},
              {"accounts/a/account.yaml", "kind: account\nid: a\nname: A\n" + parts.account}};
  for (const Version& version : parts.versions) {
    files.emplace_back(fmt::format("agreements/{}.v{}.yaml", version.id, version.number),
                       signed_text(version));
  }
  if (!parts.handoff.empty()) {
    files.emplace_back(
        "accounts/a/handoffs/h.yaml",
        fmt::format("kind: handoff\nid: h\naccount: a\ntype: {}\nfrom: {{area: sales, person: ana}}\n"
                    "to: {{area: cs, person: bruno}}\n{}timeline:\n{}",
                    parts.type, parts.keys, parts.handoff));
  }
  if (!parts.journal.empty()) {
    files.emplace_back("accounts/a/journal/2026-11.yaml",
                       "kind: journal\naccount: a\nentries:\n" + parts.journal);
  }
  const auto tree = store::memory_tree(std::move(files));
  auto data = store::load(*tree);
  REQUIRE(data);
  for (const auto& finding : data->findings()) {
    FAIL_CHECK(finding.place.file << finding.place.pointer << ": " << finding.message);
  }
  return *std::move(data);
}

inline time::Instant at(std::string_view text,
                        const time::Zone& zone = *time::Zone::find("America/Sao_Paulo")) {
  const auto parsed = time::Timestamp::parse(text);
  REQUIRE_MESSAGE(parsed, std::string(text));
  return zone.resolve(*parsed);
}

/// `met`, or `n/a: no row …`.
inline std::string said(const Clock& clock) {
  std::string text(word(clock.state));
  return clock.reason == ClockReason::none ? text : fmt::format("{} ({})", text, reason_text(clock));
}

/// `2026-11-19T18:00`; empty for none.
inline std::string local(const std::optional<time::Instant>& instant) {
  return instant ? time::Zone::find("America/Sao_Paulo")->format(*instant).substr(0, 16) : std::string();
}

/// Every clock of a commitment as `state deadline`, by instance.
inline std::vector<std::string> states(const Parts& parts, std::string_view as_of,
                                       std::string_view commitment = "c") {
  const store::Dataset data = folder(parts);
  std::vector<std::string> found;
  for (const Clock& clock : clocks_at(data, at(as_of)).clocks) {
    if (clock.commitment->id.value == commitment) {
      found.push_back(fmt::format("{}{}{}", said(clock), clock.deadline ? " " : "", local(clock.deadline)));
    }
  }
  return found;
}

using Lines = std::vector<std::string>;

}  // namespace csx::sla::testing
