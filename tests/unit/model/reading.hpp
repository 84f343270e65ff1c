#pragma once

#include <fmt/format.h>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "csx/model/read.hpp"
#include "csx/yaml/tree.hpp"

namespace csx::model::test {

/// One document read; the text must outlive it.
struct Read {
  yaml::Stream stream;
  std::vector<Diagnostic> findings;
  std::optional<AnyRecord> record;
};

inline Read read(std::string_view text) {
  Read result{.stream = yaml::read(text)};
  if (!result.stream.documents.empty()) {
    result.record = read_record(result.stream.documents.front(), "record.yaml", Source{}, result.findings);
  }
  return result;
}

/// The text a finding's caret would stand on.
inline std::string caret(const Read& read, const Diagnostic& finding, std::string_view text) {
  const std::optional<Span> span =
      finding.place.span
          ? finding.place.span
          : yaml::locate(read.stream.documents.front(), finding.place.pointer, finding.place.aspect);
  return span ? std::string(text.substr(span->begin, span->end - span->begin)) : "(unknown)";
}

/// `rule at pointer <caret>: message`, a line a finding.
inline std::string report(std::string_view text) {
  const Read result = read(text);
  std::string lines;
  for (const Diagnostic& finding : result.findings) {
    lines += fmt::format("{} {} <{}> {}\n", finding.rule, finding.place.pointer, caret(result, finding, text),
                         finding.message);
  }
  return lines;
}

}  // namespace csx::model::test
