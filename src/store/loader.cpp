#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <numeric>
#include <utility>

#include "csx/base/parallel.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/store/content_memory.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/locate.hpp"
#include "csx/store/overlay.hpp"
#include "csx/store/path_pattern.hpp"
#include "csx/yaml/tree.hpp"
#include "declared_ids.hpp"
#include "entries.hpp"
#include "file_content.hpp"
#include "reading_crew.hpp"

namespace csx::store {
namespace {

constexpr std::string_view k_workspace_file = "csx.yaml";

}  // namespace

/// Puts a data set together.
class Loader {
 public:
  Loader(const FileTree& tree, const LoadOptions& options, ContentMemory* contents = nullptr)
      : m_tree(tree), m_options(options), m_contents(contents) {}

  Result<Dataset> load() {
    Result<FileContent> workspace = read_workspace();
    if (!workspace) {
      return fail(std::move(workspace.error()));
    }
    if (Status read = read_files(ignored_by(workspace->records.front()->as<model::Workspace>())); !read) {
      return fail(std::move(read.error()));
    }
    if (m_data.m_workspace == nullptr) {
      return fail(ErrorKind::io, "csx.yaml changed while it was read", {"run the command again"});
    }
    // The name was found good when the record was read.
    m_data.m_zone = time::Zone::find(m_data.workspace().timezone.value).value_or(time::Zone::utc());
    index();
    return std::move(m_data);
  }

  Dataset load_changed(const Dataset& base, const ChangedTexts& changed) {
    share(base, changed);
    const auto shared = static_cast<std::ptrdiff_t>(m_data.m_records.size());
    const std::vector<PathPattern> ignored = ignored_by(base.workspace());
    std::vector<std::pair<std::string_view, FileContent>> read;
    for (const auto& [path, text] : changed) {
      if (text && is_record_name(path) && !is_ignored(path, ignored)) {
        read.emplace_back(path, FileContent());
      }
    }
    for_each_index(read.size(), [&](std::size_t i) {
      Memory memory = nothing_remembered();
      read[i].second = read_file(m_tree, std::string(read[i].first), memory);
    });
    const std::vector<std::uint32_t> by_path = sorted_by_path(base.m_files);
    for (auto& [path, content] : read) {
      const auto known = std::ranges::lower_bound(
          by_path, path, {}, [&](std::uint32_t file) -> std::string_view { return base.m_files[file]; });
      const bool is_new = known == by_path.end() || base.m_files[*known] != path;
      const auto file = is_new ? static_cast<std::uint32_t>(m_data.m_files.size()) : *known;
      if (is_new) {
        m_data.m_files.emplace_back(path);
      }
      take(std::move(content), file);
    }
    std::ranges::inplace_merge(
        m_data.m_records, m_data.m_records.begin() + shared, {},
        [&](const model::AnyRecord* record) { return std::string_view(m_data.file_of(*record)); });
    collect_ids();
    index();
    return std::move(m_data);
  }

 private:
  void collect_ids() {
    m_declared.resize(thread_count());
    for_each_index(m_declared.size(), [&](std::size_t part) {
      const std::size_t count = m_data.m_records.size();
      for (std::size_t i = part * count / m_declared.size(); i < (part + 1) * count / m_declared.size();
           ++i) {
        m_declared[part].add(*m_data.m_records[i]);
      }
      m_declared[part].sort();
    });
  }

  /// Files of a data set that was made by load_changed itself are not in order.
  static std::vector<std::uint32_t> sorted_by_path(const std::vector<std::string>& files) {
    std::vector<std::uint32_t> numbers(files.size());
    std::iota(numbers.begin(), numbers.end(), 0U);
    if (!std::ranges::is_sorted(files)) {
      std::ranges::sort(numbers, {}, [&](std::uint32_t file) -> std::string_view { return files[file]; });
    }
    return numbers;
  }

  /// All of another data set but what lies in files that change.
  void share(const Dataset& base, const ChangedTexts& changed) {
    std::vector<bool> changes;
    for (const std::string& file : base.m_files) {
      changes.push_back(changed.contains(file));
    }
    m_data.m_files = base.m_files;
    m_data.m_workspace = base.m_workspace;
    m_data.m_zone = base.m_zone;
    std::ranges::copy_if(base.m_findings, std::back_inserter(m_data.m_findings),
                         [&](const Diagnostic& finding) { return !changed.contains(finding.place.file); });
    std::ranges::copy_if(base.m_suppressions, std::back_inserter(m_data.m_suppressions),
                         [&](const InlineSuppression& each) { return !changes[each.file]; });
    std::ranges::copy_if(base.m_unread_ids, std::back_inserter(m_data.m_unread_ids),
                         [&](const UnreadId& each) { return !changes[each.file]; });
    std::ranges::copy_if(base.m_records, std::back_inserter(m_data.m_records),
                         [&](const model::AnyRecord* record) { return !changes[record->source().file]; });
  }

