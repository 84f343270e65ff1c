#include "past_file.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "csx/base/text.hpp"

namespace csx::cli {
namespace {

/// A record's file and those it moved between are asked for again and again, a few at a time.
constexpr std::size_t k_kept = 64;

std::string text_of(const yaml::Node& root, std::string_view key) {
  const yaml::Node* value = root.kind == yaml::NodeKind::mapping ? root.find(key) : nullptr;
  return value != nullptr && value->kind == yaml::NodeKind::scalar ? std::string(value->text) : std::string();
}

bool is_lower_version(std::string_view a, std::string_view b) {
  return a.size() != b.size() ? a.size() < b.size() : a < b;
}

void collect_leaves(const yaml::Value& value, const std::string& name, std::vector<std::string>& leaves) {
  switch (value.kind) {
    case yaml::NodeKind::scalar:
      leaves.push_back(name + '=' + value.text);
      return;
    case yaml::NodeKind::sequence:
      for (const yaml::Value& item : value.items) {
        collect_leaves(item, name + "/-", leaves);
      }
      return;
    case yaml::NodeKind::mapping:
      for (const auto& [key, each] : value.entries) {
        collect_leaves(each, name + '/' + key, leaves);
      }
      return;
  }
}

std::vector<std::string> leaves_of(const yaml::Value& record) {
  std::vector<std::string> leaves;
  for (const auto& [key, value] : record.entries) {
    if (key != "kind" && key != "id") {
      collect_leaves(value, key, leaves);
    }
  }
  std::ranges::sort(leaves);
  return leaves;
}

}  // namespace

RecordName RecordName::of(const yaml::Node& root) {
  RecordName name{text_of(root, "kind"), text_of(root, "id"), {}};
  if (name.kind == "agreement") {
    name.version = text_of(root, "version");
  }
  return name;
}

RecordName RecordName::parse(std::string_view ref) {
  const std::size_t slash = std::min(ref.find('/'), ref.size());
  const std::string_view id = ref.substr(std::min(slash + 1, ref.size()));
  const std::size_t at = std::min(id.find('@'), id.size());
  return {std::string(ref.substr(0, slash)), std::string(id.substr(0, at)),
          std::string(id.substr(std::min(at + 1, id.size())))};
}

std::string RecordName::text() const {
  return kind + (id.empty() ? "" : '/' + id) + (version.empty() ? "" : '@' + version);
}

PastFile::PastFile(std::string text) : m_text(std::make_unique<const std::string>(std::move(text))) {
  m_stream = yaml::read(*m_text);
  const bool broken =
      m_stream.documents.empty() || !std::ranges::all_of(m_stream.documents, &yaml::Document::complete);
  const auto problem = std::ranges::find(m_stream.problems, Severity::error, &yaml::Problem::severity);
  if (broken && problem != m_stream.problems.end()) {
    m_fault =
        fmt::format("line {}: {}", LineIndex(*m_text).position(problem->span.begin).line, problem->message);
  }
}

PastFile PastFile::unreadable(std::string why) {
  PastFile file;
  file.m_fault = std::move(why);
  return file;
}

const yaml::Value& PastFile::value(std::size_t document) const {
  const auto known = m_values.find(document);
  return known != m_values.end()
             ? known->second
             : m_values.emplace(document, yaml::Value::of(m_stream.documents[document].root)).first->second;
}

std::optional<std::size_t> PastFile::find_exactly(const RecordName& wanted) const {
  for (std::size_t i = 0; i < size(); ++i) {
    if (name(i) == wanted) {
      return i;
    }
  }
  return std::nullopt;
}

std::optional<std::size_t> PastFile::find(const RecordName& wanted) const {
  std::optional<std::size_t> best;
  std::string best_version;
  for (std::size_t i = 0; i < size(); ++i) {
    RecordName each = name(i);
    if (each.kind != wanted.kind || each.id != wanted.id) {
      continue;
    }
    if (each.version == wanted.version) {
      return i;
    }
    if (!best || is_lower_version(best_version, each.version)) {
      best = i;
      best_version = std::move(each.version);
    }
  }
  return best;
}

std::shared_ptr<const PastFile> PastFiles::get(const git::Oid& blob) {
  const auto known = std::ranges::find(m_kept, blob, &decltype(m_kept)::value_type::first);
  if (known != m_kept.end()) {
    return known->second;
  }
  Result<std::string> text = m_repository.read_blob(blob);
  auto file = std::make_shared<const PastFile>(text ? PastFile(std::move(*text))
                                                    : PastFile::unreadable(std::move(text.error().message)));
  m_kept.emplace_back(blob, file);
  if (m_kept.size() > k_kept) {
    m_kept.pop_front();
  }
  return file;
}

double likeness(const yaml::Value& a, const yaml::Value& b) {
  const std::vector<std::string> left = leaves_of(a);
  const std::vector<std::string> right = leaves_of(b);
  std::vector<std::string> common;
  std::ranges::set_intersection(left, right, std::back_inserter(common));
  const std::size_t all = left.size() + right.size();
  return all == 0 ? 0 : 2.0 * static_cast<double>(common.size()) / static_cast<double>(all);
}

}  // namespace csx::cli
