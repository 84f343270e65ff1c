#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "../agreement_named.hpp"
#include "../help.hpp"
#include "csx/base/text.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/write.hpp"
#include "csx/report/blocks.hpp"
#include "table.hpp"

namespace csx::cli {
namespace {

using model::Opinion;

constexpr std::array<std::string_view, 3> k_opinion_list_formats{"text", "json", "markdown"};
constexpr std::array<std::string_view, 5> k_listed_statuses{"open", "clarified", "adopted", "rejected",
                                                            "all"};

struct OpinionListOptions {
  std::optional<std::string> agreement;
  std::optional<std::string> status;
};

void declare(OpinionListOptions& options, Options& out) {
  out.push_back({.names = "AGREEMENT",
                 .value = {},
                 .doc = "only those on this agreement",
                 .into = &options.agreement,
                 .completes = Completes::agreement,
                 .place = Option::Place::argument});
  out.push_back({.names = "--status",
                 .value = "STATUS",
                 .doc = "open, clarified, adopted, rejected or all; open unless given",
                 .into = &options.status,
                 .choices = k_listed_statuses});
}

/// Those asked for, oldest first.
std::vector<const model::AnyRecord*> chosen(const Session& session, const std::string& agreement,
                                            std::string_view status) {
  std::vector<const model::AnyRecord*> found;
  for (const model::AnyRecord& record : session.data.all<Opinion>()) {
    const auto& opinion = record.as<Opinion>();
    const bool is_wanted = status == "all" || word(opinion.status) == status;
    if (is_wanted && (agreement.empty() || opinion.agreement.value == agreement) &&
        opinion.date <= session.today) {
      found.push_back(&record);
    }
  }
  const auto place = [](const model::AnyRecord* record) {
    const auto& opinion = record->as<Opinion>();
    return std::pair(opinion.date, std::string_view(opinion.id.value));
  };
  std::ranges::stable_sort(found, {}, place);
  return found;
}

int age_of(const Opinion& opinion, time::Date today) {
  return static_cast<int>((today.day - opinion.date.day).count());
}

report::Facts facts_of(const Opinion& opinion, time::Date today) {
  report::Facts facts;
  const std::string section = opinion.section ? fmt::format(", {}", opinion.section->value) : std::string();
  facts.rows = {{"On", opinion.agreement.value + section},
                {"By", fmt::format("{}, {}", opinion.author.value, opinion.date.to_string())}};
  const bool is_open = opinion.status == model::OpinionStatus::open;
  const auto days = static_cast<std::size_t>(std::max(0, age_of(opinion, today)));
  facts.rows.emplace_back("Status", is_open ? fmt::format("open for {}", counted(days, "day"))
                                    : opinion.adopted_in
                                        ? fmt::format("adopted in version {}", *opinion.adopted_in)
                                        : std::string(word(opinion.status)));
  facts.rows.emplace_back("Says", opinion.text);
  if (opinion.answer) {
    facts.rows.emplace_back(
        "Answer", opinion.answered_by ? fmt::format("{} ({})", *opinion.answer, opinion.answered_by->value)
                                      : *opinion.answer);
  }
  return facts;
}

Result<int> run(const OpinionListOptions& options, Context& context) {
  const auto opened = open_session(context);
  if (!opened) {
    return fail(opened.error());
  }
  const Session& session = **opened;
  std::string agreement;
  if (options.agreement) {
    const Result<NamedAgreement> named =
        find_agreement(session.data, options.agreement, BareId::latest, session.today);
    if (!named) {
      return fail(named.error());
    }
    agreement = named->version->id.value;
  }
  const std::vector<const model::AnyRecord*> records =
      chosen(session, agreement, options.status.value_or("open"));
  if (context.format() == "json") {
    Json list = Json::array();
    for (const model::AnyRecord* record : records) {
      Json json;
      model::to_json(*record, json);
      json["age_days"] = age_of(record->as<Opinion>(), session.today);
      list.push_back(std::move(json));
    }
    context.out =
        report::to_text(report::envelope(header_of(context, session), {{"opinions", std::move(list)}}));
    return 0;
  }
  report::Blocks blocks;
  for (const model::AnyRecord* record : records) {
    blocks.emplace_back(report::Heading{2, record->as<Opinion>().id.value});
    blocks.emplace_back(facts_of(record->as<Opinion>(), session.today));
  }
  if (records.empty()) {
    blocks.emplace_back(report::Prose{"No opinion of that kind."});
  }
  context.out = context.format() == "markdown"
                    ? report::markdown_of(blocks)
                    : report::text_of(blocks, width_of_prose(context.width()), context.color());
  return 0;
}

constexpr std::array<Example, 3> k_opinion_list_examples{
    {{"csx opinion list", "what waits for an answer, oldest first: the agenda of the next review"},
     {"csx opinion list sales-cs --status all", "every opinion on an agreement, with what became of it"},
     {"csx opinion list --format json", "for a program"}}};

}  // namespace

const Command k_opinion_list{.name = "opinion list",
                             .group = Group::look,
                             .summary = "the opinions on agreements and what became of them",
                             .effect = Effect::reads,
                             .about =
                                 "Open ones unless --status says otherwise, oldest first. Opinions given "
                                 "after the as-of day are left out.",
                             .formats = k_opinion_list_formats,
                             .examples = k_opinion_list_examples,
                             .prepare = prepare<OpinionListOptions, declare, run>};

}  // namespace csx::cli
