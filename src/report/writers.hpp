#pragma once

#include "csx/report/diagnostics.hpp"

namespace csx::report {

std::string write_text(const DiagnosticsReport& report);
std::string write_json(const DiagnosticsReport& report);
std::string write_sarif(const DiagnosticsReport& report);
std::string write_github(const DiagnosticsReport& report);
std::string write_gitlab(const DiagnosticsReport& report);
std::string write_junit(const DiagnosticsReport& report);

}  // namespace csx::report
