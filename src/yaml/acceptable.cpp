#include "acceptable.hpp"

#include <fmt/format.h>

#include <cstddef>
#include <set>
#include <string_view>

#include "core.hpp"
#include "csx/base/text.hpp"
#include "pointer.hpp"
#include "prescan.hpp"
#include "spell.hpp"

namespace csx::yaml {

namespace {

Status acceptable_text(std::string_view text, std::string_view what) {
  if (first_invalid_utf8(text)) {
    return fail(ErrorKind::usage, fmt::format("the {} {} is not UTF-8", what, quoted(text)));
  }
  if (const BadCharacter bad = first_bad_character(text); bad.rule != nullptr) {
    return fail(ErrorKind::usage,
                fmt::format("the {} {} holds the character U+{:04X}, which no record may hold", what,
                            quoted(text), static_cast<std::uint32_t>(bad.character)),
                {"remove the character"});
  }
  return {};
}

Status acceptable_key(std::string_view key) {
  if (Status text = acceptable_text(key, "key"); !text) {
    return text;
  }
  const std::size_t bytes = in_double_quotes(key).size();
  if (bytes > Limits{}.max_key_bytes) {
    return fail(ErrorKind::usage,
                fmt::format("a key of {} bytes, wanted at most {}", bytes, Limits{}.max_key_bytes));
  }
  return {};
}

Status acceptable_scalar(const Value& value) {
  switch (value.core) {
    case Core::null:
      return {};
    case Core::text:
      return acceptable_text(value.text, "text");
    case Core::boolean:
    case Core::integer:
    case Core::real:
      break;
  }
  if (resolve_core(value.text) != value.core || !in_range(value.text, value.core)) {
    return fail(ErrorKind::usage, fmt::format("{} is no {}", quoted(value.text),
                                              value.core == Core::boolean ? "truth value" : "number"));
  }
  return {};
}

Status acceptable_at(const Value& value, std::size_t depth) {
  if (depth > Limits{}.max_depth) {
    return fail(ErrorKind::usage, fmt::format("nested more than {} levels deep", Limits{}.max_depth));
  }
  for (const std::string& line : value.comment) {
    if (line.find_first_of("\r\n") != std::string::npos) {
      return fail(ErrorKind::usage, fmt::format("the comment {} has a line break", quoted(line)));
    }
    if (Status text = acceptable_text(line, "comment"); !text) {
      return text;
    }
  }
  if (value.kind == NodeKind::scalar) {
    return acceptable_scalar(value);
  }
  for (const Value& item : value.items) {
    if (Status child = acceptable_at(item, depth + 1); !child) {
      return child;
    }
  }
  std::set<std::string_view> keys;
  for (const auto& [key, child] : value.entries) {
    if (!keys.insert(key).second) {
      return fail(ErrorKind::usage, fmt::format("the key {} is given twice", quoted(key)));
    }
    Status key_status = acceptable_key(key);
    if (Status status = key_status ? acceptable_at(child, depth + 1) : key_status; !status) {
      return status;
    }
  }
  return {};
}

}  // namespace

Status acceptable(const Value& value) {
  return acceptable_at(value, 0);
}

Status acceptable(const Edit& edit) {
  if (edit.action == Edit::Action::rename) {
    return acceptable_key(edit.key);
  }
  if (edit.action == Edit::Action::erase) {
    return {};
  }
  for (const std::string& token : pointer_tokens(edit.pointer).value_or(std::vector<std::string>{})) {
    if (Status key = acceptable_key(token); !key) {
      return key;
    }
  }
  return acceptable(edit.value);
}

}  // namespace csx::yaml
