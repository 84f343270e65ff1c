#pragma once

#include <string_view>

#include "csx/model/person.hpp"
#include "csx/store/dataset.hpp"

/// Who worked where, and when.
namespace csx::sla {

/// The area of a person on a day; null where the person or the day is unknown.
const model::Area* area_of(const store::Dataset& data, std::string_view person, time::Date day);

/// Whether a person works here on a day; true where nothing is said.
bool works_on(const model::Person& person, time::Date day);

}  // namespace csx::sla
