#include "bottlenecks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace csx::audit {
namespace {

using metrics::Bottlenecks;
using metrics::Loss;
using metrics::Losses;
using model::AuditResult;

struct List {
  std::string_view name;
  Losses Bottlenecks::*losses;
  enum class Counted : std::uint8_t { cases, clocks } counted;
};
using Counted = List::Counted;
constexpr std::array<List, 5> k_lists{{{"stages", &Bottlenecks::stages, Counted::cases},
                                       {"commitments", &Bottlenecks::commitments, Counted::clocks},
                                       {"owners", &Bottlenecks::owners, Counted::clocks},
                                       {"reasons", &Bottlenecks::reasons, Counted::cases},
                                       {"fields", &Bottlenecks::fields, Counted::cases}}};

}  // namespace

std::vector<AuditResult> bottleneck_results(const Bottlenecks& found) {
  std::vector<AuditResult> results;
  for (const List& list : k_lists) {
    const Losses& losses = found.*list.losses;
    for (const Loss& loss : losses.parts) {
      AuditResult& result = results.emplace_back();
      result.id = fmt::format("{}/{}", list.name, loss.what);
      if (!loss.area.empty()) {
        result.area = model::Area{loss.area};
      }
      result.value = loss.amount.to_string();
      result.cases = static_cast<std::int64_t>(list.counted == Counted::clocks ? loss.due : loss.cases);
    }
  }
  return results;
}

Bottlenecks bottlenecks_in(const std::vector<AuditResult>& results) {
  Bottlenecks found;
  for (const AuditResult& result : results) {
    const std::string_view id = result.id;
    const std::size_t slash = id.find('/');
    const auto list = std::ranges::find(k_lists, id.substr(0, slash), &List::name);
    const std::optional<Decimal> value = result.value ? Decimal::parse(*result.value) : std::nullopt;
    if (slash == id.npos || list == k_lists.end() || !value || value->units() <= 0 ||
        result.cases.value_or(0) <= 0) {
      continue;
    }
    Losses& losses = found.*list->losses;
    Loss loss;
    loss.what = id.substr(slash + 1);
    loss.area = result.area ? result.area->value : std::string();
    loss.amount = Exact::of(*value);
    loss.due = static_cast<std::size_t>(*result.cases);
    loss.cases = list->counted == Counted::clocks ? static_cast<std::size_t>(value->units()) : loss.due;
    losses.whole += loss.amount;
    losses.parts.push_back(std::move(loss));
  }
  return found;
}

}  // namespace csx::audit
