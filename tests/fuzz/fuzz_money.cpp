// Sums of money, numbers, shares and the conditions made of them: what is accepted prints as text that reads
// back as the same value, compares as equal and keeps its written form; what is refused comes with a phrase.
#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <string_view>

#include "csx/base/decimal.hpp"
#include "csx/base/text.hpp"
#include "csx/model/scalar.hpp"

namespace {

using namespace csx::model;

void require(bool condition, const char* what, std::string_view text) {
  if (!condition) {
    std::fprintf(stderr, "broken: %s: %s\n", what, csx::escape_controls(text).c_str());
    std::abort();
  }
}

template <class T>
void check(std::string_view text) {
  T value{};
  if (const std::optional<std::string> wrong = Scalar<T>::parse(text, value)) {
    require(!wrong->empty() && !csx::first_invalid_utf8(*wrong), "a refusal says why, in UTF-8", text);
    return;
  }
  const std::string printed = Scalar<T>::print(value);
  T again{};
  require(!Scalar<T>::parse(printed, again), "what is printed can be read", printed);
  require(Scalar<T>::compare(value, again) == 0, "and is the same", printed);
  require(Scalar<T>::print(again) == printed, "and prints the same", printed);
}

/// Order is that of the numbers, whatever the digits behind the point.
void check_order(std::string_view text) {
  const std::size_t space = text.find(' ');
  if (space == std::string_view::npos) {
    return;
  }
  const auto a = csx::Decimal::parse(text.substr(0, space));
  const auto b = csx::Decimal::parse(text.substr(space + 1));
  if (a && b) {
    require((*a < *b) == (*b > *a) && (*a == *b) == (*b == *a), "order has two sides", text);
    const bool near = a->to_double() == b->to_double();
    require(near || (*a < *b) == (a->to_double() < b->to_double()), "order is that of the numbers", text);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  check<csx::Decimal>(text);
  check<csx::Money>(text);
  check<csx::Currency>(text);
  check<Share>(text);
  check<Condition>(text);
  check<Email>(text);
  check<FieldPath>(text);
  check<RuleId>(text);
  check<CommitmentPath>(text);
  check_order(text);
  return 0;
}
