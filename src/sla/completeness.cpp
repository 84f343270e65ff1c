#include "csx/sla/completeness.hpp"

#include <algorithm>
#include <array>
#include <numeric>
#include <string>
#include <utility>

#include "csx/base/text.hpp"
#include "csx/model/walk.hpp"
#include "csx/sla/filter.hpp"

namespace csx::sla {

namespace {

using model::FieldValue;
using model::Form;
using model::Type;
__extension__ using Wide = __int128;

constexpr std::array<std::string_view, 13> k_vague{
    "tbd",         "tba", "tbc", "to be defined", "to be confirmed", "a definir", "à definir",
    "a confirmar", "n/a", "n.a", "não definido",  "a preencher",     "xxx"};

bool is_text(const Type& type) {
  return type.form == Form::scalar && type.scalar == model::type_of<std::string>.scalar;
}

/// What the free texts of a value amount to.
struct Tally {
  std::size_t texts = 0;
  std::size_t meaningful = 0;
  std::size_t words = 0;
  bool other = false;  ///< something that is not free text: an id, a number, a date, a word of a vocabulary
  bool none = false;   ///< said to be none, on purpose
};

void add_text(const std::string& text, Tally& tally) {
  ++tally.texts;
  if (!is_vague(text)) {
    ++tally.meaningful;
    tally.words += count_words(text);
  }
}

/// Names among the texts, and units: they are what they are, so their words are not counted.
bool is_name(const model::Path& path) {
  constexpr std::array<std::string_view, 3> k_names{"system", "owner", "unit"};
  return !path.steps().empty() &&
         std::find(k_names.begin(), k_names.end(), path.steps().back().key) != k_names.end();
}

Tally tally_of(const Type& type, const void* value) {
  Tally tally;
  model::walk(type, value, [&](const Type& each, const void* at, const model::Path& path) {
    if (each.form == Form::or_none && each.or_none->none(at) != nullptr) {
      tally.none = true;
      return model::Walk::over;
    }
    if (is_text(each) && !is_name(path)) {
      add_text(*static_cast<const std::string*>(at), tally);
    } else if (is_text(each)) {
      tally.other = tally.other || !is_vague(*static_cast<const std::string*>(at));
    } else if (each.form == Form::scalar) {
      tally.other = true;
    }
    return model::Walk::into;
  });
  return tally;
}

Grade grade_item(const Type& type, const void* value, std::size_t min_words) {
  const Tally tally = tally_of(type, value);
  if (tally.texts == 0) {
    return tally.other || tally.none ? Grade::full : Grade::none;
  }
  if (tally.meaningful == 0) {
    return tally.none ? Grade::full : Grade::none;
  }
  return tally.words >= min_words ? Grade::full : Grade::half;
}

/// Items of one row's field: those of a list, or the value itself.
class Items {
 public:
  explicit Items(std::size_t min_words) : m_min_words(min_words) {}

  void add(const Type& type, const void* value) {
    if (type.form == Form::list) {
      for (std::size_t i = 0; i < type.list->size(value); ++i) {
        add(*type.element, type.list->at(value, i));
      }
      return;
    }
    const Grade grade = grade_item(type, value, m_min_words);
    m_present += grade != Grade::none ? 1 : 0;
    m_full += grade == Grade::full ? 1 : 0;
  }
  Grade grade(std::size_t wanted) const {
    if (m_present < wanted) {
      return Grade::none;
    }
    return m_full >= wanted ? Grade::full : Grade::half;
  }

 private:
  std::size_t m_min_words;
  std::size_t m_present = 0;
  std::size_t m_full = 0;
};

/// The areas that a type of handoff is named after.
struct Sides {
  std::string_view from;
  std::string_view to;
};
Sides sides_of(model::HandoffType type) {
  switch (type) {
    case model::HandoffType::sales_to_cs:
      return {"sales", "cs"};
    case model::HandoffType::marketing_to_sales:
      return {"marketing", "sales"};
    case model::HandoffType::onboarding_to_ongoing:
      return {"onboarding", "cs"};
    case model::HandoffType::csm_to_csm:
      return {"cs", "cs"};
    case model::HandoffType::cs_to_support:
      return {"cs", "support"};
  }
  return {};
}

/// Weights as whole numbers of one unit, so that sums are exact.
class Weights {
 public:
  explicit Weights(const std::vector<InformationGrade>& rows) {
    for (const InformationGrade& row : rows) {
      m_scale = std::max(m_scale, weight(row).scale());
    }
  }
  Wide of(const InformationGrade& row) const {
    Wide units = weight(row).units();
    for (int i = weight(row).scale(); i < m_scale; ++i) {
      units *= 10;
    }
    return units;
  }

