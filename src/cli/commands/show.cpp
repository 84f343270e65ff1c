#include "../account_scores.hpp"
#include "../clock_rows.hpp"
#include "../derived.hpp"
#include "../help.hpp"
#include "../judging.hpp"
#include "../render.hpp"
#include "../resolve.hpp"
#include "../scores.hpp"
#include "csx/base/text.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/write.hpp"
#include "csx/sla/handoff_state.hpp"
#include "csx/sla/lifecycle.hpp"
#include "table.hpp"

#include <nlohmann/json.hpp>

#include <array>

namespace csx::cli {
namespace {

constexpr std::array<std::string_view, 2> k_show_formats{"text", "json"};

struct ShowOptions {
  std::optional<std::string> ref;
};

void declare(ShowOptions& options, Options& out) {
  out.push_back({.names = "REF",
                 .value = {},
                 .doc = "kind/id, a unique id, or a part: segment/mid-market, account/aurora/promise/p1",
                 .into = &options.ref,
                 .completes = Completes::record,
                 .place = Option::Place::argument,
                 .need = Option::Need::required});
}

/// What follows from the records.
struct Fact {
  std::string name;
  std::vector<std::string> lines;
  /// A note is a list that JSON tells elsewhere.
  enum class Form : unsigned char { one, list, note } form = Form::one;
  Json json;  ///< instead of the lines, where it is not null
};
using FactList = std::vector<Fact>;

void add_account_facts(FactList& facts, const model::Account& account, const Session& session) {
  const auto handoffs = session.data.handoffs_of(account.id.value);
  const auto live = sla::live_since(account, handoffs, session.today, session.data.zone());
  if (live) {
    facts.push_back({.name = "live_since", .lines = {live->to_string()}, .json = {}});
  }
  std::vector<std::string> lines;
  for (const model::AnyRecord* record : handoffs) {
    const auto& handoff = record->as<model::Handoff>();
    lines.push_back(fmt::format("{}: {}, {}", handoff.id.value, word(handoff.type),
                                word(sla::state_at(handoff, session.as_of, session.data.zone()))));
  }
  if (!lines.empty()) {
    facts.push_back({"handoffs", std::move(lines), Fact::Form::list, {}});
  }
}

/// The score, its band and what is known of it, then what it could not count. Nothing where the agreement
/// does not say how it is scored.
template <class Score>
void add_score(FactList& facts, std::string_view name, const Score& score) {
  const metrics::WeightedScore& total = score.total;
  Json missing = Json::array();
  std::vector<std::string> lines;
  for (const metrics::ScoredPart& part : score.parts) {
    if (!part.score) {
      lines.push_back(fmt::format("{}: {}", part.name, part.why));
      missing.push_back({{"name", part.name}, {"why", part.why}});
    }
  }
  std::string text = score_text(total.score);
  if (score.band != nullptr) {
    text += fmt::format(", {}", band_text(score.band));
  }
  if (const std::string remark = remark_of(score); !remark.empty()) {
    text += fmt::format("{} {}", total.score ? "," : ":", remark);
  }
  if (total.score && total.coverage && !lines.empty()) {
    text += fmt::format("; {} of the weight is known", percent_text(total.coverage));
  }
  facts.push_back({.name = std::string(name),
                   .lines = {std::move(text)},
                   .json = {{"score", decimal_json(total.score)},
                            {"band", score.band != nullptr ? Json(score.band->id.value) : Json(nullptr)},
                            {"coverage", decimal_json(total.coverage)},
                            {"why", text_json(remark_of(score))},
                            {"missing", std::move(missing)}}});
  if (!lines.empty()) {
    facts.push_back({fmt::format("{}_missing", name), std::move(lines), Fact::Form::note, {}});
  }
}

void add_scores(FactList& facts, const model::Account& account, const Session& session) {
  const metrics::Fit& fit = scores_of(session).fit(account);
  if (fit.model != nullptr) {
    add_score(facts, "fit", fit);
  }
  const metrics::Health* health = scores_of(session).health(account);
  if (health != nullptr && !health->parts.empty()) {
    add_score(facts, "health", *health);
  }
}

void add_handoff_facts(FactList& facts, const model::Handoff& handoff, const Session& session) {
  const sla::HandoffState state = sla::state_at(handoff, session.as_of, session.data.zone());
  std::vector<std::string> next;
  for (const model::HandoffEvent event : sla::allowed_from(state, handoff.type)) {
    next.emplace_back(word(event));
  }
  if (!next.empty()) {
    facts.push_back({"may_follow", std::move(next), Fact::Form::list, {}});
  }
}

FactList facts_of(const Named& named, const Session& session) {
  FactList facts;
  for (const Derived* each : derived_of(named.subject)) {
    if (each->shown == Derived::Shown::when_asked) {
      continue;
    }
    if (auto text = each->derive(named.subject, named.item, session)) {
      facts.push_back({.name = std::string(each->name), .lines = {std::move(*text)}, .json = {}});
    }
  }
  if (named.subject.kind == &model::kind_of<model::Account>()) {
    add_account_facts(facts, named.item.record->as<model::Account>(), session);
    add_scores(facts, named.item.record->as<model::Account>(), session);
  }
  if (named.subject.kind == &model::kind_of<model::Handoff>()) {
    add_handoff_facts(facts, named.item.record->as<model::Handoff>(), session);
  }
  return facts;
}

/// The latest clock of each commitment to an account or a handoff.
void add_clocks(FactList& facts, const Named& named, const Session& session) {
  const bool has_clocks = named.subject.kind == &model::kind_of<model::Account>() ||
                          named.subject.kind == &model::kind_of<model::Handoff>();
  const auto subject = has_clocks ? clocks_of(session, named.ref) : Result<SubjectClocks>(SubjectClocks{});
  if (!subject) {
    return;
  }
  std::vector<std::string> lines;
  const auto& own = subject->own;
  std::size_t earlier = 0;
  for (std::size_t i = 0; i < own.size(); ++i) {
    const bool is_latest = i + 1 == own.size() || own[i + 1]->path() != own[i]->path();
    if (!is_latest) {
      ++earlier;
      continue;
    }
    const std::string before = earlier == 0 ? std::string() : fmt::format(" ({} earlier)", earlier);
    lines.push_back(clock_line(subject->clocks, *own[i]) + before);
    earlier = 0;
  }
  if (!lines.empty()) {
    facts.push_back({"clocks", std::move(lines), Fact::Form::list, {}});
  }
}

std::string text_of(const Named& named, const FactList& facts, const Session& session, std::size_t width,
                    report::Color color) {
  const bool colored = color == report::Color::always;
  std::string out =
      fmt::format("{}{}{}  {}\n", colored ? "\x1b[1m" : "", escape_controls(named.ref),
                  colored ? "\x1b[0m" : "", escape_controls(session.data.file_of(*named.item.record)));
  if (!facts.empty()) {
    out += "derived:\n";
    for (const Fact& fact : facts) {
      if (fact.form == Fact::Form::one) {
        out += fmt::format("  {}: {}\n", fact.name, escape_controls(fact.lines.front()));
        continue;
      }
      out += fmt::format("  {}:\n", fact.name);
      for (const std::string& line : fact.lines) {
        out += fmt::format("    - {}\n", escape_controls(line));
      }
    }
  }
  return out + "\n" + render(*named.subject.type, named.item.value, width);
}

Json json_of(const Named& named, const FactList& facts, const Session& session) {
  Json json;
  json["ref"] = named.ref;
  json["file"] = session.data.file_of(*named.item.record);
  json["derived"] = Json::object();
  for (const Fact& fact : facts) {
    if (fact.form == Fact::Form::note) {
      continue;
    }
    json["derived"][fact.name] = !fact.json.is_null()            ? fact.json
                                 : fact.form == Fact::Form::list ? Json(fact.lines)
                                                                 : Json(fact.lines.front());
  }
  if (named.subject.kind != nullptr) {
    model::to_json(*named.item.record, json["record"]);
  } else {
    model::to_json(*named.subject.type, named.item.value, json["record"]);
  }
  return json;
}

Result<int> run(const ShowOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  const Result<Named> named = resolve(session.data, *options.ref);
  if (!named) {
    return fail(named.error());
  }
  FactList facts = facts_of(*named, session);
  add_clocks(facts, *named, session);
  if (context.format() == "json") {
    context.out =
        report::to_text(report::envelope(header_of(context, session), json_of(*named, facts, session)));
  } else {
    context.out = text_of(*named, facts, session, width_of_prose(context.width()), context.color());
  }
  return 0;
}

constexpr std::array<Example, 4> k_show_examples{
    {{"csx show padaria-aurora", "an account, where it is in its life and its handoffs"},
     {"csx show handoff/2026-03-padaria-aurora", "a handoff, its state and what may follow"},
     {"csx show segment/mid-market", "a part of the agreement, as its latest version has it"},
     {"csx show agreement/sales-cs@2 --format json", "an earlier version, for a program"}}};

}  // namespace

const Command k_show{.name = "show",
                     .group = Group::look,
                     .summary = "show one record, or a part of one, with what follows from it",
                     .effect = Effect::reads,
                     .about =
                         "Derived values come first, then every field that is there. A bare agreement id "
                         "gives its latest version.",
                     .formats = k_show_formats,
                     .examples = k_show_examples,
                     .prepare = prepare<ShowOptions, declare, run>};

}  // namespace csx::cli
