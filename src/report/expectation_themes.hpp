#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include "csx/metrics/facts.hpp"
#include "csx/model/blueprint.hpp"

/// What customers expect, weighted by what they are worth.
namespace csx::report {

/// A customer of whom the revenue is known.
struct Customer {
  const model::Account* account = nullptr;
  std::string_view segment;  ///< id; empty where it is not known
  Exact revenue;             ///< a month, in the reporting currency
  std::int64_t days = 0;     ///< as a customer, those with revenue
  Fraction weight;           ///< revenue x days
};

/// Who has expectations of a theme.
struct ThemeHolders {
  std::set<const Customer*> all;
  std::set<const Customer*> major;  ///< for whom reality is far from it
};

struct Themes {
  std::vector<Customer> customers;   ///< who pay on the last day
  std::vector<std::string> unknown;  ///< `padaria-sol: no rate of USD …`: whose revenue nobody knows
  std::map<std::string, ThemeHolders> by_theme;
  std::set<const Customer*> heard;  ///< of whom expectations are recorded
  std::size_t without_theme = 0;    ///< expectations
};

/// Of expectations gathered until a day; those without a date count.
Themes themes_on(const metrics::Facts& facts, time::Date last);

/// What a group of customers pays and weighs, of all or of one segment.
struct Worth {
  std::size_t accounts = 0;
  Exact revenue;
  Fraction weight;

  void add(const Customer& customer) {
    ++accounts;
    revenue += customer.revenue;
    weight = weight + customer.weight;
  }
};

/// How we stand against competitors in a capability.
enum class ThemeStanding : std::uint8_t {
  behind,   ///< a competitor does it better
  open,     ///< nobody does it well
  apart,    ///< we do it well, and nobody else does
  level,    ///< others do it as well as we do
  unknown,  ///< nobody has said how well we do it
};
ThemeStanding standing_of(const model::Capability& capability);

}  // namespace csx::report