 private:
  static Decimal weight(const InformationGrade& row) {
    return row.information->weight.value_or(Decimal(1, 0));
  }
  int m_scale = 0;
};

std::optional<Ratio> ratio(Wide numerator, Wide denominator) {
  if (denominator <= 0) {
    return std::nullopt;
  }
  Wide a = numerator;
  Wide b = denominator;
  while (b != 0) {
    const Wide rest = a % b;
    a = b;
    b = rest;
  }
  const Wide divisor = a == 0 ? 1 : a;
  return Ratio{static_cast<std::int64_t>(numerator / divisor),
               static_cast<std::int64_t>(denominator / divisor)};
}

}  // namespace

bool is_vague(std::string_view text) {
  if (count_words(text) == 0) {
    return true;
  }
  std::string_view bare = trim(text);
  while (!bare.empty() && (bare.back() == '.' || bare.back() == '?' || bare.back() == '!')) {
    bare.remove_suffix(1);
  }
  const std::string lower = to_lower_ascii(trim(bare));
  return std::find(k_vague.begin(), k_vague.end(), lower) != k_vague.end();
}

model::Share to_share(const Ratio& ratio) {
  const Wide percent = Wide{ratio.numerator} * 100 / ratio.denominator;
  return model::Share{Decimal(static_cast<std::int64_t>(percent), 0)};
}

bool concerns(const model::Information& information, const model::Handoff& handoff, Flow flow) {
  const Sides named = sides_of(handoff.type);
  const bool forward = flow == Flow::forward;
  const auto is_side = [](const model::Area& area, const model::HandoffSide& side, std::string_view name) {
    return area == side.area || area.value == name;
  };
  return forward ? is_side(information.from, handoff.from, named.from) &&
                       is_side(information.to, handoff.to, named.to)
                 : is_side(information.from, handoff.to, named.to) &&
                       is_side(information.to, handoff.from, named.from);
}

Grade grade_of(const model::Information& information, const model::Handoff& handoff) {
  const auto at_least_one = [](const std::optional<std::int64_t>& count) {
    return static_cast<std::size_t>(std::max<std::int64_t>(count.value_or(1), 1));
  };
  Items items(static_cast<std::size_t>(std::max<std::int64_t>(information.min_words.value_or(1), 1)));
  for (const FieldValue& field :
       model::field_values(model::type_of<model::Handoff>, &handoff, information.field.value)) {
    if (field.none) {
      return Grade::full;
    }
    items.add(*field.type, field.value);
  }
  return items.grade(at_least_one(information.min));
}

Completeness total_of(std::vector<InformationGrade> rows) {
  Completeness result;
  result.rows = std::move(rows);
  const Weights weights(result.rows);
  Wide required = 0;
  Wide present = 0;
  Wide twice_graded = 0;
  for (const InformationGrade& row : result.rows) {
    const Wide weight = weights.of(row);
    required += weight;
    present += row.present() ? weight : 0;
    twice_graded += weight * static_cast<int>(row.grade);
  }
  result.completeness = ratio(present, required);
  result.quality = ratio(twice_graded, 2 * required);
  return result;
}

Completeness grade_handoff(const model::Agreement& agreement, const model::Handoff& handoff,
                           const model::Account* account, time::Date day, Flow flow) {
  std::vector<InformationGrade> rows;
  if (!agreement.what) {
    return {};
  }
  const Fields fields = Fields::of(handoff, account);
  for (const model::Information& information : agreement.what->information) {
    if (concerns(information, handoff, flow) && applies(information.when, fields, agreement, day)) {
      rows.push_back({&information, grade_of(information, handoff)});
    }
  }
  return total_of(std::move(rows));
}

}  // namespace csx::sla
