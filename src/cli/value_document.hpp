#pragma once

#include <deque>
#include <string_view>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/model/kinds.hpp"
#include "csx/yaml/tree.hpp"
#include "csx/yaml/value.hpp"

namespace csx::cli {

/// A value as the document that a reader of records takes: of no text, so without places. Refers to the
/// value, which must outlive it.
class ValueDocument {
 public:
  explicit ValueDocument(const yaml::Value& value);
  const yaml::Document& document() const { return m_document; }

 private:
  yaml::Node node_of(const yaml::Value& value);

  std::deque<std::vector<yaml::Node>> m_items;
  std::deque<std::vector<yaml::Entry>> m_entries;
  yaml::Document m_document;
};

/// What reading would find wrong with a record of this meaning, shape and values alone.
std::vector<Diagnostic> findings_of(const yaml::Value& record, std::string_view file);

/// The record itself; none when its kind is not known.
std::optional<model::AnyRecord> read_value(const yaml::Value& record);

}  // namespace csx::cli
