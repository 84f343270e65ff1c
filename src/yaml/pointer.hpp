#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

// JSON pointers (RFC 6901), taken apart.
namespace csx::yaml {

// The tokens, unescaped; none when the pointer neither is empty nor begins with '/'.
std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer);

// The place in a list that a token names: digits without leading zeros.
std::optional<std::size_t> item_index(std::string_view token);

// The pointer of the first `count` tokens.
std::string pointer_of(const std::vector<std::string>& tokens, std::size_t count);

}  // namespace csx::yaml
