#pragma once

#include <span>

#include "csx/model/calendar.hpp"
#include "csx/rules/rule.hpp"

/// What the files of the family `calendar` share.
namespace csx::rules {

std::span<const Rule> holiday_rules();

template <class Judge>
void each_calendar(const Input& input, Judge judge) {
  for (const model::AnyRecord& record : input.data.all<model::Calendar>()) {
    judge(record, record.as<model::Calendar>());
  }
}

}  // namespace csx::rules
