#include <array>

#include "families.hpp"

/// Rules about the shape of records. Room model finds what they speak of while it reads.
namespace csx::rules {
namespace {

constexpr auto k_schema_rules = std::to_array<Rule>({
    {"schema/unknown-key", Severity::error, "Every key is one that its record has.",
     "A misspelt key is a value that nobody reads: the field looks filled and is not.",
     "Correct the spelling, or begin a key of your own with x-"},
    {"schema/missing-key", Severity::error, "What a record must have is there.",
     "Without it the record cannot be told from others or makes no sense.", "Write the key and its value"},
    {"schema/wrong-type", Severity::error, "Every value is of the shape its field takes.",
     "A number where text belongs loses its leading zeros; a text where a list belongs hides all but one "
     "item.",
     "Write the value in the shape expected; put text that looks like a number in quotes"},
    {"schema/invalid-value", Severity::error, "Every value means something.",
     "30 February, an unknown time zone or a sum without currency would give wrong deadlines and wrong "
     "revenue.",
     "Write the value in the form shown"},
    {"schema/unknown-value", Severity::error, "Words of a closed vocabulary are spelt as it has them.",
     "Filters, metrics and clocks compare these words; one that nobody knows falls out of every one of them.",
     "Write one of the known words"},
    {"schema/out-of-range", Severity::error, "Numbers lie within the bounds of their field.",
     "A share of 120% or a negative price is a slip of the hand that would spoil every sum it enters.",
     "Write a value within the bounds"},
    {"schema/too-few-items", Severity::error, "Lists hold as many items as they need.",
     "An agreement needs two parties and a timeline its first event; with less the record says nothing.",
     "Add the items that are missing"},
    {"schema/exactly-one", Severity::error, "Of keys that exclude each other, exactly one is there.",
     "A holiday is on a date or every year, a commitment is a clock or a metric: with both, nobody knows "
     "which counts.",
     "Keep one of the keys"},
    {"schema/too-many-findings", Severity::error, "The report of one file stays readable.",
     "A file with that many faults is most likely not what it claims to be.",
     "Mend the first ones and check again"},
});

}  // namespace

std::span<const Rule> schema_rules() {
  return k_schema_rules;
}

}  // namespace csx::rules
