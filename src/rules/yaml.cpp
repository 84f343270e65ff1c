#include <array>

#include "families.hpp"

/// Rules about the text itself. Room yaml finds what they speak of.
namespace csx::rules {
namespace {

constexpr auto k_yaml_rules = std::to_array<Rule>({
    {"yaml/syntax", Severity::error, "The text is YAML.",
     "What cannot be read cannot be judged. Everything before the fault is still checked; what comes after "
     "it, up to the next `---`, is not.",
     "Mend the text at the place shown"},
    {"yaml/encoding", Severity::error, "The file is UTF-8.",
     "Other encodings turn names into nonsense on the next machine, and git shows them as binary.",
     "Save the file as UTF-8"},
    {"yaml/control-character", Severity::error, "The text holds no control characters.",
     "They do not show in an editor, but change what a terminal prints and what a value is.",
     "Remove the character"},
    {"yaml/bidirectional", Severity::error, "The text holds no bidirectional controls.",
     "They make a line read differently from what it says: a reviewer approves one text and the program "
     "reads another.",
     "Remove the character"},
    {"yaml/directive", Severity::error, "There are no % directives.",
     "Records are plain YAML 1.2; directives change the meaning of all that follows.", "Remove the line"},
    {"yaml/tag", Severity::error, "There are no tags.",
     "A tag asks a reader to make something other than plain data. Records hold plain data only.",
     "Remove the tag; put the value in quotes if it must be text"},
    {"yaml/merge-key", Severity::error, "There are no merge keys.",
     "`<<` is not part of YAML 1.2: half the readers take it for a key of that name.",
     "Write the fields where they belong"},
    {"yaml/alias-limit", Severity::error, "Aliases do not blow a file up.",
     "A few lines of aliases upon aliases can stand for billions of values.", "Write the values out"},
    {"yaml/unknown-alias", Severity::error, "Each alias has its anchor.",
     "An alias without an anchor stands for nothing.",
     "Name the anchor before the alias, or write the value out"},
    {"yaml/too-deep", Severity::error, "Nesting stays within bounds.",
     "No record needs more than a handful of levels; deep nesting is a mistake or an attack.",
     "Remove the superfluous levels"},
    {"yaml/too-many-nodes", Severity::error, "A file holds a reasonable number of values.",
     "One huge file is slow to read, to review and to merge.",
     "Split the file, a month or an account a file"},
    {"yaml/too-large", Severity::error, "Files, texts and keys stay within bounds.",
     "Records are for people. What is that large is a document: keep it elsewhere and write where it is.",
     "Split the file, or move the text out and refer to it"},
    {"yaml/duplicate-key", Severity::error, "No key stands twice in one mapping.",
     "Readers differ in which one they take; one of the two values is lost without a word.",
     "Remove one of the two, or make a list of them"},
    {"yaml/complex-key", Severity::error, "Keys are plain words.",
     "A list or mapping as a key has no name by which it could be asked for.", "Write a word as the key"},
    {"yaml/number-range", Severity::error, "Numbers fit.",
     "A number beyond the range of readers silently becomes another number.",
     "Write a smaller number, or put it in quotes if it is a code"},
    {"yaml/ambiguous-scalar", Severity::warning, "Plain values mean the same to every reader.",
     "YAML 1.1 readers take yes, off, 0777, 1_000 or 12:30 for truth values and numbers; csx, by YAML 1.2, "
     "does not.",
     "Put the value in quotes if it is text; write numbers and truth values the plain way"},
    {"yaml/too-many-problems", Severity::error, "The report of one file stays readable.",
     "After so many faults the rest is most likely their consequence.",
     "Mend the first ones and check again"},
});

}  // namespace

std::span<const Rule> yaml_rules() {
  return k_yaml_rules;
}

}  // namespace csx::rules
