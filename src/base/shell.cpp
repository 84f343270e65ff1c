#include "csx/base/shell.hpp"

#include <algorithm>

#include "csx/base/text.hpp"

namespace csx {
namespace {

bool is_plain(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || is_digit(c) ||
         std::string_view("_-./@%+=:,").find(c) != std::string_view::npos;
}

}  // namespace

std::string shell_word(std::string_view path) {
  std::string word(path.starts_with('-') ? "./" : "");
  word += path;
  if (!word.empty() && std::ranges::all_of(word, is_plain)) {
    return word;
  }
  std::string quoted = "'";
  for (const char c : word) {
    quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
  }
  return quoted + "'";
}

}  // namespace csx
