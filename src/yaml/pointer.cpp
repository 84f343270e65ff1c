#include "pointer.hpp"

#include <charconv>
#include <system_error>

#include "csx/base/text.hpp"

namespace csx::yaml {

std::optional<std::vector<std::string>> pointer_tokens(std::string_view pointer) {
  std::vector<std::string> tokens;
  if (pointer.empty()) {
    return tokens;
  }
  if (pointer[0] != '/') {
    return std::nullopt;
  }
  for (const std::string_view token : split(pointer.substr(1), '/')) {
    tokens.push_back(unescape_pointer_token(token));
  }
  return tokens;
}

std::optional<std::size_t> item_index(std::string_view token) {
  if (token.empty() || (token.size() > 1 && token[0] == '0')) {
    return std::nullopt;
  }
  std::size_t index = 0;
  const char* end = token.data() + token.size();
  const auto result = std::from_chars(token.data(), end, index);
  return result.ec == std::errc{} && result.ptr == end ? std::optional(index) : std::nullopt;
}

std::string pointer_of(const std::vector<std::string>& tokens, std::size_t count) {
  std::string pointer;
  for (std::size_t i = 0; i < count; ++i) {
    pointer += '/';
    pointer += escape_pointer_token(tokens[i]);
  }
  return pointer;
}

}  // namespace csx::yaml
