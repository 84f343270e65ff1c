#include "goal.hpp"

namespace csx::audit {
namespace {

/// A product that no two factors of 64 bits overflow.
__extension__ using Wide = __int128;

/// Compares a share with an operand: 95%, or the same as 0.95.
std::optional<std::strong_ordering> compare(const sla::Ratio& share, const model::Operand& operand) {
  using Kind = model::Operand::Kind;
  if (operand.kind != Kind::share && operand.kind != Kind::number) {
    return std::nullopt;
  }
  Wide left = share.numerator;
  for (int digit = 0; digit < operand.number.scale(); ++digit) {
    left *= 10;
  }
  constexpr Wide k_percent = 100;
  left *= operand.kind == Kind::share ? k_percent : 1;
  const Wide right = Wide(operand.number.units()) * share.denominator;
  return left < right   ? std::strong_ordering::less
         : left > right ? std::strong_ordering::greater
                        : std::strong_ordering::equal;
}

}  // namespace

bool meets(const sla::Ratio& share, const model::Condition& condition) {
  const auto low = compare(share, condition.low);
  if (!low) {
    return false;
  }
  switch (condition.op) {
    case model::Condition::Operator::less:
      return *low < 0;
    case model::Condition::Operator::at_most:
      return *low <= 0;
    case model::Condition::Operator::equal:
      return *low == 0;
    case model::Condition::Operator::not_equal:
      return *low != 0;
    case model::Condition::Operator::at_least:
      return *low >= 0;
    case model::Condition::Operator::greater:
      return *low > 0;
    case model::Condition::Operator::between: {
      const auto high = compare(share, condition.high);
      return *low >= 0 && high && *high <= 0;
    }
  }
  return false;
}

}  // namespace csx::audit