  /// csx.yaml comes first: it says which files hold no records, and nothing can be judged without it.
  Result<FileContent> read_workspace() {
    if (!m_tree.read(k_workspace_file)) {
      return fail(ErrorKind::usage, fmt::format("no csx.yaml in {}", m_tree.describe()),
                  {"run `csx init` to make a data folder"});
    }
    Memory memory = nothing_remembered();
    FileContent content = read_file(m_tree, std::string(k_workspace_file), memory);
    const bool known = content.records.size() == 1 && content.records.front()->counts() &&
                       &content.records.front()->kind() == &model::kind_of<model::Workspace>();
    if (known) {
      return content;
    }
    return fail(error_of_workspace(content));
  }

  /// What a later csx wrote may be right where this one finds faults: only its format is told then.
  static std::optional<Error> error_of_format(const FileContent& content) {
    if (content.records.empty() || &content.records.front()->kind() != &model::kind_of<model::Workspace>()) {
      return std::nullopt;
    }
    const std::int64_t format = content.records.front()->as<model::Workspace>().format;
    const double known = *model::type_of<model::Workspace>.find("format")->bounds.max;
    if (static_cast<double>(format) <= known) {
      return std::nullopt;
    }
    return Error{
        ErrorKind::usage,
        fmt::format("csx.yaml is written for data format {}, and this csx reads {:.0f}", format, known),
        {"update csx"},
        {}};
  }

  /// All that is wrong with csx.yaml, each with its place.
  Error error_of_workspace(const FileContent& content) const {
    if (std::optional<Error> error = error_of_format(content)) {
      return *std::move(error);
    }
    Error error{ErrorKind::usage, "csx.yaml cannot be understood, so nothing can be checked", {}, {}};
    for (const Finding& finding : locate(m_tree, content.findings)) {
      if (finding.diagnostic.severity != Severity::error) {
        continue;
      }
      const auto& at = finding.location.begin;
      error.causes.push_back(fmt::format("csx.yaml{}: {} [{}]",
                                         at ? fmt::format(":{}:{}", at->line, at->column) : std::string(),
                                         finding.diagnostic.message, finding.diagnostic.rule));
    }
    if (error.causes.empty()) {
      error.causes.emplace_back("it must hold one record, of kind: workspace");
    }
    error.hints.emplace_back("`csx explain workspace` shows what it holds");
    return error;
  }

  static std::vector<PathPattern> ignored_by(const model::Workspace& workspace) {
    std::vector<PathPattern> ignored;
    if (workspace.checks) {
      for (const std::string& pattern : workspace.checks->ignore_paths) {
        ignored.emplace_back(pattern);
      }
    }
    return ignored;
  }

  static bool is_ignored(const std::string& file, const std::vector<PathPattern>& ignored) {
    return file != k_workspace_file &&
           std::ranges::any_of(ignored, [&](const PathPattern& pattern) { return pattern.matches(file); });
  }

  Memory nothing_remembered() const {
    Memory memory;
    memory.before_much = m_options.before_much;
    return memory;
  }

  /// Files are read while the walk still goes on: it takes a fifth of the time of reading them.
  Status read_files(const std::vector<PathPattern>& ignored) {
    const TreeCache cache = m_options.cache ? TreeCache::open(m_options.cache->path) : TreeCache();
    std::optional<TreeCacheWriter> writer;
    Memory memory = nothing_remembered();
    if (m_options.cache) {
      writer.emplace(m_options.cache->path, cache);
      memory.cache = &cache;
      memory.writer = &*writer;
      memory.settled_ns = settled_ns(m_options.cache->now);
    }
    memory.contents = m_contents == nullptr ? nullptr : &Contents::of(*m_contents);
    ReadingCrew crew(m_tree, thread_count(m_options.threads), memory);
    std::size_t files = 0;
    Result<FileTree::Listing> listing = m_tree.list([&](const std::string& file) {
      if (is_ignored(file, ignored)) {
        return;
      }
      if (++files == LoadOptions::k_many_files && m_options.before_much != nullptr) {
        m_options.before_much(cache.size() > 0 ? MemoryNeed::lasting : MemoryNeed::passing);
      }
      crew.add(file);
    });
    if (!listing) {
      return fail(std::move(listing.error()));
    }
    m_data.m_findings = std::move(listing->problems);
    ReadingCrew::Read read = crew.finish();
    m_declared = std::move(read.ids);
    m_data.m_files.reserve(read.files.size());
    m_data.m_own.reserve(read.files.size());
    m_data.m_records.reserve(read.files.size());
    for (ReadingCrew::File& file : read.files) {
      m_data.m_files.push_back(std::move(file.path));
      take(std::move(file.content), static_cast<std::uint32_t>(m_data.m_files.size() - 1));
    }
    if (writer) {
      writer->finish(m_data.m_files);
    }
    return {};
  }

