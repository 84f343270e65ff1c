#include "file_content.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "csx/base/text.hpp"
#include "csx/model/read.hpp"
#include "csx/yaml/pack.hpp"
#include "csx/yaml/tree.hpp"
#include "inline_suppressions.hpp"
#include "unread_ids.hpp"

namespace csx::store {
namespace {

/// Findings of one file beyond this many are counted, not shown: a broken file would bury the others. In a
/// file with suppressions most may be suppressed.
constexpr std::size_t k_max_findings = 100;
constexpr std::size_t k_max_suppressible = model::k_most_findings;

constexpr std::size_t k_large_file = 1U << 20U;

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

/// `counted_only`: how many there are besides.
void cap_findings(std::string_view file, FileContent& content, std::size_t counted_only) {
  std::vector<Diagnostic>& findings = content.findings;
  const std::size_t most = content.suppressions.empty() ? k_max_findings : k_max_suppressible;
  if (findings.size() + counted_only <= most) {
    return;
  }
  const std::size_t more = findings.size() - most + counted_only;
  // Room yaml caps what it finds, and says so itself: that line is not to be lost.
  const auto capped = std::ranges::find(findings, "yaml/too-many-problems", &Diagnostic::rule);
  const bool keep =
      capped != findings.end() && capped - findings.begin() >= static_cast<std::ptrdiff_t>(most);
  std::optional<Diagnostic> kept = keep ? std::optional(std::move(*capped)) : std::nullopt;
  findings.resize(most);
  if (kept) {
    findings.push_back(std::move(*kept));
  }
  if (more > (keep ? 1U : 0U)) {
    Diagnostic others =
        finding_in(file, "schema/too-many-findings", {}, "mend the first ones and check again");
    others.stands_for = more - (keep ? 1U : 0U);
    others.message =
        fmt::format("this file has {} that are not shown", counted(others.stands_for, "further finding"));
    findings.push_back(std::move(others));
  }
}

}  // namespace

Diagnostic finding_in(std::string_view file, std::string_view rule, std::string message, std::string help) {
  Diagnostic finding{.rule = std::string(rule), .message = std::move(message), .help = std::move(help)};
  finding.place.file = std::string(file);
  return finding;
}

namespace {

/// The part of a text that belongs to a document that a syntax error cut short.
std::string_view text_of(std::string_view text, const yaml::Stream& stream, std::size_t document) {
  const std::size_t begin = stream.documents[document].span.begin;
  const std::size_t end =
      document + 1 < stream.documents.size() ? stream.documents[document + 1].span.begin : text.size();
  return text.substr(begin, end - begin);
}

/// What room yaml found in a document speaks of the record in it, which it may have spoilt.
void name_record(std::span<Diagnostic> problems, std::uint32_t document, model::AnyRecord& record) {
  for (Diagnostic& problem : problems) {
    if (problem.place.document == document) {
      problem.record = record.reference();
      record.clean = record.clean && problem.severity != Severity::error;
    }
  }
}

/// `text` is empty where the tree is all that is known; all of the text is in it then.
void take_stream(const yaml::Stream& stream, const std::string& path, std::string_view text,
                 FileContent& content) {
  add_problems(stream, path, content.findings);
  const std::size_t problems = content.findings.size();
  std::uint32_t number = 0;
  std::size_t more = 0;
  if (stream.documents.empty() && problems > 0) {
    collect_unread_ids(text, content.unread_ids);
  }
  for (const yaml::Document& document : stream.documents) {
    const model::Source source{.document = number++};
    const std::string_view unread =
        document.complete || text.empty() ? std::string_view() : text_of(text, stream, source.document);
    if (document.empty) {
      if (document.complete && stream.documents.size() > 1) {
        Diagnostic finding = finding_in(path, "folder/empty-document", "this document is empty",
                                        "remove the `---` before it, or write a record");
        finding.place.document = source.document;
        finding.place.span = document.span;
        content.findings.push_back(std::move(finding));
      } else if (!document.complete) {
        collect_unread_ids(unread, content.unread_ids);
      }
      continue;
    }
    std::optional<model::AnyRecord> record =
        model::read_record(document, path, source, content.findings, &more);
    if (record && problems > 0) {
      name_record(std::span(content.findings).first(problems), source.document, *record);
      record->complete = record->complete && !holds_another_record(document);
    }
    if (!record || !record->clean) {
      collect_unread_ids(document, record ? &*record : nullptr, unread, content.unread_ids);
    }
    if (record) {
      content.records.push_back(std::make_unique<model::AnyRecord>(std::move(*record)));
    }
  }
  cap_findings(path, content, more);
}

/// The content by way of the cache; false when it does not know the file as it is.
bool recall(const FileTree& tree, const std::string& path, Memory& memory, FileContent& content) {
  const std::optional<TreeCache::Row> known = memory.cache->find(path, memory.near);
  const std::optional<FileTree::Stamp> now = known ? tree.stamp(path) : std::nullopt;
  if (!now || now->size != known->stamp.size || !memory.cache->read(*known, memory.tree)) {
    return false;
  }
  const bool certain =
      *now == known->stamp && std::max(now->modified_ns, now->changed_ns) < memory.settled_ns;
  if (!certain) {
    const Result<std::string> text = tree.read(path);
    if (!text || digest_of(*text) != known->digest || tree.stamp(path) != now) {
      return false;
    }
  }
  const std::optional<yaml::Stream> stream = yaml::unpack(memory.tree);
  if (!stream) {
    return false;
  }
  if (!certain) {
    memory.writer->add(path, *now, known->digest, memory.tree);
  }
  take_stream(*stream, path, {}, content);
  return true;
}

/// The content of a file that was read under some name before.
bool recall(const Contents::Kept& kept, const std::string& path, FileContent& content) {
  const std::optional<yaml::Stream> stream = yaml::unpack(kept.tree);
  if (!stream) {
    return false;
  }
  content.suppressions = kept.suppressions;
  take_stream(*stream, path, {}, content);
  return true;
}

}  // namespace

FileContent read_file(const FileTree& tree, const std::string& path, Memory& memory) {
  FileContent content;
  const std::string id(memory.contents != nullptr ? tree.content_id(path) : std::string_view());
  const Contents::Kept* kept = id.empty() ? nullptr : memory.contents->find(id);
  if (kept != nullptr && recall(*kept, path, content)) {
    return content;
  }
  if (memory.cache != nullptr && recall(tree, path, memory, content)) {
    return content;
  }
  content = FileContent{};
  const std::optional<FileTree::Stamp> before = memory.cache != nullptr ? tree.stamp(path) : std::nullopt;
  const Result<std::string> text = tree.read(path);
  if (!text) {
    content.findings.push_back(finding_in(path, "folder/unreadable", text.error().message,
                                          text.error().hints.empty() ? "" : text.error().hints.front()));
    return content;
  }
  if (text->size() >= k_large_file && memory.before_much != nullptr) {
    memory.before_much(MemoryNeed::lasting);
  }
  const yaml::Stream stream = yaml::read(*text);
  // Suppressions stand in comments, which a tree does not hold: files with some are read in full each time.
  collect_suppressions(*text, stream, content.suppressions);
  take_stream(stream, path, *text, content);
  if (!is_whole(stream)) {
    return content;  // what is not in the tree counts, too
  }
  if (!id.empty()) {
    memory.contents->add(id, {yaml::pack(stream), content.suppressions});
  }
  if (before && content.suppressions.empty() && tree.stamp(path) == before) {
    memory.writer->add(path, *before, digest_of(*text), yaml::pack(stream));
  }
  return content;
}

}  // namespace csx::store
