#include "csx/report/envelope.hpp"

#include "csx/base/text.hpp"
#include "inert.hpp"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <utility>

namespace csx::report {
namespace {

constexpr int k_format = 1;
constexpr int k_indent = 2;

}  // namespace

Json envelope(const Header& header, Json data) {
  Json document;
  document["csx"] = {{"version", header.version}, {"format", k_format}};
  document["command"] = header.command;
  document["as_of"] = header.as_of;
  document["revision"] = header.revision ? Json(*header.revision) : Json(nullptr);
  document["dirty"] = header.dirty;
  if (header.unread_files > 0) {
    document["unread_files"] = header.unread_files;
  }
  document["data"] = std::move(data);
  return document;
}

std::string to_text(const Json& document) {
  const std::string dumped = document.dump(k_indent, ' ', false, Json::error_handler_t::replace);
  // Control characters below U+0020 are escaped already and the only line breaks are those between the lines.
  // What is left has the same escape in JSON as in `escape_controls`, but for DEL.
  std::string out;
  out.reserve(dumped.size() + 1);
  std::size_t begin = 0;
  const std::string_view text = dumped;
  while (begin <= text.size()) {
    const std::size_t end = std::min(text.find_first_of("\n\x7F", begin), text.size());
    out += escape_controls(text.substr(begin, end - begin));
    if (end < text.size()) {
      out += text[end] == '\n' ? "\n" : "\\u007f";
    }
    begin = end + 1;
  }
  out += '\n';
  return break_runner_commands(std::move(out), "\\u0023");
}

}  // namespace csx::report