  /// Files written since may change again within one tick of the coarsest clock of a file system in use.
  static std::int64_t settled_ns(time::Instant now) {
    return std::chrono::nanoseconds((now - std::chrono::seconds(2)).time_since_epoch()).count();
  }

  void take(FileContent content, std::uint32_t file) {
    std::ranges::move(content.findings, std::back_inserter(m_data.m_findings));
    for (InlineSuppression& suppression : content.suppressions) {
      suppression.file = file;
      m_data.m_suppressions.push_back(std::move(suppression));
    }
    for (UnreadId& id : content.unread_ids) {
      id.file = file;
      m_data.m_unread_ids.push_back(std::move(id));
    }
    for (std::unique_ptr<model::AnyRecord>& record : content.records) {
      record->set_file(file);
      m_data.m_records.push_back(record.get());
      m_data.m_own.push_back(std::move(record));
      check_workspace_place(*m_data.m_records.back());
    }
  }

  void check_workspace_place(const model::AnyRecord& record) {
    const bool is_workspace = &record.kind() == &model::kind_of<model::Workspace>();
    const bool in_place = m_data.file_of(record) == k_workspace_file;
    if (is_workspace && in_place && m_data.m_workspace == nullptr && record.counts()) {
      m_data.m_workspace = &record;
    } else if (is_workspace || in_place) {
      Diagnostic finding = finding_in(
          m_data.file_of(record), "folder/misplaced-workspace",
          is_workspace ? "only csx.yaml at the root of the folder holds the workspace, and only one"
                       : fmt::format("csx.yaml holds the workspace alone, found {}", record.reference()),
          is_workspace ? "remove this record, or move the folder out of this one"
                       : "move the record to a file of its own");
      finding.place.document = record.source().document;
      finding.place.pointer = "/kind";
      finding.record = record.reference();
      m_data.m_findings.push_back(std::move(finding));
    }
  }

  void index() {
    m_data.m_ids = DeclaredIds::merged(std::move(m_declared));
    std::ranges::stable_sort(m_data.m_unread_ids, {}, &UnreadId::id);
    index_records();
  }

  void index_records() {
    m_data.m_by_kind.resize(model::kinds().size());
    m_data.m_unread.resize(model::kinds().size());
    m_data.m_by_identity.resize(model::kinds().size());
    for (const model::AnyRecord* record : m_data.m_records) {
      const auto kind = static_cast<std::size_t>(&record->kind() - model::kinds().data());
      m_data.m_by_identity[kind].emplace(record->identity(), record);
      (record->counts() ? m_data.m_by_kind : m_data.m_unread)[kind].push_back(record);
      if (record->counts()) {
        group(*record);
      }
    }
    for (auto& [id, versions] : m_data.m_versions) {
      std::ranges::stable_sort(versions, {}, [](const model::AnyRecord* record) {
        return record->as<model::Agreement>().version;
      });
    }
  }

  void group(const model::AnyRecord& record) {
    if (&record.kind() == &model::kind_of<model::Agreement>()) {
      m_data.m_versions[record.as<model::Agreement>().id.value].push_back(&record);
    } else if (&record.kind() == &model::kind_of<model::Handoff>()) {
      m_data.m_handoffs[record.as<model::Handoff>().account.value].push_back(&record);
    }
  }

  const FileTree& m_tree;
  LoadOptions m_options;
  ContentMemory* m_contents;
  Dataset m_data;
  std::vector<DeclaredIds> m_declared;
};

Result<Dataset> load(const FileTree& tree, const LoadOptions& options) {
  return Loader(tree, options).load();
}

Result<Dataset> load_changed(const Dataset& base, const FileTree& after, const ChangedTexts& changed) {
  // csx.yaml says which files hold records, and how all are read.
  return changed.contains(std::string(k_workspace_file)) ? load(after)
                                                         : Loader(after, {}).load_changed(base, changed);
}

Result<Dataset> load(const FileTree& tree, ContentMemory& memory) {
  return Loader(tree, {}, &memory).load();
}

}  // namespace csx::store
