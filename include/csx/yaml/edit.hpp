#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>

#include "csx/base/result.hpp"
#include "csx/yaml/value.hpp"

namespace csx::yaml {

/// One change of what a text means.
struct Edit {
  enum class Action : std::uint8_t {
    set,  ///< the value at `pointer` becomes `value`; a key that is not there is added, missing parents are
          ///< made
    append,  ///< `value` becomes the last item of the sequence at `pointer`, which is made if missing
    insert,  ///< `value` becomes the item at `pointer`, the items from there on move down
    erase,   ///< the key with its value, or the item, at `pointer` goes, with the comments that belong to it
             ///< alone
    rename,  ///< the key at `pointer` becomes `key`
  };
  Action action = Action::set;
  std::uint32_t document = 0;
  std::string pointer;  ///< RFC 6901
  Value value;
  std::string key;
  /// For a key that is added: keys of the same mapping that it shall stand after, nearest first (the order of
  /// a record's description). None present: at the end.
  std::vector<std::string> after;
};

/// Changes the bytes that must change and no others: comments, order, quoting, blank lines, line endings,
/// byte order mark and a missing final newline survive; what is added looks like its neighbours. The edits
/// apply in order, each to the outcome of the one before. The outcome is read again: unless it means exactly
/// what was asked, nothing is done. *Errors*: usage, with the reason (an anchored value that others repeat, a
/// text with syntax errors, a pointer to nowhere); defect when the outcome does not mean what it should.
Result<std::string> apply(std::string_view text, std::span<const Edit> edits);

/// What `edit` does to a meaning alone: the oracle of `apply`.
Result<Value> apply_to_value(Value root, const Edit& edit);

/// A new document (or, with `as_item`, text to be read as one), quoted so that no reader of YAML 1.1 or 1.2
/// takes it for something else. Ends in a newline.
std::string emit(const Value& root);

/// `text` with one more document, whatever it ends in.
Result<std::string> append_document(std::string_view text, const Value& root);

}  // namespace csx::yaml
