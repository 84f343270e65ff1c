#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>

#include "csx/base/text.hpp"
#include "csx/model/governance.hpp"
#include "csx/model/write.hpp"
#include "csx/report/agreement.hpp"

namespace csx::report {
namespace {

using model::Agreement;
using sla::Standing;
using sla::VersionStanding;

/// A field as it prints, lists joined; empty when absent.
template <class T>
std::string printed(const T& value) {
  return model::to_text(model::type_of<T>, &value);
}

std::string joined(const std::vector<model::Area>& areas) {
  std::vector<std::string_view> words;
  std::ranges::transform(areas, std::back_inserter(words), &model::Area::value);
  return enumerate(words);
}

template <class T>
std::string joined_words(const std::vector<T>& items) {
  std::vector<std::string> words;
  std::ranges::transform(items, std::back_inserter(words), [](const T& item) { return printed(item); });
  return fmt::format("{}", fmt::join(words, ", "));
}

std::string filter_of(const model::Map<model::FieldPath, model::OneOrMany<model::AnyValue>>& when) {
  std::vector<std::string> words;
  for (const auto& [field, values] : when) {
    words.push_back(fmt::format("{} {}", field.value, joined_words<model::AnyValue>(values)));
  }
  return fmt::format("{}", fmt::join(words, "; "));
}

Facts facts_of(const store::Dataset& data, const VersionStanding& shown) {
  const Agreement& version = shown.version();
  Facts facts;
  facts.rows = {{"Agreement", shown.record->identity()},
                {"Standing", said(shown)},
                {"File", data.file_of(*shown.record)},
                {"Between", joined(version.between)}};
  std::vector<std::string> owners;
  for (const auto& [area, person] : version.owners) {
    owners.push_back(fmt::format("{} {}", area.value, person.value));
  }
  const auto say = [&facts](std::string_view name, std::string text) {
    if (!text.empty()) {
      facts.rows.emplace_back(name, std::move(text));
    }
  };
  say("Owners", fmt::format("{}", fmt::join(owners, ", ")));
  say("Shared objective", version.shared_objective.value_or(""));
  say("Reviewed every", printed(version.review_every));
  say("Audited every", printed(version.audit_every));
  return facts;
}

Table approvals_of(const Agreement& version) {
  Table table{{{"Area"}, {"By"}, {"Date"}, {"Approved"}}, {}};
  const std::string digest = model::content_digest(&version);
  for (const model::Area& party : version.between) {
    bool has_row = false;
    for (const model::Approval& approval : version.approvals) {
      if (approval.area == party) {
        const bool same = approval.of.value == digest;
        table.rows.push_back(
            {party.value, approval.by.value, approval.date.to_string(), same ? "this text" : "another text"});
        has_row = true;
      }
    }
    if (!has_row) {
      table.rows.push_back({party.value, "", "", "not yet"});
    }
  }
  return table;
}

std::string limits_of(const model::Clock& clock) {
  std::vector<std::string> limits;
  for (const model::WithinRow& row : clock.within) {
    std::vector<std::string> words;
    const auto say = [&words](std::string_view name, const std::string& value) {
      if (!value.empty()) {
        words.push_back(fmt::format("{} {}", name, value));
      }
    };
    say("tier", printed(row.tier));
    say("segment", printed(row.segment));
    say("touch model", printed(row.touch_model));
    say("priority", printed(row.priority));
    say("", filter_of(row.when));
    limits.push_back(words.empty() ? printed(row.within)
                                   : fmt::format("{}: {}", fmt::join(words, ", "), printed(row.within)));
  }
  if (clock.every) {
    limits.push_back("every " + printed(*clock.every));
  }
  return fmt::format("{}", fmt::join(limits, "; "));
}

std::string course_of(const model::Clock& clock) {
  const std::string to = joined_words<model::Event>(clock.to);
  return clock.from ? fmt::format("{} -> {}", joined_words<model::Event>(*clock.from), to) : to;
}

Table commitments_of(const Agreement& version) {
  Table table{{{"Commitment"}, {"Owed by"}, {"Of"}, {"From -> to"}, {"Within"}, {"Target"}}, {}};
  for (const model::Commitment& each : version.commitments) {
    const std::string when = filter_of(each.clock ? each.when : each.where);
    const std::string subject = each.clock ? printed(each.subject) : printed(each.metric);
    table.rows.push_back({each.id.value, each.responsible.value,
                          when.empty() ? subject : fmt::format("{} ({})", subject, when),
                          each.clock ? course_of(*each.clock) : std::string(),
                          each.clock ? limits_of(*each.clock) : printed(each.every), printed(each.target)});
  }
  return table;
}

Table information_of(const model::What& what) {
  Table table{
      {{"From"}, {"To"}, {"Field"}, {"At least", Align::right}, {"Weight", Align::right}, {"When"}, {"Why"}},
      {}};
  for (const model::Information& each : what.information) {
    table.rows.push_back({each.from.value, each.to.value, each.field.value, printed(each.min),
                          printed(each.weight), filter_of(each.when), each.why.value_or("")});
  }
  return table;
}

Table journey_of(const model::How& how) {
  Table table{{{"Stage"}, {"Accountable"}, {"Starts"}, {"Ends"}}, {}};
  for (const model::JourneyStage& each : how.journey) {
    table.rows.push_back(
        {each.id.value, printed(each.accountable), printed(each.starts), printed(each.ends)});
  }
  return table;
}

/// Why a version came to be, as that version says it.
std::string why_of(const Agreement& version) {
  const auto change = std::ranges::find(version.changes, version.version, &model::AgreementChange::version);
  return change != version.changes.end() ? change->why : std::string();
}

Table versions_of(const store::Dataset& data, const std::vector<VersionStanding>& versions) {
  Table table{{{"Version", Align::right}, {"Standing"}, {"Why"}, {"File"}}, {}};
  for (auto at = versions.rbegin(); at != versions.rend(); ++at) {
    table.rows.push_back(
        {std::to_string(at->version().version), said(*at), why_of(at->version()), data.file_of(*at->record)});
  }
  return table;
}

Bullets opinions_on(const store::Dataset& data, const Agreement& version) {
  Bullets bullets;
  for (const model::AnyRecord& record : data.all<model::Opinion>()) {
    const auto& opinion = record.as<model::Opinion>();
    if (opinion.agreement == version.id && opinion.status == model::OpinionStatus::open) {
      bullets.items.push_back(fmt::format("{}, {}: {} ({})", opinion.date.to_string(), opinion.author.value,
                                          opinion.text, opinion.id.value));
    }
  }
  return bullets;
}

void add(Blocks& blocks, std::string_view heading, Table table) {
  if (!table.rows.empty()) {
    blocks.emplace_back(Heading{2, std::string(heading)});
    blocks.emplace_back(std::move(table));
  }
}

}  // namespace

Blocks agreement_document(const store::Dataset& data, const std::vector<VersionStanding>& versions,
                          const VersionStanding& shown) {
  const Agreement& version = shown.version();
  Blocks blocks{Heading{1, version.title}, facts_of(data, shown)};
  add(blocks, "Approvals", approvals_of(version));
  add(blocks, "Commitments", commitments_of(version));
  if (version.what) {
    add(blocks, "Information", information_of(*version.what));
  }
  if (version.how) {
    add(blocks, "Journey", journey_of(*version.how));
  }
  add(blocks, "Versions", versions_of(data, versions));
  if (Bullets opinions = opinions_on(data, version); !opinions.items.empty()) {
    blocks.emplace_back(Heading{2, "Opinions that wait for an answer"});
    blocks.emplace_back(std::move(opinions));
  }
  return blocks;
}

}  // namespace csx::report
