#pragma once

#include <optional>
#include <string_view>

#include "csx/yaml/tree.hpp"
#include "events.hpp"

namespace csx::yaml {

// The last scalar read before a fault.
struct LastScalar {
  Span span;
  ScalarStyle style = ScalarStyle::plain;
};

// A fault of libyaml's with what is needed to say it in terms of what the person wrote.
struct FaultyText {
  std::string_view text;
  Fault fault;
  std::optional<LastScalar> last_scalar;
};

// Rule, message, help and span; document and pointer are the caller's.
Problem explain(const FaultyText& faulty);

// Faults of layout: indentation, colons, brackets that do not match. Called by `explain`.
namespace layout {
Problem missing_colon(const FaultyText& faulty);
Problem colon_not_allowed(const FaultyText& faulty);
Problem list_not_allowed(const FaultyText& faulty);
Problem not_a_key(const FaultyText& faulty);
Problem not_an_item(const FaultyText& faulty);
Problem not_a_document(const FaultyText& faulty);
Problem not_a_value(const FaultyText& faulty);
Problem unclosed_bracket(const FaultyText& faulty);
}  // namespace layout

// A problem of rule yaml/syntax.
Problem syntax(Span span, std::string message, std::string help);

}  // namespace csx::yaml
