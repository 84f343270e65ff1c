#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <span>
#include <utility>

#include "arena.hpp"
#include "builder.hpp"
#include "csx/yaml/tree.hpp"
#include "prescan.hpp"
#include "problems.hpp"

namespace csx::yaml {

namespace {

// Nodes take about this many times the bytes of their text; more blocks follow when it does not suffice.
constexpr std::size_t k_node_bytes_per_text_byte = 10;
constexpr std::size_t k_smallest_block = 1U << 10U;
constexpr std::size_t k_largest_block = 1U << 20U;

std::size_t largest_text(const Limits& limits) {
  return std::min<std::size_t>(limits.max_bytes, std::numeric_limits<std::uint32_t>::max() - 1);
}

}  // namespace

Stream::Stream() = default;
Stream::Stream(std::size_t first_block) : m_arena(std::make_unique<Arena>(first_block)) {}
Stream::Stream(Stream&&) noexcept = default;
Stream& Stream::operator=(Stream&&) noexcept = default;
Stream::~Stream() = default;

Stream read(std::string_view text, const Limits& limits) {
  Stream stream(std::clamp(text.size() * k_node_bytes_per_text_byte, k_smallest_block, k_largest_block));
  Problems problems(limits.max_problems);
  if (text.size() > largest_text(limits)) {
    problems.add({"yaml/too-large",
                  Severity::error,
                  fmt::format("a file of {} bytes, wanted at most {}", text.size(), largest_text(limits)),
                  "split the file",
                  Span{},
                  0,
                  {}});
    stream.problems = std::move(problems).finish();
    return stream;
  }
  const Prescan scanned = prescan(text, problems);
  if (scanned.readable) {
    const std::size_t without_tree = problems.all().size();
    Builder(text, scanned, limits, problems, stream).run();
    attach_to_tree(std::span(problems.all()).first(without_tree), stream.documents);
  }
  stream.problems = std::move(problems).finish();
  return stream;
}

}  // namespace csx::yaml
