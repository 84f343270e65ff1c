#pragma once

#include <cstddef>
#include <deque>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/git/repository.hpp"
#include "csx/yaml/value.hpp"

/// Files of earlier commits, as far as their text tells: no description is applied, because descriptions
/// change, too.
namespace csx::cli {

/// What tells a record from the others, whatever file it stands in.
struct RecordName {
  std::string kind;
  std::string id;       ///< empty for kinds without one
  std::string version;  ///< of an agreement; empty: any
  friend auto operator<=>(const RecordName&, const RecordName&) = default;

  static RecordName of(const yaml::Node& root);
  /// As `text` writes it.
  static RecordName parse(std::string_view ref);
  /// `account/aurora`, `agreement/sales-cs@2`, `workspace`.
  std::string text() const;
};

/// The documents of one text.
class PastFile {
 public:
  explicit PastFile(std::string text);
  /// A text that is not there to be read.
  static PastFile unreadable(std::string why);

  std::size_t size() const { return m_stream.documents.size(); }
  RecordName name(std::size_t document) const { return RecordName::of(m_stream.documents[document].root); }
  /// What a document means; made when first asked for.
  const yaml::Value& value(std::size_t document) const;

  /// The document of a record: of several versions the one that is named, else the highest.
  std::optional<std::size_t> find(const RecordName& name) const;
  /// Only of the version that is named.
  std::optional<std::size_t> find_exactly(const RecordName& name) const;

  /// Why the text, or from some place on the rest of it, cannot be understood; empty when it can.
  const std::string& fault() const { return m_fault; }
  bool is_empty(std::size_t document) const { return m_stream.documents[document].empty; }
  /// Whether all of a document can be understood.
  bool is_whole(std::size_t document) const { return m_stream.documents[document].complete; }

 private:
  PastFile() = default;
  std::unique_ptr<const std::string> m_text;  // does not move, the nodes point into it
  yaml::Stream m_stream;
  std::string m_fault;
  mutable std::map<std::size_t, yaml::Value> m_values;
};

/// Reads files by the names of their objects; keeps those asked for last.
class PastFiles {
 public:
  explicit PastFiles(const git::Repository& repository) : m_repository(repository) {}
  std::shared_ptr<const PastFile> get(const git::Oid& blob);

 private:
  const git::Repository& m_repository;
  std::deque<std::pair<git::Oid, std::shared_ptr<const PastFile>>> m_kept;
};

/// What of two records is alike, kind and id aside: the share of their single values that both have. From 0
/// to 1.
double likeness(const yaml::Value& a, const yaml::Value& b);

}  // namespace csx::cli
