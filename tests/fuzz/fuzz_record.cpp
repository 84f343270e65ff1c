// Whatever the text: each of its documents is read into a record or refused, every finding has words and a
// place in the text, and what was read prints as JSON.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <vector>

#include "csx/base/text.hpp"
#include "csx/model/read.hpp"
#include "csx/model/write.hpp"

namespace {

void require(bool condition, const char* what, std::string_view detail = {}) {
  if (!condition) {
    std::fprintf(stderr, "broken: %s %s\n", what, csx::escape_controls(detail).c_str());
    std::abort();
  }
}

void check_finding(std::string_view text, const csx::yaml::Document& document,
                   const csx::Diagnostic& finding) {
  require(!finding.message.empty() && !csx::first_invalid_utf8(finding.message), "a finding has words",
          finding.message);
  require(!csx::first_invalid_utf8(finding.help), "a help is UTF-8", finding.help);
  const std::optional<csx::Span> span =
      finding.place.span ? finding.place.span
                         : csx::yaml::locate(document, finding.place.pointer, finding.place.aspect);
  require(document.empty || span.has_value(), "a finding has a place:", finding.message);
  require(!span || (span->begin <= span->end && span->end <= text.size()), "the place is in the text");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  const csx::yaml::Stream stream = csx::yaml::read(text);
  for (std::size_t i = 0; i < stream.documents.size(); ++i) {
    const csx::yaml::Document& document = stream.documents[i];
    std::vector<csx::Diagnostic> findings;
    const std::optional<csx::model::AnyRecord> record =
        csx::model::read_record(document, "record.yaml", {0, static_cast<std::uint32_t>(i)}, findings);
    for (const csx::Diagnostic& finding : findings) {
      check_finding(text, document, finding);
    }
    require(record.has_value() || !findings.empty() || document.empty || !document.complete,
            "what is no record is told");
    if (record && record->usable) {
      csx::Json json;
      csx::model::to_json(*record, json);
      require(json.is_object() && !json.dump().empty(), "a record is an object in JSON");
    }
  }
  return 0;
}
