#pragma once

#include <string>
#include <string_view>

#include "csx/time/date.hpp"

namespace csx::time {

/// What a parser made of a text, as one string to compare: the value as it prints, or the phrase after an
/// exclamation mark.
template <class T>
std::string outcome(const Parsed<T>& parsed) {
  return parsed ? parsed->to_string() : "! " + parsed.error();
}

struct Row {
  std::string_view text;
  std::string expected;
};

}  // namespace csx::time
