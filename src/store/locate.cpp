#include "csx/store/locate.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <span>
#include <tuple>
#include <unordered_map>

#include "csx/base/parallel.hpp"
#include "csx/base/sha256.hpp"
#include "csx/base/text.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::store {
namespace {

/// An excerpt is for people; one line of a hostile file may be megabytes.
constexpr std::size_t k_max_excerpt = 2000;

/// A file's text, read once for all that is looked up in it.
class TextOfFile {
 public:
  TextOfFile(const FileTree& tree, const std::string& path) {
    if (Result<std::string> text = tree.read(path)) {
      m_text = std::move(*text);
      m_lines.emplace(m_text);
    }
  }

  Location find(const Place& place) {
    Location location{.file = place.file};
    const std::optional<Span> span = span_of(place);
    if (!span || !m_lines || span->end > m_text.size()) {
      return location;
    }
    location.begin = m_lines->position(span->begin);
    location.end = m_lines->position(span->end);
    location.excerpt = m_lines->line(location.begin->line).substr(0, k_max_excerpt);
    return location;
  }

  yaml::ItemPointers item_pointers(const Place& place) {
    const yaml::Document* document = may_name_item(place.pointer) ? document_of(place) : nullptr;
    return document == nullptr ? yaml::ItemPointers{place.pointer, place.pointer}
                               : yaml::item_pointers(*document, place.pointer);
  }

 private:
  /// Only then the text need be read again for it.
  static bool may_name_item(std::string_view pointer) {
    return std::ranges::adjacent_find(
               pointer, [](char slash, char c) { return slash == '/' && is_digit(c); }) != pointer.end();
  }

  /// Null when there is no text, or no such document in it.
  const yaml::Document* document_of(const Place& place) {
    if (!m_lines) {
      return nullptr;
    }
    if (!m_stream) {
      m_stream.emplace(yaml::read(m_text));
    }
    return place.document < m_stream->documents.size() ? &m_stream->documents[place.document] : nullptr;
  }

  std::optional<Span> span_of(const Place& place) {
    const yaml::Document* document = place.span ? nullptr : document_of(place);
    return document == nullptr ? place.span : yaml::locate(*document, place.pointer, place.aspect);
  }

  std::string m_text;
  std::optional<LineIndex> m_lines;
  std::optional<yaml::Stream> m_stream;
};

class Locator {
 public:
  explicit Locator(const FileTree& tree) : m_tree(tree) {}

  Location find(const Place& place) {
    return place.file.empty() ? Location{} : text_of(place.file).find(place);
  }

  yaml::ItemPointers item_pointers(const Place& place) {
    return place.file.empty() ? yaml::ItemPointers{place.pointer, place.pointer}
                              : text_of(place.file).item_pointers(place);
  }

 private:
  TextOfFile& text_of(const std::string& file) {
    auto found = m_files.find(file);
    if (found == m_files.end()) {
      // Findings come file by file: few files are needed at a time.
      if (m_files.size() >= k_kept) {
        m_files.clear();
      }
      found = m_files.try_emplace(file, m_tree, file).first;
    }
    return found->second;
  }

  static constexpr std::size_t k_kept = 8;
  const FileTree& m_tree;
  std::map<std::string, TextOfFile> m_files;
};

auto order(const Finding& finding) {
  const Position begin = finding.location.begin.value_or(Position{});
  return std::tuple(std::string_view(finding.location.file), begin.line, begin.column,
                    std::string_view(finding.diagnostic.rule), std::string_view(finding.diagnostic.message));
}

/// Gives each finding its fingerprint; in the order of sorting, so that ordinals do not depend on threads.
void add_fingerprints(std::vector<Finding>& findings) {
  std::unordered_map<std::string, int> ordinals;
  for (Finding& finding : findings) {
    const Diagnostic& diagnostic = finding.diagnostic;
    // Without a record, the file names what is meant; with one, it may move between files.
    const std::string& owner = diagnostic.record.empty() ? diagnostic.place.file : diagnostic.record;
    const std::string what = fmt::format("{}\n{}\n{}", diagnostic.rule, owner, finding.by_name);
    finding.fingerprint = sha256_hex(fmt::format("{}\n{}", what, ordinals[what]++)).substr(0, 32);
  }
}

void look_up(const FileTree& tree, std::span<Finding> findings) {
  Locator locator(tree);
  for (Finding& finding : findings) {
    finding.location = locator.find(finding.diagnostic.place);
    yaml::ItemPointers pointers = locator.item_pointers(finding.diagnostic.place);
    finding.by_name = std::move(pointers.by_name);
    finding.by_place = std::move(pointers.by_place);
    for (const Related& related : finding.diagnostic.related) {
      finding.related.push_back(locator.find(related.place));
    }
  }
}

/// The end of a share that begins at `begin`: about `size` findings, all of a file's together.
std::size_t end_of_share(const std::vector<Finding>& findings, std::size_t begin, std::size_t size) {
  std::size_t end = std::min(begin + size, findings.size());
  while (end < findings.size() &&
         findings[end].diagnostic.place.file == findings[end - 1].diagnostic.place.file) {
    ++end;
  }
  return end;
}

}  // namespace

std::vector<Finding> locate(const FileTree& tree, std::vector<Diagnostic> diagnostics) {
  sort_and_deduplicate(diagnostics);
  std::vector<Finding> findings;
  findings.reserve(diagnostics.size());
  for (Diagnostic& diagnostic : diagnostics) {
    findings.push_back(Finding{.diagnostic = std::move(diagnostic)});
  }
  diagnostics = {};
  const std::size_t share = findings.size() / thread_count() + 1;
  std::vector<std::span<Finding>> shares;
  for (std::size_t begin = 0; begin < findings.size();) {
    const std::size_t end = end_of_share(findings, begin, share);
    shares.push_back(std::span(findings).subspan(begin, end - begin));
    begin = end;
  }
  for_each_index(shares.size(), [&](std::size_t i) { look_up(tree, shares[i]); });
  add_fingerprints(findings);
  std::ranges::stable_sort(findings, [](const Finding& a, const Finding& b) { return order(a) < order(b); });
  return findings;
}

}  // namespace csx::store
