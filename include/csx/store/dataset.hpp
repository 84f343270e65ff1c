#pragma once

#include <cstddef>
#include <iterator>
#include <map>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "csx/base/diagnostic.hpp"
#include "csx/base/result.hpp"
#include "csx/model/kinds.hpp"
#include "csx/model/workspace.hpp"
#include "csx/store/file_tree.hpp"
#include "csx/time/zone.hpp"

namespace csx::store {

/// `# csx:ignore RULE until=2026-12-31 reason="…"`: on its own line it covers the next line, else its own.
struct InlineSuppression {
  std::uint32_t file = 0;
  std::uint32_t line = 0;  ///< the line it covers, from 1
  std::string rule;        ///< id, or family/*
  std::string reason;
  std::optional<time::Date> until;
  Span span;          ///< of the comment
  std::string wrong;  ///< what is wrong with it, if anything: it then suppresses nothing
};

/// An id in a part of a file that could not be read: what it names may exist all the same.
struct UnreadId {
  std::string id;                     ///< empty: a record without an id that could be found
  const model::Kind* kind = nullptr;  ///< of the record that it stands in; null where nobody knows
  bool is_own = false;                ///< the record's own, not that of a part of it
  std::uint32_t file = 0;
};

/// Typed view of the records of one kind: those that count, in order of path and document.
template <class T>
class Records {
 public:
  explicit Records(std::span<const model::AnyRecord* const> records) : m_records(records) {}
  class Iterator {
   public:
    using difference_type = std::ptrdiff_t;
    using value_type = const model::AnyRecord;
    using iterator_category = std::forward_iterator_tag;
    using pointer = const model::AnyRecord*;
    using reference = const model::AnyRecord&;
    Iterator() = default;
    explicit Iterator(const model::AnyRecord* const* at) : m_at(at) {}
    const model::AnyRecord& operator*() const { return **m_at; }
    const model::AnyRecord* operator->() const { return *m_at; }
    Iterator& operator++() {
      ++m_at;
      return *this;
    }
    Iterator operator++(int) {
      Iterator old = *this;
      ++m_at;
      return old;
    }
    friend bool operator==(const Iterator&, const Iterator&) = default;

   private:
    const model::AnyRecord* const* m_at = nullptr;
  };
  Iterator begin() const { return Iterator(m_records.data()); }
  Iterator end() const { return Iterator(m_records.data() + m_records.size()); }
  std::size_t size() const { return m_records.size(); }
  bool empty() const { return m_records.empty(); }

 private:
  std::span<const model::AnyRecord* const> m_records;
};

/// Everything a data folder holds, read once, never changed afterwards. Safe to read from several threads.
class Dataset {
 public:
  /// Every record file, by index; sorted by path. One made by `load_changed` has the files that the change
  /// adds at the end, and still has those that it takes away.
  const std::vector<std::string>& files() const { return m_files; }
  const std::string& file_of(const model::AnyRecord& record) const { return m_files[record.source().file]; }

  /// All records, those that do not count included, in order of path and document.
  const std::vector<const model::AnyRecord*>& records() const { return m_records; }
  /// Records of one kind that count, in order of path and document.
  std::span<const model::AnyRecord* const> of_kind(const model::Kind& kind) const;
  template <class T>
  Records<T> all() const {
    return Records<T>(of_kind(model::kind_of<T>()));
  }
  /// Those that do not count: of what seems to be missing, one of them may be it.
  template <class T>
  Records<T> unread() const {
    return Records<T>(unread_of_kind(model::kind_of<T>()));
  }

