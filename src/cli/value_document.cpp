#include "value_document.hpp"

#include "csx/model/read.hpp"

namespace csx::cli {

ValueDocument::ValueDocument(const yaml::Value& value) {
  m_document.root = node_of(value);
}

yaml::Node ValueDocument::node_of(const yaml::Value& value) {
  yaml::Node node;
  node.kind = value.kind;
  node.core = value.core;
  node.text = value.text;
  if (value.kind == yaml::NodeKind::sequence) {
    std::vector<yaml::Node> items;
    items.reserve(value.items.size());
    for (const yaml::Value& item : value.items) {
      items.push_back(node_of(item));
    }
    node.items = m_items.emplace_back(std::move(items));
  }
  if (value.kind == yaml::NodeKind::mapping) {
    std::vector<yaml::Entry> entries;
    entries.reserve(value.entries.size());
    for (const auto& [key, each] : value.entries) {
      yaml::Node name;
      name.core = yaml::Core::text;
      name.text = key;
      entries.push_back({name, node_of(each)});
    }
    node.entries = m_entries.emplace_back(std::move(entries));
  }
  return node;
}

std::vector<Diagnostic> findings_of(const yaml::Value& record, std::string_view file) {
  const ValueDocument document(record);
  std::vector<Diagnostic> findings;
  model::read_record(document.document(), file, {}, findings);
  return findings;
}

std::optional<model::AnyRecord> read_value(const yaml::Value& record) {
  const ValueDocument document(record);
  std::vector<Diagnostic> findings;
  return model::read_record(document.document(), {}, {}, findings);
}

}  // namespace csx::cli
