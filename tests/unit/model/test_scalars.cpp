#include <doctest/doctest.h>

#include <nlohmann/json.hpp>

#include "csx/model/agreement_commitments.hpp"
#include "csx/model/describe.hpp"
#include "csx/model/vocabulary.hpp"

using namespace csx;
using namespace csx::model;

namespace {

/// What a scalar type makes of a text: its printed form, or `!` and what is wrong.
template <class T>
std::string made_of(std::string_view text) {
  T value{};
  const std::optional<std::string> wrong = Scalar<T>::parse(text, value);
  return wrong ? "!" + *wrong : Scalar<T>::print(value);
}

}  // namespace

TEST_CASE("scalars: print gives back what parse read, or a phrase says what is wrong") {
  struct Row {
    std::string (*made)(std::string_view);
    std::string_view text;
    std::string_view expected;
  };
  const Row rows[] = {
      {made_of<Money>, "1200.00 BRL", "1200.00 BRL"},
      {made_of<Money>, "1200 BRL", "1200 BRL"},
      {made_of<Money>, "1200.00", "!its currency is missing"},
      {made_of<Money>, "1.200,00 BRL",
       "!a comma is not allowed: write 1200.50, without separators of thousands"},
      {made_of<Money>, "12 BRX", "!\"BRX\" is no ISO 4217 currency, did you mean \"BRL\"?"},
      {made_of<Share>, "95%", "95%"},
      {made_of<Share>, "12.5%", "12.5%"},
      {made_of<Share>, "95", "!a share ends in %, such as 95%"},
      {made_of<std::int64_t>, "0x1F", "31"},
      {made_of<std::int64_t>, "-7", "-7"},
      {made_of<std::int64_t>, "99999999999999999999", "!it has more than 64 bits"},
      {made_of<Decimal>, "1774.50", "1774.50"},
      {made_of<Email>, "ana@example.org", "ana@example.org"},
      {made_of<Email>, "a@b.example>,<c.example",
       "!white space and angle brackets are not part of an address"},
      {made_of<Email>, "a,b@example.org",
       "!commas, semicolons, colons, quotes, backslashes, parentheses and brackets are not part of an "
       "address"},
      {made_of<Email>, "a@example.org\x01", "!control characters are not part of an address"},
      {made_of<Email>, "a@example.org\xE2\x80\xA8", "!control characters are not part of an address"},
      {made_of<Email>, "ana.example.org", "!there is no @ in it"},
      {made_of<Email>, "ana@example", "!expected name@domain"},
      {made_of<FieldPath>, "context.objectives", "context.objectives"},
      {made_of<FieldPath>, "context..x",
       "!expected lower-case names with dots between, such as context.objectives"},
      {made_of<RuleId>, "handoff/*", "handoff/*"},
      {made_of<RuleId>, "handoff", "!expected family/name or family/*"},
      {made_of<CommitmentPath>, "sales-cs/handoff-accepted", "sales-cs/handoff-accepted"},
      {made_of<Recurrence>, "cadence", "cadence"},
      {made_of<Recurrence>, "30d", "30d"},
      {made_of<Goal>, "95%", "95%"},
      {made_of<Goal>, ">= 80%", ">= 80%"},
      {made_of<TouchModel>, "mid-touch", "mid-touch"},
      {made_of<bool>, "yes", "!expected true or false"},
  };
  for (const Row& row : rows) {
    CAPTURE(row.text);
    CHECK(row.made(row.text) == row.expected);
  }
}

TEST_CASE("scalars: ids") {
  const std::pair<std::string, std::string_view> rows[] = {
      {"padaria-aurora", ""},
      {"2026-03-x", ""},
      {"", "it is empty"},
      {"-x", "it begins with a hyphen"},
      {"a b", "only a-z, 0-9 and - are allowed, write \"a-b\""},
      {"ação", "only a-z, 0-9 and - are allowed, write \"acao\""},
      {"São Paulo", "capital letters are not allowed, write \"sao-paulo\""},
      {"日本", "only a-z, 0-9 and - are allowed"},
      {std::string(64, 'a'), ""},
      {std::string(65, 'a'), "it has 65 characters, at most 64 are allowed"},
  };
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    std::string id = "untouched";
    const std::optional<std::string> wrong = detail::parse_id(text, id);
    CHECK(wrong.value_or("") == expected);
    CHECK(id == (wrong ? "untouched" : text));
  }
}

TEST_CASE("scalars: shares are fractions in JSON, exactly as a double can say them") {
  const std::pair<std::string_view, std::string_view> rows[] = {{"95%", "0.95"},    {"100%", "1"},
                                                                {"12.5%", "0.125"}, {"0%", "0"},
                                                                {"0.1%", "0.001"},  {"33.33%", "0.3333"}};
  for (const auto& [text, expected] : rows) {
    CAPTURE(text);
    Share share;
    REQUIRE_FALSE(Scalar<Share>::parse(text, share));
    Json json;
    Scalar<Share>::json(share, json);
    CHECK(json.dump() == expected);
  }
}
