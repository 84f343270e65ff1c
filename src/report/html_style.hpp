#pragma once

#include <string_view>

namespace csx::report {

/// The style sheet of every page. Text on its ground has a contrast of 4.5 and more, marks of charts 3 and
/// more, light and dark; paper is always light.
std::string_view html_style();

/// Makes tables sortable by their headings. A page reads the same without it.
std::string_view html_script();

/// `sha256-…` of a text, as a content security policy names it.
std::string policy_hash(std::string_view text);

}  // namespace csx::report