  /// The record of a kind and identity, those that do not count included; null for none. An agreement's bare
  /// id gives its latest version. With duplicates, the first.
  const model::AnyRecord* find(std::string_view kind, std::string_view identity) const;
  template <class T>
  const T* get(std::string_view identity) const {
    const model::AnyRecord* record = find(model::kind_of<T>().name, identity);
    return record != nullptr && record->counts() ? &record->template as<T>() : nullptr;
  }
  /// As `get`, with the record around it.
  template <class T>
  const model::AnyRecord* usable(std::string_view identity) const {
    const model::AnyRecord* record = find(model::kind_of<T>().name, identity);
    return record != nullptr && record->counts() ? record : nullptr;
  }
  /// Every id of a target (`segment`, `person`, `entry`) that exists anywhere in the folder, sorted.
  std::span<const std::string_view> ids(std::string_view target) const;
  bool has_id(std::string_view target, std::string_view id) const;
  /// Whether an id of a target stands in a part of some file that could not be read.
  bool may_have_id(std::string_view target, std::string_view id) const;
  /// Whether there is a document of which nobody knows what kind of record it holds.
  bool has_unknown_record() const;

  const model::AnyRecord& workspace_record() const { return *m_workspace; }
  const model::Workspace& workspace() const { return m_workspace->as<model::Workspace>(); }
  const time::Zone& zone() const { return m_zone; }  ///< of the workspace

  /// Versions of an agreement, lowest first; those that count.
  std::span<const model::AnyRecord* const> versions(std::string_view agreement) const;
  /// Handoffs and journals by account id; those that count, in order of path.
  std::span<const model::AnyRecord* const> handoffs_of(std::string_view account) const;

  /// What reading found: families yaml, schema, folder.
  const std::vector<Diagnostic>& findings() const { return m_findings; }
  const std::vector<InlineSuppression>& suppressions() const { return m_suppressions; }

 private:
  friend class Loader;
  std::span<const model::AnyRecord* const> unread_of_kind(const model::Kind& kind) const;

  using Group = std::vector<const model::AnyRecord*>;
  std::vector<std::string> m_files;
  std::vector<std::unique_ptr<model::AnyRecord>> m_own;  ///< the others belong to what this was made from
  std::vector<const model::AnyRecord*> m_records;
  std::vector<Diagnostic> m_findings;
  std::vector<InlineSuppression> m_suppressions;
  const model::AnyRecord* m_workspace = nullptr;
  time::Zone m_zone = time::Zone::utc();
  std::vector<Group> m_by_kind;  ///< in the order of model::kinds()
  std::vector<Group> m_unread;   ///< likewise
  std::vector<std::unordered_map<std::string, const model::AnyRecord*>> m_by_identity;  ///< likewise
  std::map<std::string_view, std::vector<std::string_view>> m_ids;  ///< by target, whose names are static
  std::vector<UnreadId> m_unread_ids;                               ///< by id
  std::map<std::string, Group, std::less<>> m_versions;
  std::unordered_map<std::string, Group> m_handoffs;
};

/// What becomes of memory that reading is about to take.
enum class MemoryNeed : std::uint8_t {
  passing,  ///< many files, read for the first time: most of it is given back on the way
  lasting,  ///< many files that are remembered, or a large one: what is made of it may be ten times as large
};

struct LoadOptions {
  unsigned threads = 0;  ///< 0: as many as there are cores
  /// A file that keeps what reading made of the files, for those that did not change since; none: every file
  /// is read. It may be missing or damaged, several programs may use it at once, and it costs only time.
  struct Cache {
    std::string path;
    time::Instant now;  ///< a file written just before may change unnoticed: it is compared byte by byte
  };
  std::optional<Cache> cache;
  /// Called, if it is there, before much memory is taken: when a walk has found `k_many_files`, and by the
  /// reading threads, several at once, before each file of a megabyte or more is taken apart.
  void (*before_much)(MemoryNeed need) = nullptr;
  static constexpr std::size_t k_many_files = 256;
};

/// Where the cache of a data folder lies: in the git folder of its repository. None without one.
std::optional<std::string> cache_path(const std::string& folder);

/// Reads everything. What is wrong with single files and records is a finding of the data set.
/// *Errors*: usage when there is no csx.yaml or it cannot be understood (nothing can be judged without it);
/// io.
Result<Dataset> load(const FileTree& tree, const LoadOptions& options = {});

}  // namespace csx::store
