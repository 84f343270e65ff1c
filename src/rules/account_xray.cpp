#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "account_rules.hpp"
#include "csx/sla/service.hpp"

namespace csx::rules::account {

namespace {

using model::Account;
using model::AccountChannel;
using model::AnyRecord;

void no_xray(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.xray) {
      report.add(record, account.xray, "the paying account has no client X-ray");
    }
  });
}

void xray_stale(const Input& input, Report& report) {
  const sla::Versions versions = sla::main_versions(input.data);
  const model::Agreement* agreement = versions.on(input.today);
  if (agreement == nullptr || !agreement->thresholds || !agreement->thresholds->xray_stale_after) {
    return;
  }
  const time::Duration limit = *agreement->thresholds->xray_stale_after;
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.xray) {
      return;
    }
    const auto& reviewed = account.xray->reviewed_on;
    const auto stale = reviewed ? later(*reviewed, limit) : std::optional<time::Date>();
    if (!reviewed) {
      report.add(record, reviewed, "it is not said when the X-ray was last true");
    } else if (stale && *stale < input.today) {
      report.add(record, reviewed,
                 fmt::format("the X-ray was reviewed on {}, more than {} ago", reviewed->to_string(),
                             limit.to_string()));
    }
  });
}

void no_active_channel(const Input& input, Report& report) {
  each_active(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.xray || account.xray->channels.is_none()) {
      return;
    }
    const auto& channels = account.xray->channels.value;
    // A channel of which it is not said may be in use.
    const bool reachable = std::any_of(channels.begin(), channels.end(), [](const AccountChannel& channel) {
      return channel.active.value_or(true);
    });
    if (!reachable) {
      report.add(record, account.xray->channels,
                 channels.empty() ? "the X-ray names no channel by which the customer is reached"
                                  : "none of the customer's channels is active");
    }
  });
}

void no_timezone(const Input& input, Report& report) {
  each_account(input, [&](const AnyRecord& record, const Account& account) {
    if (!account.xray || account.xray->working_hours.empty() ||
        (account.profile && account.profile->timezone)) {
      return;
    }
    if (account.profile) {
      report.add(record, account.profile->timezone,
                 "the customer's working hours are known, its time zone is not");
    } else {
      report.add(record, account.profile, "the customer's working hours are known, its time zone is not");
    }
  });
}

constexpr auto k_xray_rules = std::to_array<Rule>({
    {"account/no-xray", Severity::note, "There is a client X-ray of every paying account.",
     "The X-ray (Raio-X) shows a client at a glance: its users, its need of today, its hours, the channel on "
     "which it answers. A remote team works from it; without it everybody asks the same questions again.",
     "Add `xray:` with `reviewed_on`, `working_hours`, `channels`, `users` and `current_need`", no_xray},
    {"account/xray-stale", Severity::warning, "The client X-ray is of today.",
     "Companies change: people leave, offices close, needs move. The agreement says after how long an X-ray "
     "has "
     "to be looked at again; an old one sends messages to a telephone that nobody answers.",
     "Review it with the customer and set `xray.reviewed_on`", xray_stale},
    {"account/no-active-channel", Severity::warning, "It is known on which channel the customer answers.",
     "When people work from home the company's telephone is not there. A customer without an active channel "
     "cannot be helped before it complains, nor reached when its renewal comes.",
     "Add `channels: [{kind: message, address: …, active: true}]`", no_active_channel},
    {"account/no-timezone", Severity::note, "Where working hours are known, their time zone is known.",
     "Customer and team need some hours of overlap each day. Hours without a zone cannot be laid over "
     "anybody "
     "else's.",
     "Add `profile: {timezone: America/Sao_Paulo}` or the customer's zone", no_timezone},
});

}  // namespace

std::span<const Rule> xray_rules() {
  return k_xray_rules;
}

}  // namespace csx::rules::account
