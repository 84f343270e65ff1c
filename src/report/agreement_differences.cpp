#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "csx/base/text.hpp"
#include "csx/report/agreement.hpp"

namespace csx::report {
namespace {

using sla::AgreementDifference;
using sla::Effect;
using What = AgreementDifference::What;

constexpr std::size_t k_value_columns = 200;

std::string value_of(const std::optional<std::string>& text) {
  return text ? ellipsize(*text, k_value_columns) : std::string();
}

std::string line_of(const AgreementDifference& each) {
  const std::string name = each.name.empty() ? each.part : each.name;
  std::string line;
  switch (each.what) {
    case What::added:
      line = fmt::format("added {}: {}", name, value_of(each.after));
      break;
    case What::removed:
      line = fmt::format("removed {}: {}", name, value_of(each.before));
      break;
    case What::changed:
      line = fmt::format("{}: {} -> {}", name, value_of(each.before), value_of(each.after));
      break;
  }
  if (each.effect == Effect::neutral) {
    return line;
  }
  const std::string whose = each.owed_by ? fmt::format(" for {}", each.owed_by->value) : std::string();
  return fmt::format("{}{}: {} ({})", word_of(each.effect), whose, line, each.why);
}

/// What stands at the top of the agreement needs no heading of its own.
std::string title_of(const AgreementDifference& each) {
  return each.name.empty() ? std::string("agreement") : each.part;
}

std::string summary_of(const std::vector<AgreementDifference>& differences) {
  std::vector<std::string> words;
  for (const Effect effect : {Effect::weaker, Effect::stronger, Effect::unclear, Effect::neutral}) {
    const auto n = std::ranges::count(differences, effect, &AgreementDifference::effect);
    if (n > 0) {
      words.push_back(fmt::format("{} {}", n, word_of(effect)));
    }
  }
  const std::vector<std::string_view> views(words.begin(), words.end());
  return fmt::format("{}: {}", counted(differences.size(), "difference"), enumerate(views));
}

}  // namespace

Blocks agreement_differences(const std::string& before, const std::string& after,
                             const std::vector<AgreementDifference>& differences) {
  Blocks blocks{Heading{1, fmt::format("{} -> {}", before, after)}};
  if (differences.empty()) {
    blocks.emplace_back(Prose{"Both say the same."});
    return blocks;
  }
  blocks.emplace_back(Prose{summary_of(differences)});
  std::vector<AgreementDifference> sorted = differences;
  std::stable_partition(sorted.begin(), sorted.end(), [](const auto& each) { return each.name.empty(); });
  for (auto at = sorted.begin(); at != sorted.end();) {
    const auto end =
        std::find_if(at, sorted.end(), [&](const auto& each) { return title_of(each) != title_of(*at); });
    std::vector<AgreementDifference> part(at, end);
    std::ranges::stable_sort(part, {}, &AgreementDifference::effect);
    Bullets bullets;
    std::ranges::transform(part, std::back_inserter(bullets.items), line_of);
    blocks.emplace_back(Heading{2, title_of(*at)});
    blocks.emplace_back(std::move(bullets));
    at = end;
  }
  return blocks;
}

}  // namespace csx::report
