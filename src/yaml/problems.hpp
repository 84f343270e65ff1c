#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <utility>
#include <vector>

#include "csx/yaml/tree.hpp"

namespace csx::yaml {

// Collects the problems of one file up to a number; warnings never crowd out errors.
class Problems {
 public:
  explicit Problems(std::uint32_t limit) : m_limit(limit) {}

  // Takes what `make()` returns, unless there are enough of that severity: then it is only counted, so that a
  // text with a million faults costs no million messages.
  template <class Make>
  void add(Severity severity, Make make) {
    std::uint32_t& count = severity == Severity::error ? m_errors : m_warnings;
    if (++count <= m_limit) {
      m_problems.push_back(make());
    }
  }
  void add(Problem problem) {
    const Severity severity = problem.severity;
    add(severity, [&] { return std::move(problem); });
  }

  // So many errors that this is no text that somebody wrote: reading on would only cost time.
  bool hopeless() const { return m_errors > k_hopeless; }

  // In order of position; what is beyond the limit is left out and one line says so.
  std::vector<Problem> finish() &&;

  std::vector<Problem>& all() { return m_problems; }

 private:
  static constexpr std::uint32_t k_hopeless = 10'000;

  std::uint32_t m_limit;
  std::uint32_t m_errors = 0;
  std::uint32_t m_warnings = 0;
  std::vector<Problem> m_problems;
};

// The JSON pointer of the deepest node whose key or value covers `at`.
std::string pointer_at(const Node& root, std::uint32_t at);

// Gives problems that were found before there was a tree their document and pointer.
void attach_to_tree(std::span<Problem> problems, const std::vector<Document>& documents);

}  // namespace csx::yaml
