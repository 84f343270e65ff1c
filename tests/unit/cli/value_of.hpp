#pragma once

#include <doctest/doctest.h>

#include <string_view>

#include "csx/yaml/tree.hpp"
#include "csx/yaml/value.hpp"

// Values as tests write them.
namespace csx::cli {

inline yaml::Value value_of(std::string_view text) {
  const yaml::Stream stream = yaml::read(text);
  REQUIRE(stream.documents.size() == 1);
  return yaml::Value::of(stream.documents.front().root);
}

}  // namespace csx::cli
