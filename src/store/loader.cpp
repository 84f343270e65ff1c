#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <iterator>
#include <thread>

#include "csx/base/text.hpp"
#include "csx/model/agreement.hpp"
#include "csx/model/handoff.hpp"
#include "csx/model/read.hpp"
#include "csx/model/walk.hpp"
#include "csx/store/dataset.hpp"
#include "csx/store/path_pattern.hpp"
#include "csx/yaml/tree.hpp"
#include "inline_suppressions.hpp"

namespace csx::store {
namespace {

constexpr std::string_view k_workspace_file = "csx.yaml";
/// Findings of one file beyond this many are counted, not shown: a broken file would bury the others.
constexpr std::size_t k_max_findings = 100;

/// What one file gave.
struct FileContent {
  std::vector<model::AnyRecord> records;
  std::vector<Diagnostic> findings;
  std::vector<InlineSuppression> suppressions;
  std::size_t bytes = 0;
};

Diagnostic finding_in(std::string_view file, std::string_view rule, std::string message,
                      std::string help = {}) {
  Diagnostic finding{.rule = std::string(rule), .message = std::move(message), .help = std::move(help)};
  finding.place.file = std::string(file);
  return finding;
}

void add_problems(const yaml::Stream& stream, std::string_view file, std::vector<Diagnostic>& findings) {
  for (const yaml::Problem& problem : stream.problems) {
    Diagnostic finding = finding_in(file, problem.rule, problem.message, problem.help);
    finding.severity = problem.severity;
    finding.place.document = problem.document;
    finding.place.pointer = problem.pointer;
    finding.place.span = problem.span;
    findings.push_back(std::move(finding));
  }
}

void cap_findings(std::string_view file, std::vector<Diagnostic>& findings) {
  if (findings.size() <= k_max_findings) {
    return;
  }
  const std::size_t more = findings.size() - k_max_findings;
  // Room yaml caps what it finds, and says so itself: that line is not to be lost.
  const auto capped = std::ranges::find(findings, "yaml/too-many-problems", &Diagnostic::rule);
  const bool keep =
      capped != findings.end() && capped - findings.begin() >= static_cast<std::ptrdiff_t>(k_max_findings);
  std::optional<Diagnostic> kept = keep ? std::optional(std::move(*capped)) : std::nullopt;
  findings.resize(k_max_findings);
  if (kept) {
    findings.push_back(std::move(*kept));
  }
  if (more > (keep ? 1U : 0U)) {
    findings.push_back(finding_in(file, "schema/too-many-findings",
                                  fmt::format("this file has {} that are not shown",
                                              counted(more - (keep ? 1U : 0U), "further finding")),
                                  "mend the first ones and check again"));
  }
}

FileContent read_file(const FileTree& tree, const std::string& path, std::uint32_t index) {
  FileContent content;
  const Result<std::string> text = tree.read(path);
  if (!text) {
    content.findings.push_back(finding_in(path, "folder/unreadable", text.error().message,
                                          text.error().hints.empty() ? "" : text.error().hints.front()));
    return content;
  }
  content.bytes = text->size();
  const yaml::Stream stream = yaml::read(*text);
  add_problems(stream, path, content.findings);
  std::uint32_t number = 0;
  for (const yaml::Document& document : stream.documents) {
    const model::Source source{index, number++};
    if (document.empty) {
      if (document.complete && stream.documents.size() > 1) {
        Diagnostic finding = finding_in(path, "folder/empty-document", "this document is empty",
                                        "remove the `---` before it, or write a record");
        finding.place.document = source.document;
        finding.place.span = document.span;
        content.findings.push_back(std::move(finding));
      }
      continue;
    }
    if (std::optional<model::AnyRecord> record =
            model::read_record(document, path, source, content.findings)) {
      content.records.push_back(std::move(*record));
    }
  }
  collect_suppressions(*text, stream, index, content.suppressions);
  cap_findings(path, content.findings);
  return content;
}

/// Reads files on several threads; the result is in the order of the files.
std::vector<FileContent> read_files(const FileTree& tree, const std::vector<std::string>& files,
                                    unsigned threads) {
  constexpr std::size_t k_batch = 16;
  std::vector<FileContent> contents(files.size());
  std::atomic<std::size_t> next{0};
  const auto work = [&] {
    for (std::size_t begin = next.fetch_add(k_batch); begin < files.size(); begin = next.fetch_add(k_batch)) {
      const std::size_t end = std::min(begin + k_batch, files.size());
      for (std::size_t i = begin; i < end; ++i) {
        contents[i] = read_file(tree, files[i], static_cast<std::uint32_t>(i));
      }
    }
  };
  const std::size_t wanted = std::min<std::size_t>(threads, files.size() / k_batch + 1);
  std::vector<std::jthread> helpers;
  for (std::size_t i = 1; i < wanted; ++i) {
    helpers.emplace_back(work);
  }
  work();
  helpers.clear();
  return contents;
}

}  // namespace

/// Puts a data set together.
class Loader {
 public:
  Loader(const FileTree& tree, const LoadOptions& options) : m_tree(tree), m_options(options) {}

