#include "entries.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>
#include <vector>

#include "csx/base/text.hpp"

namespace csx::store {
namespace {

std::string_view last_part(std::string_view path) {
  return path.substr(path.rfind('/') + 1);  // npos + 1 is 0
}

}  // namespace

bool is_record_name(std::string_view name) {
  return name.ends_with(".yaml") || name.ends_with(".yml");
}

bool is_hidden(std::string_view name) {
  return name.starts_with('.');
}

bool is_odd(std::string_view name) {
  const bool plain = std::all_of(name.begin(), name.end(), [](char c) { return c >= ' ' && c <= '~'; });
  return !plain && escape_controls(name) != name;
}

Diagnostic path_finding(std::string_view rule, Severity severity, std::string_view path, std::string message,
                        std::string help) {
  Diagnostic finding;
  finding.rule = rule;
  finding.severity = severity;
  finding.message = std::move(message);
  finding.place.file = escape_controls(path);
  finding.help = std::move(help);
  return finding;
}

Diagnostic odd_name_finding(std::string_view path) {
  return path_finding(
      "folder/odd-name", Severity::warning, path,
      fmt::format("name {} is not plain UTF-8 text, it is passed over", quoted(last_part(path))),
      "rename it without control characters");
}

std::optional<Diagnostic> link_finding(const std::string& path, const LinkTarget& target) {
  const bool record = is_record_name(path);
  if (!record && target.kind != LinkTarget::Kind::folder) {
    return std::nullopt;
  }
  const std::string text = quoted(target.text);
  if (target.leaves) {
    return path_finding("folder/link-outside", record ? Severity::error : Severity::warning, path,
                        fmt::format("link leaves the data folder: it points to {}", text),
                        "copy what it points to into the data folder");
  }
  if (target.kind == LinkTarget::Kind::nothing) {
    return path_finding("folder/unreadable", Severity::error, path,
                        fmt::format("link points to {}, which is not there", text),
                        "remove the link or restore its target");
  }
  return path_finding("folder/link", Severity::note, path,
                      fmt::format("link to {} inside the data folder is not followed", text));
}

std::optional<std::string> follow_lexically(std::string_view folder, std::string_view text) {
  if (text.starts_with('/')) {
    return std::nullopt;
  }
  std::vector<std::string_view> parts;
  const auto follow = [&parts](std::string_view path) {
    for (const std::string_view part : split(path, '/')) {
      if (part == "..") {
        if (parts.empty()) {
          return false;
        }
        parts.pop_back();
      } else if (!part.empty() && part != ".") {
        parts.push_back(part);
      }
    }
    return true;
  };
  if (!follow(folder) || !follow(text)) {
    return std::nullopt;
  }
  return fmt::format("{}", fmt::join(parts, "/"));
}

bool is_inner_path(std::string_view path) {
  const auto parts = split(path, '/');
  return path.find('\0') == std::string_view::npos &&
         std::none_of(parts.begin(), parts.end(),
                      [](std::string_view part) { return part.empty() || part == "." || part == ".."; });
}

}  // namespace csx::store
