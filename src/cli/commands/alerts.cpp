#include "../alert_texts.hpp"
#include "../exit_code.hpp"
#include "../judging.hpp"
#include "csx/base/text.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>

namespace csx::cli {
namespace {

using metrics::Aim;
using metrics::Alert;
using metrics::Alerts;

constexpr std::array<std::string_view, 7> k_alerts_formats{"text",  "json",  "csv",     "markdown",
                                                           "email", "slack", "telegram"};
constexpr std::array<std::string_view, 4> k_aims{"retention", "expansion", "referral", "agreement"};

struct AlertsOptions {
  std::optional<std::string> owner;
  std::optional<std::string> account;
  std::vector<std::string> kinds;
  std::optional<std::string> aim;
  std::optional<std::string> since;
  bool evidence = false;
  std::vector<std::string> fail_on;
};

void declare(AlertsOptions& options, Options& out) {
  out.push_back({.names = "--owner",
                 .value = "PERSON",
                 .doc = "show only those of this person; empty for those of nobody",
                 .into = &options.owner,
                 .completes = Completes::person});
  out.push_back({.names = "--account",
                 .value = "ID",
                 .doc = "show only those about this account, its handoffs and journal",
                 .into = &options.account,
                 .completes = Completes::account});
  out.push_back({.names = "--kind",
                 .value = "A,B",
                 .doc = "show only these kinds, such as renewal or health-drop; may be repeated",
                 .into = &options.kinds});
  out.push_back({.names = "--for",
                 .value = "AIM",
                 .doc = "show only what serves this aim",
                 .into = &options.aim,
                 .choices = k_aims});
  out.push_back(
      {.names = "--since",
       .value = "DATE",
       .doc = "compare health with the end of this day; the agreement's audit_every ago unless given",
       .into = &options.since});
  out.push_back({.names = "--evidence",
                 .value = {},
                 .doc = "show the records behind each alert",
                 .into = &options.evidence});
  out.push_back(
      {.names = "--fail-on",
       .value = "A,B",
       .doc = "end with 1 where there is an alert of this kind or aim, an overdue one (overdue), or any "
              "(any), shown or not",
       .into = &options.fail_on});
}

/// The words of options that take several.
std::vector<std::string> words_of(const std::vector<std::string>& texts) {
  std::vector<std::string> words;
  for (const std::string& text : texts) {
    for (const std::string_view part : split(text, ',')) {
      words.emplace_back(trim(part));
    }
  }
  return words;
}

Status check_words(std::string_view option, const std::vector<std::string>& words,
                   std::vector<std::string_view> more) {
  std::vector<std::string_view> known;
  for (const model::Word& kind : model::Words<model::AlertKind>::words) {
    known.push_back(kind.word);
  }
  known.insert(known.end(), more.begin(), more.end());
  for (const std::string& word : words) {
    if (std::ranges::find(known, word) == known.end()) {
      return fail(
          ErrorKind::usage,
          fmt::format("{} {} is no kind of alert{}", option, csx::quoted(word), did_you_mean(word, known)),
          {fmt::format("write {}", enumerate(known, "or"))});
    }
  }
  return {};
}

bool is_named(const Alert& alert, const std::vector<std::string>& words) {
  return std::ranges::any_of(words, [&](const std::string& word) {
    return word == model::word(alert.kind) || word == metrics::word(alert.aim) || word == "any" ||
           (word == "overdue" && alert.is_overdue);
  });
}

std::vector<const Alert*> shown(const Alerts& all, const AlertsOptions& options,
                                const std::vector<std::string>& kinds) {
  std::vector<const Alert*> alerts;
  for (const Alert& alert : all.alerts) {
    const bool is_of = !options.account ||
                       (alert.account != nullptr && alert.account->account->id.value == *options.account);
    if (is_of && (!options.owner || alert.owner == *options.owner) &&
        (!options.aim || metrics::word(alert.aim) == *options.aim) &&
        (kinds.empty() || is_named(alert, kinds))) {
      alerts.push_back(&alert);
    }
  }
  return alerts;
}

void put_text(Context& context, const metrics::Facts& facts, const std::vector<OwnedAlerts>& owned,
              bool evidence) {
  for (const OwnedAlerts& each : owned) {
    context.out += fmt::format("{}{}\n", context.out.empty() ? "" : "\n", owner_line(each));
    context.out += report::text_of(alert_table(facts, each.alerts, evidence), context.width());
  }
  if (owned.empty()) {
    context.note("no alerts");
  }
}

void put_json(Context& context, const Session& session, const metrics::Facts& facts,
              const std::vector<OwnedAlerts>& owned, const Alerts& all) {
  Json owners = Json::array();
  for (const OwnedAlerts& each : owned) {
    Json alerts = Json::array();
    for (const Alert* alert : each.alerts) {
      alerts.push_back(alert_json(facts, *alert));
    }
    owners.push_back({{"owner", text_json(each.owner)},
                      {"name", each.person != nullptr ? Json(each.person->name) : Json(nullptr)},
                      {"email", each.person != nullptr && each.person->email ? Json(each.person->email->value)
                                                                             : Json(nullptr)},
                      {"overdue", each.overdue()},
                      {"alerts", std::move(alerts)}});
  }
  Json unjudged = Json::array();
  for (const metrics::Unjudged& each : all.unjudged) {
    unjudged.push_back({{"alert", model::word(each.kind)}, {"why", each.why}});
  }
  context.out = report::to_text(report::envelope(
      header_of(context, session), Json{{"owners", std::move(owners)}, {"not_judged", std::move(unjudged)}}));
}

void put_letters(Context& context, const metrics::Facts& facts, const std::vector<OwnedAlerts>& owned) {
  context.out = letters(facts, owned);
  for (const OwnedAlerts& each : owned) {
    if (!each.owner.empty() && (each.person == nullptr || !each.person->email)) {
      context.note(fmt::format("{} has no e-mail address: that letter has no To", each.owner));
    }
  }
}

Status check_names(const AlertsOptions& options, const store::Dataset& data) {
  const auto check = [&](const std::optional<std::string>& id, std::string_view option,
                         std::string_view noun) -> Status {
    if (!id || id->empty() || data.has_id(noun, *id)) {
      return {};
    }
    return fail(ErrorKind::usage, fmt::format("{} {} is no {} of this folder{}", option, csx::quoted(*id),
                                              noun, did_you_mean(*id, data.ids(noun))));
  };
  const Status owner = check(options.owner, "--owner", "person");
  return owner ? check(options.account, "--account", "account") : owner;
}

Result<int> run(const AlertsOptions& options, Context& context) {
  const std::vector<std::string> kinds = words_of(options.kinds);
  const std::vector<std::string> fail_on = words_of(options.fail_on);
  if (Status known = check_words("--kind", kinds, {}); !known) {
    return fail(std::move(known.error()));
  }
  std::vector<std::string_view> more(k_aims.begin(), k_aims.end());
  more.insert(more.end(), {"overdue", "any"});
  if (Status known = check_words("--fail-on", fail_on, more); !known) {
    return fail(std::move(known.error()));
  }
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  if (Status known = check_names(options, session.data); !known) {
    return fail(std::move(known.error()));
  }
  metrics::AlertOptions wanted;
  if (options.since) {
    const auto since = time::Date::parse(*options.since);
    if (!since || *since >= session.today) {
      return fail(ErrorKind::usage,
                  fmt::format("--since {} is {}", csx::quoted(*options.since),
                              since ? "not before the as-of date" : "no date: " + since.error()));
    }
    wanted.since = *since;
  }
  const auto facts = std::make_shared<const metrics::Facts>(session.data, session.as_of);
  context.keep(facts);
  const Alerts all = metrics::alerts_at(*facts, wanted);
  const std::vector<const Alert*> alerts = shown(all, options, kinds);
  const std::vector<OwnedAlerts> owned = by_owner(alerts, *facts);
  const std::string_view format = context.format();
  if (format == "json") {
    put_json(context, session, *facts, owned, all);
  } else if (format == "csv" || format == "markdown") {
    put_table(context, alert_rows(*facts, alerts), "no alerts");
  } else if (format == "email") {
    put_letters(context, *facts, owned);
  } else if (format == "slack" || format == "telegram") {
    context.out = chat_messages(format == "slack" ? Chat::slack : Chat::telegram, *facts, owned);
  } else {
    put_text(context, *facts, owned, options.evidence);
  }
  if (format == "text") {
    for (const metrics::Unjudged& each : all.unjudged) {
      context.note(fmt::format("{} not judged: {}", model::word(each.kind), each.why));
    }
  }
  const bool fails =
      std::ranges::any_of(all.alerts, [&](const Alert& alert) { return is_named(alert, fail_on); });
  return fails ? 1 : 0;
}

constexpr std::array<Example, 5> k_alerts_examples{
    {{"csx alerts", "what needs a person now, by owner"},
     {"csx alerts --owner carla --for retention", "what one CSM must save today"},
     {"csx alerts --kind renewal,health-drop --evidence", "two kinds, with the records behind them"},
     {"csx alerts --format slack --output alerts.jsonl",
      "a message payload a line, for a script that posts them"},
     {"csx alerts --fail-on detractor,overdue-payment -q", "end with 1 where one of these waits"}}};

}  // namespace

const Command k_alerts{
    .name = "alerts",
    .group = Group::look,
    .summary = "what needs a person now: owner, due instant, evidence, suggested playbook",
    .effect = Effect::reads,
    .about =
        "Clocks in warning or breached, feedback that waits, overdue payments, health that fell into a lower "
        "band, "
        "contacts and value overdue, renewals within their notice, promises not delivered, stale success "
        "definitions and X-rays, difficult customers, full portfolios, agreements to be reviewed or audited, "
        "open "
        "opinions and overdue actions. Retention comes first, then expansion, then referral, then what keeps "
        "the "
        "agreement alive. Limits are the agreement's: what it does not state is not judged, and said. csx "
        "itself "
        "sends nothing.",
    .formats = k_alerts_formats,
    .examples = k_alerts_examples,
    .exit_one = "an alert that --fail-on names",
    .prepare = prepare<AlertsOptions, declare, run>};

}  // namespace csx::cli