  Result<Dataset> load() {
    Result<FileContent> workspace = read_workspace();
    if (!workspace) {
      return fail(std::move(workspace.error()));
    }
    Result<FileTree::Listing> listing = m_tree.list();
    if (!listing) {
      return fail(std::move(listing.error()));
    }
    const model::AnyRecord& record = workspace->records.front();
    choose_files(record.as<model::Workspace>(), std::move(listing->files));
    m_data.m_findings = std::move(listing->problems);
    const unsigned cores = std::max(1U, std::thread::hardware_concurrency());
    take(read_files(m_tree, m_data.m_files, m_options.threads == 0 ? cores : m_options.threads));
    if (m_data.m_workspace == nullptr) {
      return fail(ErrorKind::io, "csx.yaml changed while it was read", {"run the command again"});
    }
    // The name was found good when the record was read.
    m_data.m_zone = time::Zone::find(m_data.workspace().timezone.value).value_or(time::Zone::utc());
    index();
    return std::move(m_data);
  }

 private:
  /// csx.yaml comes first: it says which files hold no records, and nothing can be judged without it.
  Result<FileContent> read_workspace() {
    const Result<std::string> text = m_tree.read(k_workspace_file);
    if (!text) {
      return fail(ErrorKind::usage, fmt::format("no csx.yaml in {}", m_tree.describe()),
                  {"run `csx init` to make a data folder"});
    }
    FileContent content = read_file(m_tree, std::string(k_workspace_file), 0);
    const bool known = content.records.size() == 1 && content.records.front().usable &&
                       &content.records.front().kind() == &model::kind_of<model::Workspace>();
    if (known) {
      return content;
    }
    Error error{ErrorKind::usage, "csx.yaml cannot be understood, so nothing can be checked", {}, {}};
    const LineIndex lines(*text);
    for (const Diagnostic& finding : content.findings) {
      if (finding.severity == Severity::error) {
        const std::string place = finding.place.span
                                      ? fmt::format(":{}", lines.position(finding.place.span->begin).line)
                                      : std::string();
        error.causes.push_back(fmt::format("csx.yaml{}: {} [{}]", place, finding.message, finding.rule));
      }
    }
    if (error.causes.empty()) {
      error.causes.emplace_back("it must hold one record, of kind: workspace");
    }
    error.hints.emplace_back("`csx explain workspace` shows what it holds");
    return fail(std::move(error));
  }

  void choose_files(const model::Workspace& workspace, std::vector<std::string> files) {
    std::vector<PathPattern> ignored;
    if (workspace.checks) {
      for (const std::string& pattern : workspace.checks->ignore_paths) {
        ignored.emplace_back(pattern);
      }
    }
    std::erase_if(files, [&](const std::string& file) {
      return file != k_workspace_file &&
             std::ranges::any_of(ignored, [&](const PathPattern& pattern) { return pattern.matches(file); });
    });
    m_data.m_files = std::move(files);
  }

  void take(std::vector<FileContent> contents) {
    for (FileContent& content : contents) {
      m_data.m_bytes += content.bytes;
      std::ranges::move(content.findings, std::back_inserter(m_data.m_findings));
      std::ranges::move(content.suppressions, std::back_inserter(m_data.m_suppressions));
      for (model::AnyRecord& record : content.records) {
        m_data.m_records.push_back(std::make_unique<model::AnyRecord>(std::move(record)));
        check_workspace_place(*m_data.m_records.back());
      }
    }
  }

  void check_workspace_place(const model::AnyRecord& record) {
    const bool is_workspace = &record.kind() == &model::kind_of<model::Workspace>();
    const bool in_place = m_data.file_of(record) == k_workspace_file;
    if (is_workspace && in_place && m_data.m_workspace == nullptr && record.usable) {
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
    m_data.m_by_kind.resize(model::kinds().size());
    m_data.m_by_identity.resize(model::kinds().size());
    std::vector<model::Mention> mentions;
    for (const std::unique_ptr<model::AnyRecord>& record : m_data.m_records) {
      const auto kind = static_cast<std::size_t>(&record->kind() - model::kinds().data());
      m_data.m_by_identity[kind].emplace(record->identity(), record.get());
      mentions.clear();
      model::collect_mentions(*record->kind().type, record->value(), mentions);
      for (const model::Mention& mention : mentions) {
        if (mention.role == model::Role::declares && !mention.id->empty()) {
          m_data.m_ids[std::string(mention.target.name)].push_back(*mention.id);
        }
      }
      if (record->usable) {
        m_data.m_by_kind[kind].push_back(record.get());
        group(*record);
      }
    }
    for (auto& [target, ids] : m_data.m_ids) {
      std::ranges::sort(ids);
      ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
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
  Dataset m_data;
};

Result<Dataset> load(const FileTree& tree, const LoadOptions& options) {
  return Loader(tree, options).load();
}

}  // namespace csx::store
